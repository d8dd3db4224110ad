"""Coverage: for which comments, and for how many people, some quotes speak, beside a random sample of as many comments.

A quote speaks for a comment where the cosine of their vectors by a sentence encoder is THRESHOLD or more.
"""

from collections.abc import Sequence
from random import Random

import numpy as np
import numpy.typing as npt

from bot.core.coverage_data import NOTHING, Coverage, Share
from bot.core.themes.features import unit

Floats = npt.NDArray[np.floating]
Bools = npt.NDArray[np.bool_]

THRESHOLD = 0.48
"""Cosine from which a comment says what a quote says (benchmarks/coverage.md)."""

_CHUNK = 2000
_DRAWS = 20


def near(vectors: Floats, quotes: Floats, threshold: float = THRESHOLD) -> Bools:
    """Return for each comment whether a quote is near it. vectors, quotes: rows, zero for those without a vector."""
    rows, chosen = (unit(np.asarray(each, dtype=np.float32)) for each in (vectors, quotes))
    if not len(rows) or not len(chosen):
        return np.zeros(len(rows), dtype=bool)
    parts = [(rows[start : start + _CHUNK] @ chosen.T).max(axis=1) for start in range(0, len(rows), _CHUNK)]
    found: Bools = np.concatenate(parts) >= threshold
    return found


def covered(vectors: Floats, quotes: Sequence[int], threshold: float = THRESHOLD) -> Bools:
    """Return for each comment whether a quoted comment is near it. vectors: comments x width; quotes: rows of it."""
    return near(vectors, np.asarray(vectors)[list(quotes)], threshold)


def measure(
    vectors: Floats,
    quotes: Floats,
    *,
    people: Sequence[int],
    groups: Sequence[Sequence[int]] = (),
    themes: Sequence[Sequence[int]] = (),
    seed: int = 1,
    threshold: float = THRESHOLD,
) -> Coverage:
    """Return what quotes speak for, and what random samples of as many comments do, the mean of 20.

    vectors: of the comments that say something, zero for those in a language that the encoder does not know: no quote
    speaks for them. people: who wrote each, as numbers from 0, -1 for nobody. groups, themes: sets of comments, by row.
    """
    rows_of_all = unit(np.asarray(vectors, dtype=np.float32))
    samples = _samples(len(vectors), len(quotes), Random(seed))
    every = [near(rows_of_all, quotes, threshold), *(covered(rows_of_all, each, threshold) for each in samples)]
    who = np.asarray(people, dtype=np.int64)
    writers = np.unique(who[who >= 0])

    def share(rows: Sequence[int] | None) -> Share | None:
        if rows is not None and not len(rows):
            return None
        means = [float((each if rows is None else each[list(rows)]).mean()) for each in every]
        return _share(means)

    if not len(vectors):
        return Coverage(groups=tuple(None for _ in groups), themes=tuple(None for _ in themes))
    persons = [len(np.unique(who[each & (who >= 0)])) / max(len(writers), 1) for each in every]
    return Coverage(
        share(None) or NOTHING,
        _share(persons),
        tuple(share(rows) for rows in groups),
        tuple(share(rows) for rows in themes),
    )


def _share(means: Sequence[float]) -> Share:
    """Return the share of the quotes, the first, beside the mean of the samples' shares."""
    return Share(round(means[0], 4), round(float(np.mean(means[1:])) if len(means) > 1 else 0.0, 4))


def _samples(count: int, size: int, rng: Random) -> list[list[int]]:
    return [rng.sample(range(count), min(size, count)) for _ in range(_DRAWS)]
