"""Help: a short answer to people who greet the app, ask it for help, or mention it in a channel."""
