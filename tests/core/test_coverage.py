"""Which comments a few quotes cover, beside a random sample of as many."""

import numpy as np

from bot.core.coverage import choose_covering, covered, sample_coverage

# Four comments that say one thing, three another, one a third; the last has no vector.
DIRECTIONS = [0, 0, 0, 0, 1, 1, 1, 2]
VECTORS = np.vstack([np.eye(3)[DIRECTIONS], np.zeros((1, 3))])


def test_a_comment_is_covered_by_a_quote_that_says_the_same() -> None:
    assert covered(VECTORS, [0]).tolist() == [True] * 4 + [False] * 5
    assert covered(VECTORS, [0, 7]).tolist() == [True] * 4 + [False] * 3 + [True, False]


def test_without_quotes_nothing_is_covered_and_without_comments_neither() -> None:
    assert not covered(VECTORS, []).any()
    assert covered(VECTORS[:0], []).tolist() == []


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
