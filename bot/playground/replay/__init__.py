"""Replay: a real conversation played through the bot, and a check that nothing was lost."""
