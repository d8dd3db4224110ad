"""Stars and counts in a few signs: bars of text, and numbers with one digit."""

from bot.texts import Texts

_CELLS = 10
_MAX_STARS = 5


def star_bar(mean: float) -> str:
    """Return mean stars as a bar of five cells, one for each star: 4.2 fills four."""
    filled = min(_MAX_STARS, max(0, round(mean)))
    return "▰" * filled + "▱" * (_MAX_STARS - filled)


def count_bar(count: float, most: float) -> str:
    """Return a count as a bar of ten cells. most: the count that fills all of them."""
    filled = min(_CELLS, max(0, round(count * _CELLS / most)))
    return "▰" * filled + "▱" * (_CELLS - filled)


def stars_short(texts: Texts, mean: float | None, missing: str = "none") -> str:
    """Return mean stars with one digit, "4.2 ★"; where there is none to publish, why.

    missing: why, as in bot/domain/figures.py.
    """
    if mean is None:
        return texts(f"stars.missing.{missing}")
    return texts("stars.mean", mean=texts.number(mean, 1))
