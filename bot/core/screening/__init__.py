"""Screening: what in a comment a moderator should look at before others see it; by rules, without any person's data."""

from bot.core.screening.danger import find_danger
from bot.core.screening.match import Match, Rule, are_patterns_prepared, prepare_patterns
from bot.core.screening.own_words import WordLists
from bot.core.screening.rude import find_rude_words
from bot.core.screening.screen import HOLDING, NO_LISTS, screen

__all__ = [
    "HOLDING",
    "NO_LISTS",
    "Match",
    "Rule",
    "WordLists",
    "are_patterns_prepared",
    "find_danger",
    "find_rude_words",
    "prepare_patterns",
    "screen",
]
