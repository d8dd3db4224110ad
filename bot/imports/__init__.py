"""Imports: conversations of other systems, read as a whole or not at all, and stored as the bot stores its own."""
