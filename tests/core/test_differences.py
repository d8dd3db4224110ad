"""What sets a group apart: found where it is so, and not where chance made it look so."""

import numpy as np

from bot.core.differences import MIN_CELL, Groups, groups_of
from bot.core.limits import MIN_MEMBERS
from bot.core.ordinal_model import fit

COMMENTS, RATERS = 40, 300


def ratings(seed: int, *, apart: dict[int, float] | None = None, sizes: tuple[int, ...] = (150, 100, 40, 10)) -> Groups:
    """Return groups over made-up ratings. apart: what the third group likes more, by comment, in stars."""
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    raters = np.repeat(np.arange(len(group)), 20)
    comments = np.concatenate([rng.permutation(COMMENTS)[:20] for _ in group])
    liking = 3.2 + rng.normal(0, 0.4, COMMENTS)[comments] + rng.normal(0, 0.4, len(group))[raters]
    for comment, more in (apart or {}).items():
        liking = liking + more * ((comments == comment) & (group[raters] == 2))
    stars = np.clip(np.rint(liking + rng.normal(0, 1, len(raters))), 1, 5).astype(np.int64)
    found = fit(comments, raters, stars, comment_count=COMMENTS, rater_count=len(group))
    return groups_of(found, comments, raters, stars, group, group_count=len(sizes))


def test_a_great_difference_is_found_with_its_direction() -> None:
    found = ratings(1, apart={3: 1.6, 4: -1.6})
    found_cells = set(zip(*(each.tolist() for each in np.nonzero(found.differs)), strict=True))
    assert {(3, 2), (4, 2)} <= found_cells
    assert found.probability[3, 2] > 0
    assert found.probability[4, 2] < 0
    assert found.means[3, 2] - found.others[3, 2] > 0.8
    assert len(found_cells) <= 6


def test_where_nothing_differs_next_to_nothing_is_found() -> None:
    assert sum(int(ratings(seed).differs.sum()) for seed in range(12)) <= 2


def test_nothing_is_published_of_a_group_under_ten_or_of_fewer_than_five_ratings() -> None:
    found = ratings(2, apart={3: 2.0}, sizes=(150, 100, 9))
    assert found.members.tolist()[2] < MIN_MEMBERS
    assert not found.differs[:, 2].any()
    few = ratings(3, apart=dict.fromkeys(range(8), 2.0), sizes=(200, 100, 10))
    assert not few.differs[few.counts < MIN_CELL].any()


def test_a_cell_without_ratings_is_held_at_what_leniency_says() -> None:
    none = np.zeros(0, dtype=np.int64)
    empty = fit(none, none, none, comment_count=2, rater_count=0)
    found = groups_of(empty, none, none, none, none, group_count=2)
    assert not found.differs.any()
    assert np.isfinite(found.means).all()


def test_common_ground_is_the_least_of_the_large_groups() -> None:
    means = np.array([[4.0, 3.0, 1.0], [3.5, 3.4, 5.0]])
    zero = np.zeros((2, 3))
    found = Groups(np.array([30, 12, 4]), zero.astype(np.int64), means, zero, means, zero)
    assert found.common_ground().tolist() == [3.0, 3.4]
    assert np.isnan(found.common_ground(min_members=20)).all(), "one group has nothing in common with itself"
