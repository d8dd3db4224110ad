"""The nudge: one message in an exchange's channels that asks for more from groups that are under-represented."""
