"""What the pretend Slack sends to the app: payloads, and their delivery over HTTP or Socket Mode."""
