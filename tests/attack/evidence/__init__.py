"""What the bot sends and logs: messages to moderators and accomplices, the moderation log, the lines of its log."""
