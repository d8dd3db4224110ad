"""Cleaning of input before it is stored: no control characters, unbalanced direction marks or invisible texts.

Source: Unicode 15.1, chapter 23 (special characters) and UAX #9 (bidirectional text).
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 except tab and line feed, DEL, C1
    "\u202d\u202e"  # direction overrides: they reverse words, and no language needs them
    "\u206a-\u206f\ufff9-\ufffb\ufeff"  # deprecated formatting, annotations, byte order mark
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # surrogates and noncharacters
)
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSING = frozenset(_OPENING.values())
_DIRECTION = re.compile("[\u202a-\u202c\u2066-\u2069]")
_VISIBLE_CATEGORIES = frozenset("LNPS")  # letters, numbers, punctuation, symbols
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # Hangul fillers, the empty Braille cell


def clean_text(text: str) -> str:
    """Return text with line feeds as its only line ends and without characters that are invisible and disruptive."""
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    if not _DIRECTION.search(text):
        return text
    return "\n".join(_balance(line) for line in text.split("\n"))


def is_visible(text: str) -> bool:
    """Say whether text has a visible character: a letter, number, sign or emoji, not only blanks or formatting."""
    return any(unicodedata.category(sign)[0] in _VISIBLE_CATEGORIES and sign not in _BLANK_LETTERS for sign in text)


def _balance(line: str) -> str:
    """Return a line without unpaired direction marks."""
    open_at: list[int] = []
    unpaired: set[int] = set()
    for index, sign in enumerate(line):
        if sign in _OPENING:
            open_at.append(index)
        elif sign in _CLOSING:
            if open_at and _OPENING[line[open_at[-1]]] == sign:
                open_at.pop()
            else:
                unpaired.add(index)
    unpaired.update(open_at)
    return "".join(sign for index, sign in enumerate(line) if index not in unpaired)
