### Why Slack does not let me write somewhere: the end of a sentence, after a colon.

archived = the channel is archived
outside = I am not in the channel: write `/invite @Starling` there
read_only = only some people may write there
threads_only = only replies in threads may be written there
no_threads = no replies in threads may be written there
thread_locked = the thread there is locked
private_exchange = the exchange is for the members of its own channel, which is private

apps_limited = the admins of this workspace limit where apps may write
not_allowed = this workspace has not given me the permission: its admins can
no_scope = I lack a permission: somebody who manages apps can install me again, from manifest.yml
suspended = the admins of this organization have stopped messages from being written
organization = this organization does not let me write
network = this workspace lets nobody write from the network that I run in
moving = this workspace is being moved into an organization: it works again when that is done

no_change = Slack does not let me change it any more
messages_tab = writing to the app is switched off in its settings (App Home)
limit = this workspace has reached its limit of messages

# $code is a word of Slack's.
other =
    .code = Slack says `{ $code }`
no_reason = Slack gives no reason
