"""The score of stars: by hand where a hand can, and true where the truth is known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ordinal_model import expected, expected_of, fit


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_expected_stars_by_hand() -> None:
    thresholds = np.array([-2.0, -1.0, 1.0, 2.0])
    by_hand = 1 + sum(logistic(0.5 - cut) for cut in thresholds)
    assert expected(np.array([0.5]), np.array([0.0]), thresholds)[0] == pytest.approx(by_hand, abs=1e-9)
    assert expected_of(np.array([0.5]), thresholds)[0] == pytest.approx(by_hand, abs=1e-9)
    two = (by_hand + 1 + sum(logistic(1.5 - cut) for cut in thresholds)) / 2
    # 41 points over two raters: 20 and a half of each, the middle one between them.
    middle = 1 + sum(logistic(1.0 - cut) for cut in thresholds)
    mixed = expected(np.array([0.5]), np.array([0.0, 1.0]), thresholds)[0]
    assert mixed == pytest.approx(two, abs=0.05)
    assert min(by_hand, middle) < mixed < 2 * two


def test_where_the_fit_ends_nothing_pulls() -> None:
    rng = np.random.default_rng(5)
    comments, raters = rng.integers(0, 30, 1500), rng.integers(0, 60, 1500)
    stars = np.clip(np.rint(3 + 0.8 * rng.normal(size=1500) + (comments % 3 - 1)), 1, 5).astype(np.int64)
    found = fit(comments, raters, stars, comment_count=30, rater_count=60)
    bounds = np.concatenate([[-np.inf], found.thresholds, [np.inf]])
    linear = found.location[comments] + found.leniency[raters]
    slope = 1 - sum(1 / (1 + np.exp(-(linear - bounds[stars - at]))) for at in (0, 1))
    pull = np.bincount(comments, slope, 30) - found.location / found.location_variance
    assert np.abs(pull).max() < 0.2, "the gradient of the posterior, in logits times ratings"
    assert (np.diff(found.thresholds) > 0).all()


def test_the_order_of_appeals_is_found_again_though_raters_differ() -> None:
    rng = np.random.default_rng(1)
    location, leniency = np.linspace(-1.5, 1.5, 20), rng.normal(0, 1, 200)
    comments = np.tile(np.arange(20), 60)
    raters = rng.integers(0, 200, len(comments))
    noise = rng.logistic(size=len(comments))
    stars = 1 + (location[comments] + leniency[raters] + noise)[:, None] > np.array([-2, -0.7, 0.7, 2])[None]
    found = fit(comments, raters, 1 + stars.sum(axis=1), comment_count=20, rater_count=200)
    assert np.corrcoef(found.location, location)[0, 1] > 0.95
    assert np.corrcoef(found.stars, location)[0, 1] > 0.95


def test_a_rater_of_one_star_only_says_next_to_nothing() -> None:
    comments = np.array([0, 1] * 20 + [0] * 15 + [1] * 15)
    raters = np.concatenate([np.repeat(np.arange(20), 2), np.arange(20, 35), np.arange(35, 50)])
    stars = np.array([4, 3] * 20 + [5] * 15 + [5] * 15)
    honest = fit(comments[:40], raters[:40], stars[:40], comment_count=2, rater_count=20)
    # Each of thirty accounts gives five stars once: fifteen on either comment.
    found = fit(comments, raters, stars, comment_count=2, rater_count=50)
    assert found.location[0] > found.location[1]
    assert honest.location[0] > honest.location[1]


def test_without_ratings_a_comment_is_in_the_middle_and_unsure() -> None:
    comments, raters = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 0, 1, 2])
    found = fit(comments, raters, np.array([5, 5, 4, 2, 1, 2]), comment_count=3, rater_count=3)
    assert found.location[2] == 0
    assert found.stars[0] > found.stars[2] > found.stars[1]
    assert found.location_sd[2] > max(found.location_sd[:2])
    none = fit(*(np.zeros(0, dtype=np.int64),) * 3, comment_count=2, rater_count=0)
    assert np.isfinite(none.stars).all()


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7), st.integers(1, 5)), max_size=60),
)
def test_any_ratings_give_stars_within_their_interval(rows: list[tuple[int, int, int]]) -> None:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
    found = fit(columns[:, 0], columns[:, 1], columns[:, 2], comment_count=6, rater_count=8)
    for values in (found.stars, found.low, found.high):
        assert np.isfinite(values).all()
        assert ((values >= 1) & (values <= 5)).all()
    assert ((found.low <= found.stars) & (found.stars <= found.high)).all()
    again = fit(columns[:, 0], columns[:, 1], columns[:, 2], comment_count=6, rater_count=8)
    assert (again.stars == found.stars).all()


@pytest.mark.parametrize("wrong", [0, 6])
def test_other_stars_are_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        fit(np.array([0]), np.array([0]), np.array([wrong]), comment_count=1, rater_count=1)
