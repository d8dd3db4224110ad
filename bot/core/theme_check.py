"""A blind check of themes: which comments are read, which two themes are offered, and how sure the result is."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

SAMPLE = 30
"""Comments of a check."""

BY_HAND = 75
"""Percent on which two people agree who do this by hand (docs/decisions/0019-theme-check.md)."""

_Z = 1.959964  # of a standard normal, 95 % within


@dataclass(frozen=True, slots=True)
class CheckedComment:
    """A comment that may be drawn. theme: the finder's; second: another theme that it clearly belongs to."""

    comment_id: int
    theme: int
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A comment, the theme that the finder gave it and another one. found_first: which of them is shown first."""

    comment_id: int
    found: int
    other: int
    found_first: bool


def draw(comments: Sequence[CheckedComment], themes: Sequence[int], seed: int) -> list[Offer]:
    """Return up to SAMPLE offers in random order; the same seed and comments give the same ones.

    themes: numbers of those that may be offered, two or more. The other theme is drawn at random, and is never one that
    the comment clearly belongs to as well; a comment without such another theme is left out.
    """
    rng = Random(seed)
    offers: list[Offer] = []
    known = sorted((each for each in comments if each.theme in themes), key=lambda each: each.comment_id)
    for each in rng.sample(known, len(known)):
        others = sorted(set(themes) - {each.theme, each.second})
        if others:
            offers.append(Offer(each.comment_id, each.theme, rng.choice(others), rng.random() < 0.5))  # noqa: PLR2004
        if len(offers) == SAMPLE:
            break
    return offers


def share_interval(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, 0..1, by Wilson's score (1927); (0, 1) where there is nothing."""
    if not total:
        return 0.0, 1.0
    share, square = count / total, _Z * _Z
    centre = share + square / (2 * total)
    margin = _Z * (share * (1 - share) / total + square / (4 * total * total)) ** 0.5
    scale = 1 + square / total
    return max(0.0, (centre - margin) / scale), min(1.0, (centre + margin) / scale)
