"""Sampling weights and the queue: by hand, and the order in which comments are shown."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import routing
from bot.core.routing import (
    BOOST,
    ENOUGH,
    QualityThreshold,
    best,
    choose,
    group_deficits,
    is_small,
    quality_threshold,
    sampling_weight,
    virtual_finish_time,
)


def test_three_of_four_are_of_chosen_themes_and_one_of_four_is_of_the_whole_queue() -> None:
    rng = Random(7)
    share = sum(routing.serves_chosen_themes(rng) for _ in range(10_000)) / 10_000
    assert share == pytest.approx(routing.CHOSEN_SHARE, abs=0.02)


class Middle(Random):
    """A random source whose normal draws are their means."""

    def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        _ = sigma
        return mu


def test_the_level_by_hand() -> None:
    assert quality_threshold([[0] * 5] * 4) == QualityThreshold(3.0, 3.0)
    histograms = [[0, 0, 0, 0, 3], [3, 0, 0, 0, 0], [0, 0, 0, 0, 0]]
    grand_mean = (3 * 5 + 3 * 1) / 6
    found = quality_threshold(histograms)
    assert found.grand_mean == pytest.approx(grand_mean, abs=1e-9)
    assert found.threshold == pytest.approx((7 * grand_mean + 15) / 10, abs=1e-9), "rank one of three comments"


def test_a_sampling_weight_by_hand() -> None:
    quality = QualityThreshold(3.0, 3.6)
    posterior_mean = (7 * 3.0 + 5 + 4) / 9
    by_hand = 1 + 6 / (1 + math.exp((3.6 - posterior_mean) / 0.12))
    assert sampling_weight([0, 0, 0, 1, 1], quality, Middle()) == pytest.approx(by_hand, abs=1e-9)
    assert sampling_weight([0, 0, 0, 0, 40], quality, Middle()) == pytest.approx(1 + BOOST, abs=1e-3)
    assert sampling_weight([40, 0, 0, 0, 0], quality, Middle()) == pytest.approx(1, abs=1e-3)
    assert sampling_weight([10_000, 0, 0, 0, 0], QualityThreshold(3.0, 500.0), Middle()) == pytest.approx(1, abs=1e-9)


def test_a_comment_of_few_ratings_is_drawn_widely_and_one_of_many_narrowly() -> None:
    quality, rng = QualityThreshold(3.0, 3.5), Random(1)
    few = [sampling_weight([0, 0, 1, 1, 0], quality, rng) for _ in range(300)]
    many = [sampling_weight([0, 0, 500, 0, 0], quality, rng) for _ in range(300)]
    assert np.std(few) > 3 * np.std(many)


def test_a_higher_sampling_weight_comes_again_sooner() -> None:
    assert virtual_finish_time(0, 7.0) == virtual_finish_time(0, 1.0) == 0, (
        "a new comment comes first, whatever its weight"
    )
    assert virtual_finish_time(6, 7.0) < virtual_finish_time(1, 1.0) < virtual_finish_time(8, 7.0)


def test_small_groups_are_asked_for_the_best_comments_they_have_not_rated() -> None:
    histograms = [[0, 0, 0, 0, 40], [40, 0, 0, 0, 0], [0, 0, 0, 30, 0]]
    assert best(histograms) == [0, 2, 1]
    assert best([]) == []
    assert [is_small(given, 1000) for given in (0, 119, 120)] == [True, True, False]
    assert group_deficits([(7, 2), (8, ENOUGH), (9, 0)]) == [7, 9]


@given(st.integers(0, 40), st.integers(1, 6), st.integers(0, 99))
def test_a_place_is_drawn_among_twice_as_many_of_the_lowest(count: int, places: int, seed: int) -> None:
    found = choose(count, Random(seed), places=places)
    assert len(found) == len(set(found)) == min(places, count)
    assert all(0 <= each < min(count, routing.SPREAD * places) for each in found)
    assert found == choose(count, Random(seed), places=places), "the same draws from the same source"
