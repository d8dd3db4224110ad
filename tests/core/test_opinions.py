"""Opinion groups: found where people are divided, and not where they do not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.opinions import MIN_PEOPLE, Opinions, opinion_groups
from bot.core.ordinal_model import fit

PEOPLE, COMMENTS, EACH = 300, 80, 25


def found(
    seed: int, group_count: int = 0, *, people: int = PEOPLE, strength: float = 2.0
) -> tuple[Opinions, np.ndarray]:
    """Return what is found in a made-up exchange, and each person's true group; 0 groups: all differ by chance alone.

    Some raters know only the ends of the scale, some give everything four stars.
    """
    rng = np.random.default_rng(seed)
    raters = np.repeat(np.arange(people), EACH)
    comments = np.concatenate([rng.permutation(COMMENTS)[:EACH] for _ in range(people)])
    liking = 3.2 + rng.normal(0, 0.5, COMMENTS)[comments] + rng.normal(0, 0.5, people)[raters]
    true_group = rng.integers(0, max(group_count, 1), people)
    if group_count:
        load = rng.normal(0, strength, (COMMENTS, group_count)) * (rng.random(COMMENTS) < 0.3)[:, None]
        liking = liking + load[comments, true_group[raters]]
    liking = liking + rng.normal(0, 1, len(raters))
    stars = np.clip(np.rint(liking), 1, 5).astype(np.int64)
    ends, flat = rng.random(people) < 0.08, rng.random(people) < 0.05
    stars[ends[raters]] = np.where(liking[ends[raters]] > 3.2, 5, 1)
    stars[flat[raters]] = 4
    scores = fit(comments, raters, stars, comment_count=COMMENTS, rater_count=people)
    return opinion_groups(scores, comments, raters, stars), true_group


def test_in_a_hundred_undivided_exchanges_at_least_ninety_five_show_no_difference() -> None:
    has_differences = [bool(found(seed)[0].differences) for seed in range(100)]
    assert sum(has_differences) <= 5


@pytest.mark.parametrize("group_count", [2, 3])
def test_opinion_groups_are_found_with_their_differences_and_what_they_share(group_count: int) -> None:
    opinions, true_group = found(7, group_count)
    assert len(opinions.sizes) == group_count
    placed = opinions.group >= 0
    right = 0
    for group in range(group_count):
        right += int(np.bincount(true_group[placed & (opinions.group == group)], minlength=group_count).max())
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
