"""Which letters a report can set: those of the shipped fonts, and a few signs of the typesetter's own font."""

import re
import unicodedata
from functools import cache

from bot.charts.metrics import drawable, has_glyphs
from bot.direction import MARKS

_SIGNS = frozenset("★☆≥≤→←↑↓✓")  # in DejaVu Sans Mono, which the typesetter brings
_UNKNOWN = "\0"
_MISSING = "[…]"
_LONG = re.compile(r"\S{40}(?=\S{10})")  # a word: behind these letters a line may end
_RUN = re.compile(f"{_UNKNOWN}(?: ?{_UNKNOWN})*")


def setable(text: str) -> str:
    """Return a text without emoji and controls, line by line, and [...] for letters that the fonts lack."""
    return _LONG.sub("\\g<0>\u200b", _RUN.sub(_MISSING, _known(text)))


def setable_markup(svg: str) -> str:
    """Return a drawing whose words have [...] for letters that the fonts lack; all else stays as it is."""
    return _RUN.sub(_MISSING, "".join(char if char.isascii() else _set(char) for char in svg))


def has_joined_letters(svg: str) -> bool:
    """Say whether a drawing has letters of Arabic.

    The typesetter loses which letters its drawings join, and then refuses to make a tagged PDF; a picture it takes.
    """
    return any("\u0600" <= char < "\u0780" for char in svg)


def has_letters(text: str) -> bool:
    """Say whether all letters of a text can be set, and there are any; emoji are no letters."""
    known = _known(text)
    return bool(known) and _UNKNOWN not in known


def _known(text: str) -> str:
    """Return the lines of a text, each letter that cannot be set as a mark."""
    lines = ("".join(map(_set, line)) for line in unicodedata.normalize("NFC", text).splitlines())
    tidy = (re.sub(" +", " ", line).strip() for line in lines)
    return "\n".join(line for line in tidy if line)


@cache
def _set(char: str) -> str:
    """Return a character as it is set: itself, a space where it is left out, a mark where the fonts lack it."""
    if char in _SIGNS or char in MARKS:
        return char
    kept = drawable(char)
    if not kept:
        return " "
    return kept if has_glyphs(kept) else _UNKNOWN
