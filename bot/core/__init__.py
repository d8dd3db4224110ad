"""Pure computation: scores, sampling, themes, suppression, times, grammar. No Slack, SQL or clock."""
