"""Opinion groups: found where people fall into camps, and not where they do not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.opinions import MIN_PEOPLE, Opinions, opinion_groups
from bot.core.ordinal_model import fit

PEOPLE, COMMENTS, EACH = 300, 80, 25


def found(seed: int, camps: int = 0, *, people: int = PEOPLE, strength: float = 2.0) -> tuple[Opinions, np.ndarray]:
    """Return what is found in a made-up exchange, and who is of which camp; 0 camps: everybody differs by chance alone.

    Some raters know only the ends of the scale, some give everything four stars.
    """
    rng = np.random.default_rng(seed)
    raters = np.repeat(np.arange(people), EACH)
    comments = np.concatenate([rng.permutation(COMMENTS)[:EACH] for _ in range(people)])
    liking = 3.2 + rng.normal(0, 0.5, COMMENTS)[comments] + rng.normal(0, 0.5, people)[raters]
    camp = rng.integers(0, max(camps, 1), people)
    if camps:
        load = rng.normal(0, strength, (COMMENTS, camps)) * (rng.random(COMMENTS) < 0.3)[:, None]
        liking = liking + load[comments, camp[raters]]
    liking = liking + rng.normal(0, 1, len(raters))
    stars = np.clip(np.rint(liking), 1, 5).astype(np.int64)
    ends, flat = rng.random(people) < 0.08, rng.random(people) < 0.05
    stars[ends[raters]] = np.where(liking[ends[raters]] > 3.2, 5, 1)
    stars[flat[raters]] = 4
    scores = fit(comments, raters, stars, comment_count=COMMENTS, rater_count=people)
    return opinion_groups(scores, comments, raters, stars), camp


def test_in_a_hundred_exchanges_without_camps_no_difference_is_told_in_at_least_ninety_five() -> None:
    told = [bool(found(seed)[0].differences) for seed in range(100)]
    assert sum(told) <= 5


@pytest.mark.parametrize("camps", [2, 3])
def test_camps_are_found_with_what_divides_them_and_what_they_share(camps: int) -> None:
    opinions, camp = found(7, camps)
    assert len(opinions.sizes) == camps
    placed = opinions.group >= 0
    right = 0
    for group in range(camps):
        right += int(np.bincount(camp[placed & (opinions.group == group)], minlength=camps).max())
    assert right > 0.75 * placed.sum()
    assert len(opinions.differences) > 5
    assert not {comment for comment, _, _ in opinions.differences} & set(opinions.common)
    assert opinions.common


def test_the_same_ratings_give_the_same_groups() -> None:
    one, two = found(7, 2)[0], found(7, 2)[0]
    assert (one.group == two.group).all()
    assert one.differences == two.differences


def test_too_few_people_are_not_grouped() -> None:
    opinions, _ = found(7, 2, people=MIN_PEOPLE - 1)
    assert opinions.sizes == ()
    assert (opinions.group == -1).all()
    none = np.zeros(0, dtype=np.int64)
    empty = fit(none, none, none, comment_count=3, rater_count=0)
    assert opinion_groups(empty, none, none, none).sizes == ()


@given(st.integers(0, 99), st.integers(30, 60), st.integers(1, 14), st.integers(1, 5))
@settings(max_examples=25, deadline=None)
def test_any_ratings_go_through(seed: int, people: int, comments: int, max_ratings: int) -> None:
    rng = np.random.default_rng(seed)
    raters = np.repeat(np.arange(people), comments)
    columns = np.tile(np.arange(comments), people), raters, rng.integers(1, max_ratings + 1, len(raters))
    scores = fit(*columns, comment_count=comments, rater_count=people)
    opinions = opinion_groups(scores, *columns)
    assert len(opinions.group) == people
    assert sum(opinions.sizes) in {0, int((opinions.group >= 0).sum())}
