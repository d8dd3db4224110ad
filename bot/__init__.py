"""Starling, the bot."""

from bot.zones import use_newest

use_newest()  # here, so that every way to start the program, and every test, goes by the same rules
