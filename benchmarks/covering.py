"""What the quotes of a digest are measured against: a random sample of comments, and a choice by the judge itself."""

from collections.abc import Sequence
from random import Random

import numpy as np

from bot.core.coverage import THRESHOLD, Floats, covered
from bot.core.themes.features import unit

_DRAWS = 20


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
    near_rows = similar >= threshold
    mean = similar.mean(axis=0) if left else np.zeros(0)
    left_open = np.ones(len(rows), dtype=bool)
    chosen: list[int] = []
    while len(chosen) < min(count, len(left)):
        gains = near_rows[left_open].sum(axis=0) + 0.5 * (1 + mean) * 0.999
        gains[chosen] = -1
        best = int(np.argmax(gains))
        chosen.append(best)
        left_open &= ~near_rows[:, best]
    return [left[each] for each in chosen]
