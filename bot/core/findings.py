"""All that ratings say, in one go: scores, and what groups differ on and share; nothing of a small group."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

import numpy as np

from bot.core.cell_suppression import suppress_cells
from bot.core.coordinated_raters import find_coordinated
from bot.core.differences import MIN_MEMBERS, Groups, groups_of
from bot.core.opinions import opinion_groups
from bot.core.ordinal_model import Ints, fit
from bot.core.ranking import MIN_RATINGS, equal_groups

MAX_PUBLISHED = 20
"""Comments in each list of findings."""

LIKED = 3.0
"""Stars above which a comment counts as liked: the middle of the scale."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A comment that a group rates unlike everybody else. mean, others: stars, shrunken."""

    comment: int
    group: int
    mean: float
    others: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How a group rates a comment: stars, shrunken, and of how many ratings."""

    comment: int
    group: int
    mean: float
    ratings: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found. Comments and groups are numbers from 0, in the order they were given.

    stars, low, high, ratings: of each comment. differences: the greatest first. common: (comment, the lowest mean of
    any group), the highest first. equal: (comment, stars) where each group counts the same, the highest first.
    camps: people of each opinion group, none where there is no structure. divides: (comment, camp, stars more than
    others). unites: comments that no camp differs on. alike: accounts that rate too much alike
    (`bot/core/coordinated_raters.py`).
    """

    stars: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    ratings: Sequence[int]
    cells: Sequence[Cell] = ()
    differences: Sequence[Difference] = ()
    common: Sequence[tuple[int, float]] = ()
    equal: Sequence[tuple[int, float]] = ()
    camps: Sequence[int] = ()
    divides: Sequence[tuple[int, int, float]] = ()
    unites: Sequence[int] = ()
    alike: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Return what `as_json` gave. Raises KeyError, TypeError."""
        return cls(
            found["stars"],
            found["low"],
            found["high"],
            found["ratings"],
            [Cell(**each) for each in found["cells"]],
            [Difference(**each) for each in found["differences"]],
            [(int(comment), float(stars)) for comment, stars in found["common"]],
            [(int(comment), float(stars)) for comment, stars in found["equal"]],
            [int(people) for people in found["camps"]],
            [(int(comment), int(camp), float(more)) for comment, camp, more in found["divides"]],
            [int(comment) for comment in found["unites"]],
            int(found["alike"]),
        )


Column = Sequence[int] | Ints
COLUMNS = ("comments", "raters", "stars", "near", "group")
"""The fields of `Given` that hold a number for each rating, or rater."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Ratings: comments[i] got stars[i] from raters[i], all numbers from 0.

    near: 1 for each rating of a comment that its rater had chosen, not the router; left out while accounts rate alike.
    group: of each rater, -1 where it is not known. least: people; no figure of a group rests on fewer, nor can one be
    had by subtraction (`release`). leaves_alike_out: what accounts gave that rate too much alike counts for nothing.
    """

    comments: Column
    raters: Column
    stars: Column
    near: Column
    group: Column
    comment_count: int
    group_count: int
    least: int
    leaves_alike_out: bool = False


def findings(given: Given) -> Findings:
    """Return what ratings say."""
    comments, raters, stars, near, group = (np.asarray(getattr(given, name), dtype=np.int64) for name in COLUMNS)
    comment_count, group_count, least = given.comment_count, given.group_count, given.least
    copies = find_coordinated(comments, raters, stars, comment_count=comment_count, rater_count=len(group))
    if copies.any():
        counts = near == 0
        if given.leaves_alike_out:
            counts &= ~copies[raters]
        comments, raters, stars = comments[counts], raters[counts], stars[counts]
    found = fit(comments, raters, stars, comment_count=comment_count, rater_count=len(group))
    count = np.bincount(comments, minlength=comment_count)
    opinions = opinion_groups(found, comments, raters, stars, least=least)
    is_large = bool(opinions.sizes) and min(opinions.sizes) >= least
    told = Findings(
        _plain(found.stars),
        _plain(found.low),
        _plain(found.high),
        [int(each) for each in count],
        camps=opinions.sizes if is_large else (),
        divides=opinions.differences[:MAX_PUBLISHED] if is_large else (),
        unites=opinions.common if is_large else (),
        alike=int(copies.sum()),
    )
    if not group_count or not len(stars):
        return told
    groups = groups_of(found, comments, raters, stars, group, group_count=group_count)
    large = groups.members >= max(least, MIN_MEMBERS)
    cells = {
        (int(comment), int(each)): int(groups.counts[comment, each])
        for comment, each in zip(*np.nonzero(groups.counts), strict=True)
        if large[each]
    }
    of_groups = {each: int(groups.counts[:, each].sum()) for each in np.flatnonzero(large).tolist()}
    may = suppress_cells(cells, dict(enumerate(count.tolist())), of_groups, least=least)
    common = groups.common_ground(least_members=max(least, MIN_MEMBERS))
    equal = equal_groups(groups.means, groups.members, least_members=max(least, MIN_MEMBERS))
    # Both rest on every large group's own figure: so only where each of these may be told.
    fits = (count >= MIN_RATINGS) & _told_of_all(may, comment_count, np.flatnonzero(large))
    return replace(
        told,
        cells=[Cell(c, g, round(float(groups.means[c, g]), 2), cells[c, g]) for c, g in sorted(may)],
        differences=_differences(groups, may),
        common=_highest(np.where(fits & (common > LIKED), common, np.nan)),
        equal=_highest(np.where(fits, equal, np.nan)),
    )


def _differences(groups: Groups, may: frozenset[tuple[int, int]]) -> list[Difference]:
    apart = groups.means - groups.others
    found = [
        Difference(int(c), int(g), round(float(groups.means[c, g]), 2), round(float(groups.others[c, g]), 2))
        for c, g in zip(*np.nonzero(groups.differs), strict=True)
        if (int(c), int(g)) in may
    ]
    return sorted(found, key=lambda each: (-abs(apart[each.comment, each.group]), each.comment, each.group))[
        :MAX_PUBLISHED
    ]


def _told_of_all(may: frozenset[tuple[int, int]], comment_count: int, groups: Ints) -> Any:
    """Return the comments of which every one of these groups' figures may be told."""
    each = [[(comment, group) in may for group in groups.tolist()] for comment in range(comment_count)]
    return np.array(each, dtype=bool).reshape(comment_count, len(groups)).all(axis=1)


def _highest(values: Any) -> list[tuple[int, float]]:
    order = sorted(np.flatnonzero(np.isfinite(values)).tolist(), key=lambda each: (-values[each], each))
    return [(each, round(float(values[each]), 2)) for each in order[:MAX_PUBLISHED]]


def _plain(values: Any) -> list[float]:
    return [round(float(each), 4) for each in values]
