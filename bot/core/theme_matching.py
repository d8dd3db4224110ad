"""Themes of two exchanges that are about the same: by the words of their comments, in one language.

Each theme is the words of its comments, weighted by how few themes have them; two are the same where their cosine is
high, and each has at most one partner.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from bot.core.themes.stopwords import stop_words_for
from bot.core.words import fold

MIN_COSINE = 0.22
"""Below it two themes share little more than common words."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_MIN_STEM = 5  # letters of a word that are compared


def match_themes(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> list[tuple[int, int, float]]:
    """Return (place in one, place in other, cosine) of themes about the same, the most similar first.

    one, other: of each theme, its texts: its name, and the words of its comments.
    """
    counts = [_count(texts) for texts in (*one, *other)]
    total = Counter[str]()
    for each in counts:
        total.update(each)
    stop = stop_words_for(total)
    themes_with = Counter(word for each in counts for word in each)
    rows = [_weighted(each, themes_with, len(counts), stop) for each in counts]
    left, right = rows[: len(one)], rows[len(one) :]
    pairs = sorted(
        ((_cosine(a, b), at, to) for at, a in enumerate(left) for to, b in enumerate(right)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matched: list[tuple[int, int, float]] = []
    for cosine, at, to in pairs:
        is_free = all(at != first and to != second for first, second, _ in matched)
        if cosine >= MIN_COSINE and is_free:
            matched.append((at, to, cosine))
    return matched


def _count(texts: Sequence[str]) -> Counter[str]:
    """Return in how many of the texts each word is."""
    return Counter(word for text in texts for word in set(_WORD.findall(fold(text))))


def _weighted(counts: Counter[str], themes_with: Counter[str], themes: int, stop: frozenset[str]) -> dict[str, float]:
    """Return a theme's words with their weights, by their first letters, so that "bus" and "buses" meet."""
    row: dict[str, float] = {}
    for word, count in counts.items():
        if word not in stop:
            stem = word[:_MIN_STEM]
            weight = (1 + math.log(count)) * math.log((1 + themes) / themes_with[word])
            row[stem] = row.get(stem, 0.0) + weight
    return row


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    shared = math.fsum(weight * other[word] for word, weight in one.items() if word in other)
    sizes = math.sqrt(
        math.fsum(each * each for each in one.values()) * math.fsum(each * each for each in other.values())
    )
    return shared / sizes if sizes else 0.0
