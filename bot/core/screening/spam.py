"""Spam by its form alone: the same words over and over, and letters that are no words."""

import re
from itertools import pairwise

from bot.core.screening.match import Match, Rule, fold

_WORD_AGAIN = re.compile(r"(?<!\w)(\w{2,})(?:\W+\1){4,}(?!\w)")
_PHRASE_AGAIN = re.compile(r"(?<!\w)(\w+(?:\W+\w+){1,7})(?:\W+\1){2,}(?!\w)")
_LETTERS = re.compile(r"(?<![\w@./:#])[a-z]{7,}(?![\w@/:])")
_NO_VOWEL = re.compile(r"[^aeiouy]{8,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_STEPS = frozenset(each for row in _ROWS for a, b in pairwise(row) for each in (a + b, b + a))
_MASHED = 0.75  # of the steps from letter to letter, to the key beside it
_SHOWN = 40  # characters


def find_spam(text: str) -> list[Match]:
    """Return what is repeated five times (a phrase: three), and words that nobody can read."""
    folded = fold(text)
    found = [each[0] for form in (_WORD_AGAIN, _PHRASE_AGAIN) for each in form.finditer(folded)]
    found += [each[0] for each in _LETTERS.finditer(folded) if _is_gibberish(each[0])]
    return [Match(Rule.SPAM, each[:_SHOWN]) for each in dict.fromkeys(found)]


def _is_gibberish(word: str) -> bool:
    steps = [a + b for a, b in pairwise(word)]
    return bool(_NO_VOWEL.search(word)) or sum(each in _STEPS for each in steps) > _MASHED * len(steps)
