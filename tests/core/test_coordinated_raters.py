"""Accounts whose ratings are too similar are counted, and people of one mind are not."""

import numpy as np
import pytest

from bot.core.coordinated_raters import MIN_ACCOUNTS, MIN_SHARED, find_coordinated

COMMENTS = 60


def rated(seed: int, *, people: int = 200, each: int = 25, copies: int = 0, size: int = 20) -> np.ndarray:
    """Return who is found. The last `copies` accounts give the same `size` comments the same stars."""
    rng = np.random.default_rng(seed)
    raters = np.repeat(np.arange(people), each)
    comments = np.concatenate([rng.permutation(COMMENTS)[:each] for _ in range(people)])
    taste = rng.normal(0, 0.6, (people, 2))
    liking = (
        3.2
        + rng.normal(0, 0.5, COMMENTS)[comments]
        + (taste[raters] * rng.normal(0, 0.6, (COMMENTS, 2))[comments]).sum(1)
    )
    stars = np.clip(np.rint(liking + rng.normal(0, 0.9, len(raters))), 1, 5).astype(np.int64)
    if copies:
        which, what = rng.permutation(COMMENTS)[:size], rng.integers(1, 6, size)
        raters = np.concatenate([raters, np.repeat(np.arange(people, people + copies), size)])
        comments = np.concatenate([comments, np.tile(which, copies)])
        stars = np.concatenate([stars, np.tile(what, copies)])
    return find_coordinated(comments, raters, stars, comment_count=COMMENTS, rater_count=people + copies)


@pytest.mark.parametrize("seed", range(8))
def test_honest_people_raise_no_alarm(seed: int) -> None:
    assert not rated(seed).any()


@pytest.mark.parametrize("seed", range(4))
def test_copies_are_found_and_nobody_else(seed: int) -> None:
    found = rated(seed, copies=8)
    assert found[200:].all()
    assert not found[:200].any()


def test_few_copies_or_few_shared_comments_are_no_alarm() -> None:
    assert not rated(1, copies=MIN_ACCOUNTS - 1).any()
    assert not rated(1, copies=8, size=MIN_SHARED - 1).any()


def test_people_who_give_everything_the_same_stars_are_left_aside() -> None:
    people, each = 20, 15
    raters = np.repeat(np.arange(people), each)
    comments = np.tile(np.arange(each), people)
    assert not find_coordinated(
        comments, raters, np.full(people * each, 5), comment_count=each, rater_count=people
    ).any()
    none = np.zeros(0, dtype=np.int64)
    assert not find_coordinated(none, none, none, comment_count=0, rater_count=0).any()


def test_of_very_many_those_that_rate_most_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.coordinated_raters.MAX_COMPARED", 60)
    monkeypatch.setattr("bot.core.coordinated_raters.MAX_COMMENTS", 25)
    found = rated(1, copies=8, size=30)
    assert found[200:].all()
    assert not found[:200].any()
