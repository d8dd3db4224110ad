"""Help: a short answer to whoever greets the app, asks it for help, or mentions it in a channel."""
