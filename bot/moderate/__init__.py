"""Moderation: the queue, decisions with a reason, alerts about reports, and who the moderators are."""
