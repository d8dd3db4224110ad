"""Starling, the bot."""
