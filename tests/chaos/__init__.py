"""Faults under load: people click from outside while processes are killed, databases go away and Slack is slow."""
