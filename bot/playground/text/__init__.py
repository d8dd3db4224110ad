"""Texts as Slack rewrites them: emoji codes, escapes, typed mrkdwn."""
