"""HTTP and Socket Mode: checks Slack's requests, hands them to Bolt, and answers health checks."""
