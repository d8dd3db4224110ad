"""The pretend workspace's data: people, channels, messages, views, tokens, the app's manifest."""
