"""What quotes are measured against in the benchmark of coverage: the best choice, and a random sample."""

import numpy as np

from benchmarks.covering import choose_covering, sample_coverage
from bot.core.coverage import covered

# Four comments that say one thing, three another, one a third; the last has no vector.
DIRECTIONS = [0, 0, 0, 0, 1, 1, 1, 2]
VECTORS = np.vstack([np.eye(3)[DIRECTIONS], np.zeros((1, 3))])


def test_those_are_chosen_that_cover_most_together() -> None:
    assert choose_covering(VECTORS, range(8), 2) == [0, 4]
    assert choose_covering(VECTORS, [7, 6, 1], 9) == [1, 6, 7]
    assert choose_covering(VECTORS, [], 2) == []


def test_a_random_sample_covers_less_and_is_the_same_for_the_same_seed() -> None:
    best = covered(VECTORS, choose_covering(VECTORS, range(8), 2))[:8].mean()
    by_chance = sample_coverage(VECTORS, 2, seed=1)
    assert by_chance < best
    assert by_chance == sample_coverage(VECTORS, 2, seed=1)
    assert sample_coverage(VECTORS[:0], 2, seed=1) == 0.0
