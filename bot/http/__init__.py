"""The HTTP entrance: Slack's requests to Bolt, health for those who watch."""
