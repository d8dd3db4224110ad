"""Moderate: the queue, keep, hide, restore and remove with a reason, and who the moderators are."""
