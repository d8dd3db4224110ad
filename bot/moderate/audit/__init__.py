"""The moderation log to read: who did what about which comment, the newest first."""
