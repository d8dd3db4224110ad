"""Talks: a moderator writes to the author of a comment; the bot carries their words, and nobody learns who it is."""
