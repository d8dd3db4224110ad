"""Mattermost, the second chat platform: the same flows and rules, behind another server's API."""
