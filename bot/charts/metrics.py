"""Measured text: widths in the shipped fonts, lines that fit, and whether there is a glyph for each character."""

import json
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.direction import FROM_RIGHT, balanced, line, runs_to_left

FONTS = Path(__file__).parent / "fonts"

_UNITS = 1000
_UNKNOWN = 1000  # the width of a character that another font draws: as wide as high, as in Chinese
_ELLIPSIS = "…"
_NOT_DRAWN = {"Cc", "Cf", "Cn", "Co", "Cs", "Sk", "So", "Zl", "Zp"}
"""Categories of characters that are left out where the fonts lack them: emoji, direction marks and controls."""


@cache
def _widths() -> dict[str, dict[str, int]]:
    """Return the width of each character by style, in thousandths of the font size."""
    read: dict[str, dict[str, int]] = json.loads((FONTS / "widths.json").read_text(encoding="ascii"))
    return read


def drawable(text: str) -> str:
    """Return a text without emoji, controls and line breaks, which no picture of ours can show.

    Marks of isolation (bot/direction.py), which the fonts have without a width, stay in pairs.
    """
    known = _widths()["regular"]
    kept = (char if char in known or not _is_left_out(char) else " " for char in unicodedata.normalize("NFC", text))
    return balanced(" ".join("".join(kept).split()))


def _is_left_out(char: str) -> bool:
    return unicodedata.category(char) in _NOT_DRAWN or "\ufe00" <= char <= "\ufe0f"


def has_glyphs(text: str) -> bool:
    """Say whether the shipped fonts can draw all of a text, and there is something to draw."""
    known = _widths()["regular"]
    cleaned = drawable(text)
    return bool(cleaned) and all(char in known for char in cleaned)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in the units of its font size, without kerning."""
    widths = _widths()["bold" if bold else "regular"]
    return sum(widths.get(char, _UNKNOWN) for char in text) * size / _UNITS


def fit(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return a text that is no wider than this, with an ellipsis where it was cut; it keeps its own direction."""
    return line(_fit(text, width, size, bold=bold), to_left=runs_to_left(text))


def _fit(text: str, width: float, size: float, *, bold: bool) -> str:
    if text_width(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)  # this number of characters fits, that one does not
    while high - low > 1:
        middle = (low + high) // 2
        if text_width(text[:middle].rstrip() + _ELLIPSIS, size, bold=bold) <= width:
            low = middle
        else:
            high = middle
    return text[:low].rstrip() + _ELLIPSIS


def wrap(text: str, width: float, size: float, *, bold: bool = False, lines: int = 2) -> list[str]:
    """Return a text in a few lines at most, broken between words where they fit, the last one cut.

    Each line runs as the whole text does.
    """
    to_left = runs_to_left(text)
    return [line(each, to_left=to_left) for each in _wrap(text, width, size, bold=bold, lines=lines)]


def is_to_left(lines: Sequence[str]) -> bool:
    """Say whether lines of `wrap` run from right to left."""
    return bool(lines) and lines[0].startswith(FROM_RIGHT)


def place(
    lines: Sequence[str], left: float, size: float, *, bold: bool = False, right: float | None = None
) -> list[tuple[float, str, float]]:
    """Return the place of each line of `wrap`: (x, anchor, its left edge).

    Lines that run from right to left end at the same place: at `right`, or where the widest of them does. Letters of
    Arabic are narrower inside a word than they were measured, so one line without a `right` is where others are.
    """
    widths = [text_width(each, size, bold=bold) for each in lines]
    if not is_to_left(lines) or (right is None and len(lines) == 1):
        return [(left, "start", left) for _ in lines]
    edge = left + max(widths) if right is None else right
    return [(edge, "end", edge - width) for width in widths]


def _wrap(text: str, width: float, size: float, *, bold: bool, lines: int) -> list[str]:
    words, wrapped = drawable(text).split(), [""]
    while words:
        longer = f"{wrapped[-1]} {words[0]}".strip()
        if text_width(longer, size, bold=bold) <= width:
            wrapped[-1] = longer
            words.pop(0)
        elif len(wrapped) == lines:
            wrapped[-1] = _fit(" ".join([wrapped[-1], *words]).strip(), width, size, bold=bold)
            break
        elif wrapped[-1]:
            wrapped.append("")
        else:  # one word wider than the line
            head = _fit(words[0], width, size, bold=bold).removesuffix(_ELLIPSIS) or words[0][0]
            wrapped[-1], words[0] = head, words[0][len(head) :]
            wrapped.append("")
    return wrapped
