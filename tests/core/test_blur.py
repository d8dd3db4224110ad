"""The noise of a comment's figure, and what its earlier figures say beside it."""

import numpy as np
import pytest

from bot.core.blur import Blur, Earlier, combine, draw
from bot.core.limits import DEVIATION
from bot.core.ordinal_model import Fit, fit
from bot.core.rating_locations import Rows, locate
from bot.core.release_noise import make_noise

COMMENTS, PEOPLE = 400, 60


def world() -> tuple[Fit, Rows]:
    """Return ratings of 15 people for each comment, and their fit."""
    rng = np.random.default_rng(4)
    people = np.concatenate([np.sort(rng.permutation(PEOPLE)[:15]) for _ in range(COMMENTS)])
    comments = np.repeat(np.arange(COMMENTS), 15)
    stars = np.clip(np.rint(3.4 + rng.normal(0, 0.5, COMMENTS)[comments] + rng.normal(0, 1, len(comments))), 1, 5)
    rows = Rows(comments, people, stars.astype(np.int64))
    return fit(*(rows.comments, rows.people, rows.stars), comment_count=COMMENTS, rater_count=PEOPLE), rows


def first(rows: Rows, count: int) -> Rows:
    """Return the first ratings of each comment."""
    kept = np.tile(np.arange(15) < count, COMMENTS)
    return Rows(rows.comments[kept], rows.people[kept], rows.stars[kept])


def noises(rows: Rows, key: bytes = b"k" * 32) -> Blur:
    noise = make_noise(key, [str(each) for each in range(PEOPLE)], list(range(COMMENTS)))
    return draw(noise, rows, COMMENTS)


def test_two_figures_of_the_same_people_have_the_mean_of_both_errors() -> None:
    model, rows = world()
    then, now = noises(rows), noises(rows, b"x" * 32)
    both = combine(model, rows, locate(model, rows), now, Earlier(rows, then))
    assert both.deviation == pytest.approx(np.full(COMMENTS, DEVIATION / np.sqrt(2)), rel=0.02)
    assert both.error == pytest.approx((then.error + now.error) / 2, abs=0.1)


def test_an_earlier_figure_takes_some_of_the_noise_away_and_the_deviation_says_how_much() -> None:
    model, rows = world()
    deviations = []
    for before in (5, 10, 13):
        earlier = Earlier(first(rows, before), noises(first(rows, before)))
        both = combine(model, rows, locate(model, rows), noises(rows), earlier)
        deviations.append(float(both.deviation.mean()))
        scaled = both.error / both.deviation
        assert 0.8 < float(np.sqrt((scaled**2).mean())) < 1.05, "what is said is no less than what is left"
    assert DEVIATION > deviations[0] > deviations[1] > deviations[2] > DEVIATION / np.sqrt(2)


def test_without_an_earlier_figure_the_noise_of_now_is_all_there_is() -> None:
    model, rows = world()
    unknown, none = np.full(COMMENTS, np.nan), np.zeros(0, dtype=np.int64)
    drawn = noises(rows)
    found = combine(model, rows, locate(model, rows), drawn, Earlier(Rows(none, none, none), Blur(unknown, unknown)))
    assert found.error.tolist() == drawn.error.tolist()
    assert found.deviation.tolist() == drawn.deviation.tolist()
