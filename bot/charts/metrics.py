"""Measured text: widths in the shipped fonts, lines that fit, and whether there is a glyph for each character."""

import json
import unicodedata
from functools import cache
from pathlib import Path

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
    """Return a text without emoji, controls and line breaks, which no picture of ours can show."""
    known = _widths()["regular"]
    kept = (char if char in known or not _is_left_out(char) else " " for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


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
    """Return a text that is no wider than this, with an ellipsis where it was cut."""
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
    """Return a text in a few lines at most, broken between words where they fit, the last one cut."""
    words, wrapped = drawable(text).split(), [""]
    while words:
        longer = f"{wrapped[-1]} {words[0]}".strip()
        if text_width(longer, size, bold=bold) <= width:
            wrapped[-1] = longer
            words.pop(0)
        elif len(wrapped) == lines:
            wrapped[-1] = fit(" ".join([wrapped[-1], *words]).strip(), width, size, bold=bold)
            break
        elif wrapped[-1]:
            wrapped.append("")
        else:  # one word wider than the line
            head = fit(words[0], width, size, bold=bold).removesuffix(_ELLIPSIS) or words[0][0]
            wrapped[-1], words[0] = head, words[0][len(head) :]
            wrapped.append("")
    return wrapped
