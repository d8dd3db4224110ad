"""Direction of writing: which way a text runs, and how a piece of one keeps its own inside a sentence of another.

A text runs as its first letter does (Unicode's rule, and what `dir="auto"` means in HTML). A piece of people's words in
a sentence is put between marks of isolation, which have no width and no shape: browsers, the typesetter and the writer
of pictures all read them, where some of these know no attribute for it.
"""

import unicodedata
from collections.abc import Iterable, Iterator

ISOLATE, FROM_LEFT, FROM_RIGHT, END = "\u2068", "\u2066", "\u2067", "\u2069"
"""Marks: of a piece that runs as its first letter does, from the left, or from the right; and the end of a piece."""

RIGHT_MARK = "\u200f"
"""A mark that counts as a letter which runs from right to left."""

MARKS = frozenset((ISOLATE, FROM_LEFT, FROM_RIGHT, END, RIGHT_MARK))
_BEGIN = frozenset((ISOLATE, FROM_LEFT, FROM_RIGHT))
_OTHERS = frozenset("\u202a\u202b\u202c\u202d\u202e")
"""Older marks, which would change what comes after a piece."""

_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"))
_FIRST = "\u0590"  # before it no letter runs to the left


def direction_of_language(language: str) -> str:
    """Return "rtl" for a language that is written from right to left, else "ltr"; as HTML names them."""
    return "rtl" if language.lower().partition("-")[0] in _TO_LEFT else "ltr"


def has_letters_to_left(text: Iterable[str]) -> bool:
    """Say whether any letter of a text runs from right to left."""
    return any(char >= _FIRST and unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def direction_of(text: str, default: str = "ltr") -> str:
    """Return which way a text runs, rtl or ltr: as its first letter outside of isolated pieces. default: with none."""
    kinds = (unicodedata.bidirectional(char) for char in _outside(balanced(text)))
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in {"L", "R", "AL"}), default)


def runs_to_left(text: str) -> bool:
    """Say whether a text as a whole runs from right to left."""
    return direction_of(text) == "rtl"


def lead(words: str, language: str) -> str:
    """Return words of a language, with a mark in front where they begin with letters that run the other way."""
    is_other = direction_of_language(language) == "rtl" and has_letters_to_left(words) and not runs_to_left(words)
    return f"{RIGHT_MARK}{words}" if is_other else words


def isolate(words: str, language: str = "en") -> str:
    """Return words as a piece of a sentence in a language; as they are where all of their letters run as it does."""
    is_from_left = direction_of_language(language) == "ltr"
    if is_from_left and words.isascii():
        return words
    words = balanced(words)
    is_other = has_letters_to_left(_outside(words))
    if not is_from_left:
        is_other = any(unicodedata.bidirectional(char) == "L" for char in _outside(words))
    return f"{ISOLATE}{words}{END}" if is_other else words


def line(words: str, *, to_left: bool) -> str:
    """Return a line of a longer text as a piece that runs as all of it does; as it is where no letter runs so."""
    if words.isascii() or not has_letters_to_left(words):
        return words
    return f"{FROM_RIGHT if to_left else FROM_LEFT}{balanced(words)}{END}"


def balanced(words: str) -> str:
    """Return words whose marks of isolation are in pairs, so that nothing behind them is changed."""
    if MARKS.isdisjoint(words) and _OTHERS.isdisjoint(words):
        return words
    kept: list[str] = []
    begun: list[int] = []
    for char in words:
        if char in _OTHERS or (char == END and not begun):
            continue
        if char in _BEGIN:
            begun.append(len(kept))
        elif char == END:
            begun.pop()
        kept.append(char)
    for at in reversed(begun):
        del kept[at]
    return "".join(kept)


def _outside(text: str) -> Iterator[str]:
    """Yield the characters that are in no isolated piece."""
    depth = 0
    for char in text:
        if char in _BEGIN:
            depth += 1
        elif char == END:
            depth = max(0, depth - 1)
        elif not depth:
            yield char
