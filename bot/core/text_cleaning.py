"""Clean what people write before it is stored: no control characters, no open direction marks, nothing invisible only.

Source: Unicode 15.1, chapter 23 (special characters) and UAX #9 (bidirectional text).
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 but for tab and line feed, DEL, C1
    "\u202d\u202e"  # overrides of the direction: they make words read backwards, and no language needs them
    "\u206a-\u206f\ufff9-\ufffb\ufeff"  # deprecated formatting, annotations, byte order mark
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # halves of characters, and what is no character at all
)
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSING = frozenset(_OPENING.values())
_DIRECTION = re.compile("[\u202a-\u202c\u2066-\u2069]")
_SEEN_KINDS = frozenset("LNPS")  # letters, numbers, punctuation, symbols
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # Hangul fillers, the empty Braille cell


def clean_text(text: str) -> str:
    """Return text with line feeds as its only line ends and without what shows nothing but disturbs what does."""
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    if not _DIRECTION.search(text):
        return text
    return "\n".join(_balance(line) for line in text.split("\n"))


def is_visible(text: str) -> bool:
    """Say whether text shows anything: a letter, number, sign or emoji, and not blanks or formatting alone."""
    return any(unicodedata.category(sign)[0] in _SEEN_KINDS and sign not in _BLANK_LETTERS for sign in text)


def _balance(line: str) -> str:
    """Return a line without direction marks that open and do not close in it, or close what is not open."""
    open_at: list[int] = []
    unpaired: set[int] = set()
    for place, sign in enumerate(line):
        if sign in _OPENING:
            open_at.append(place)
        elif sign in _CLOSING:
            if open_at and _OPENING[line[open_at[-1]]] == sign:
                open_at.pop()
            else:
                unpaired.add(place)
    unpaired.update(open_at)
    return "".join(sign for place, sign in enumerate(line) if place not in unpaired)
