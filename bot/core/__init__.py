"""Meaning: scoring, routing, themes, schedule, grammar. No Slack, no SQL, no clock."""
