"""Coverage of a summary: which comments its quotes cover, by vectors of a sentence encoder, and a random sample."""

from collections.abc import Sequence
from random import Random

import numpy as np
import numpy.typing as npt

from bot.core.themes.features import unit

Floats = npt.NDArray[np.floating]

THRESHOLD = 0.48
"""Cosine from which a comment says what a quote says (benchmarks/coverage.md)."""

_CHUNK = 2000
_DRAWS = 20


def covered(vectors: Floats, quotes: Sequence[int], threshold: float = THRESHOLD) -> npt.NDArray[np.bool_]:
    """Return for each comment whether a quote is near it. vectors: comments x width, zero for those without one."""
    rows = unit(np.asarray(vectors, dtype=np.float32))
    chosen = rows[list(quotes)].T
    if not len(quotes):
        return np.zeros(len(rows), dtype=bool)
    parts = [(rows[start : start + _CHUNK] @ chosen).max(axis=1) for start in range(0, len(rows), _CHUNK)]
    found: npt.NDArray[np.bool_] = np.concatenate(parts) >= threshold if parts else np.zeros(0, dtype=bool)
    return found


def sample_coverage(vectors: Floats, size: int, seed: int, threshold: float = THRESHOLD) -> float:
    """Return the share that a random sample of comments covers, the mean of 20 samples. size: comments of a sample."""
    known = np.flatnonzero(np.any(vectors, axis=1)).tolist()
    if not known:
        return 0.0
    rng = Random(seed)
    drawn = [rng.sample(known, min(size, len(known))) for _ in range(_DRAWS)]
    return float(np.mean([covered(vectors, each, threshold)[known].mean() for each in drawn]))


def choose_covering(vectors: Floats, candidates: Sequence[int], count: int, threshold: float = THRESHOLD) -> list[int]:
    """Return up to `count` candidates that together are near the most comments, greedily, the best first.

    Facility location over the cosine above the threshold: each step takes the candidate that adds the most comments, of
    equals the one that is nearest to all, then the first. Greedy is within 63 % of the best choice (Nemhauser, Wolsey
    and Fisher, 1978).
    """
    rows = unit(np.asarray(vectors, dtype=np.float32))
    left = list(dict.fromkeys(candidates))
    similar = rows @ rows[left].T if left else np.zeros((len(rows), 0), dtype=np.float32)
    near = similar >= threshold
    mean = similar.mean(axis=0) if left else np.zeros(0)
    open_rows = np.ones(len(rows), dtype=bool)
    chosen: list[int] = []
    while len(chosen) < min(count, len(left)):
        gains = near[open_rows].sum(axis=0) + 0.5 * (1 + mean) * 0.999
        gains[chosen] = -1
        best = int(np.argmax(gains))
        chosen.append(best)
        open_rows &= ~near[:, best]
    return [left[each] for each in chosen]
