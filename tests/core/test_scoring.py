"""Scores: what a comment's stars are worth while they are few, and when they are many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.scoring import PRIOR_MEAN, mean_stars, score

histograms = st.lists(st.integers(0, 500), min_size=5, max_size=5)


def test_an_unrated_comment_is_in_the_middle() -> None:
    assert score([0, 0, 0, 0, 0]) == score([0] * 5)
    assert score([0] * 5).mean == PRIOR_MEAN
    assert score([0] * 5).n == 0


def test_one_delighted_person_does_not_beat_twenty_who_agree() -> None:
    assert score([0, 0, 0, 0, 1]).mean < score([0, 0, 2, 8, 10]).mean


def test_with_many_ratings_the_mean_speaks_for_itself() -> None:
    assert score([0, 0, 0, 0, 1000]).mean == pytest.approx(5, abs=0.02)
    assert score([1000, 0, 0, 0, 0]).mean == pytest.approx(1, abs=0.02)


@given(histograms)
def test_a_score_stays_within_the_stars(histogram: list[int]) -> None:
    assert 1 <= score(histogram).mean <= 5
    assert score(histogram).n == sum(histogram)


@given(histograms, st.integers(0, 3))
def test_a_star_more_never_lowers_a_score(histogram: list[int], place: int) -> None:
    if histogram[place] == 0:
        return
    better = list(histogram)
    better[place] -= 1
    better[place + 1] += 1
    assert score(better).mean > score(histogram).mean


@pytest.mark.parametrize("wrong", [[1, 2, 3], [0, 0, 0, 0, -1], [0] * 6])
def test_what_is_no_histogram_is_refused(wrong: list[int]) -> None:
    with pytest.raises(ValueError, match="5 counts"):
        score(wrong)


def test_a_themes_mean_gives_every_rating_the_same_weight() -> None:
    assert mean_stars([[0, 0, 0, 0, 1], [3, 0, 0, 0, 0]]) == 2.0
    assert mean_stars([[0] * 5]) is None
    assert mean_stars([]) is None
