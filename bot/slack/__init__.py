"""What the rooms share of Slack: block words, errors, pacing, who is speaking."""
