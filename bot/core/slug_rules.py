"""Rules for short names of exchanges: letters, digits and hyphens, and no word with a meaning in commands."""

import re
from collections.abc import Iterator

from bot.core.words import TIMES, commands, fold

MAX_SLUG = 40  # characters

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_SLUG = re.compile(r"[\d-]+|\d+[a-z]+|t\d+")  # dates, "3d", "5pm", themes
_MORE_WORDS = "all apply draft help none open set days week weeks"


def _words_of_times() -> Iterator[str]:
    """Yield every phrase that may begin a time."""
    for words in TIMES.values():
        for row in (*words.weekdays, *words.months):
            yield from row
        for phrases in (
            words.now, words.never, words.today, words.tomorrow, words.day_after_tomorrow, words.yesterday, words.noon,
            words.midnight, words.after, words.at, words.fillers, words.coming, words.unclear_next, words.daily,
            words.working_days, words.every, words.reserved,
        ):  # fmt: skip
            yield from phrases


def _reserved() -> frozenset[str]:
    actions = {word for name, row in commands.ACTIONS.items() for word in (name, *row)}
    first = {fold(phrase).split()[0] for phrase in (*_words_of_times(), *actions, *_MORE_WORDS.split())}
    return frozenset(first - {"a"})


RESERVED = _reserved()
"""Words that are no short names, so that `extend viernes 17:00` and `digest off` mean what they say."""


def is_slug(text: str) -> bool:
    """Say whether a text is a valid short name."""
    return has_slug_form(text) and text not in RESERVED


def has_slug_form(text: str) -> bool:
    """Say whether a text may be a short name after a "#", where a word of a command means no command.

    So an exchange is still found by its name when a later version uses that word in a command.
    """
    return bool(len(text) <= MAX_SLUG and _SLUG.fullmatch(text) and not _NO_SLUG.fullmatch(text))
