"""Ranks that say how sure they are, and agreement: by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ranking import MIN_RATINGS, agreement, equal_groups, mean_agreement, rank_intervals


def test_rank_intervals_by_hand() -> None:
    stars = np.array([4.5, 4.3, 3.0, 2.9, 4.9])
    low, high = stars - 0.3, stars + 0.3
    found = rank_intervals(stars, low, high, np.array([40, 40, 40, 40, MIN_RATINGS - 1]))
    assert found == [(1, 2), (1, 2), (3, 4), (3, 4), None]
    alone = rank_intervals(np.array([3.0]), np.array([2.0]), np.array([4.0]), np.array([10]))
    assert alone == [(1, 1)]


@given(st.lists(st.tuples(st.floats(1, 5), st.floats(0, 1), st.integers(0, 30)), max_size=25))
def test_a_band_holds_the_rank_by_stars(rows: list[tuple[float, float, int]]) -> None:
    stars = np.array([row[0] for row in rows])
    wide = np.array([row[1] for row in rows])
    ratings = np.array([row[2] for row in rows], dtype=np.int64)
    found = rank_intervals(stars, stars - wide, stars + wide, ratings)
    ranked = [at for at in range(len(rows)) if ratings[at] >= MIN_RATINGS]
    for at in range(len(rows)):
        rank_interval = found[at]
        if rank_interval is None:
            assert at not in ranked
            continue
        first, last = rank_interval
        above = sum(stars[other] > stars[at] for other in ranked)
        assert 1 <= first <= above + 1 <= last <= len(ranked)


def test_agreement_by_hand() -> None:
    assert agreement([0, 0, 7, 0, 0]) == pytest.approx(1, abs=1e-9)
    # Half at either end: n²/4 pairs of n(n - 1)/2 lie four stars apart; D = 4 · (n / 2) / (n - 1) = 2 · 10 / 9 for ten.
    assert agreement([5, 0, 0, 0, 5]) == 0.0
    # 3 pairs: 4 and 4, twice 4 and 5: D = 2 / 3.
    assert agreement([0, 0, 0, 2, 1]) == pytest.approx(1 - (2 / 3) / 2, abs=1e-9)
    assert agreement([0, 0, 1, 0, 0]) is None
    assert mean_agreement([[0, 0, 10, 0, 0], [0, 0, 0, 1, 0]]) == pytest.approx(1, abs=1e-9)
    assert mean_agreement([]) is None


def test_where_each_group_counts_the_same_the_large_one_does_not_decide() -> None:
    means = np.array([[4.0, 2.0, 1.0], [3.5, 3.5, 5.0]])
    assert equal_groups(means, np.array([900, 12, 2]), min_members=10).tolist() == [3.0, 3.5]
    assert np.isnan(equal_groups(means, np.array([900, 2, 2]), min_members=10)).all()
