"""Cards of the queue in a channel of the moderators or in their private messages, one for each item that waits."""
