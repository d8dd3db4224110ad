"""What groups differ on and share, as far as it may be published: no figure of few people, and none by subtraction."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.core.cell_suppression import suppress_cells
from bot.core.differences import Groups, SumNoise, groups_of
from bot.core.findings_data import Cell, Difference
from bot.core.limits import LIKED, MIN_EXACT, MIN_LISTED, MIN_MEMBERS, MIN_RATINGS
from bot.core.opinions import Opinions, opinion_groups
from bot.core.ordinal_model import Fit
from bot.core.ranking import equal_groups
from bot.core.release_figures import reported_count
from bot.core.release_noise import Noise

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

MAX_PUBLISHED = 20
"""Comments in each list of findings."""


@dataclass(frozen=True, slots=True)
class GroupRatings:
    """The ratings that figures by group count. group: of each person, -1 none. changed: comments x groups (and none).

    kept: comments x groups, the present mean of each cell that did not change. own: comments x groups (and none),
    how many of the ratings that the comment's own figure counts come from each.
    """

    comments: Ints
    people: Ints
    stars: Ints
    group: Ints
    changed: Bools
    kept: Floats
    own: Ints


@dataclass(frozen=True, slots=True)
class ByGroup:
    """What may be published of groups, as in `Findings`. means: comments x groups, of all cells, to be kept sealed.

    compared: the groups of enough people, on which `common` and `equal` rest.
    """

    cells: list[Cell]
    differences: list[Difference]
    common: list[tuple[int, float]]
    equal: list[tuple[int, float]]
    means: Floats
    compared: list[int]


def find_by_group(fit: Fit, given: GroupRatings, noise: Noise, *, min_people: int) -> ByGroup:
    """Return what groups differ on and share. min_people: no figure is of fewer."""
    comment_count, width = given.changed.shape
    group_count = width - 1
    on_sums = _noise_on_sums(given, noise, comment_count, width)
    found = groups_of(
        fit, given.comments, given.people, given.stars, given.group, group_count=group_count, noise=on_sums
    )
    is_current = ~given.changed[:, :group_count] & (found.counts > 0) & np.isfinite(given.kept)
    means = np.where(is_current, given.kept, found.means)
    large = found.members >= max(min_people, MIN_MEMBERS)
    count = np.bincount(given.comments, minlength=comment_count)
    may = _publishable(given.own, found.counts, np.flatnonzero(large), min_people)
    fewest = max(min_people, MIN_LISTED)
    # Both lists depend on every large group's figure, so they are published only where each of these may be: one small
    # cell hides its whole row.
    fits = (count >= MIN_RATINGS) & _published_for_all(may, comment_count, np.flatnonzero(large))
    common = np.where(large.sum() > 1, means[:, large].min(axis=1, initial=np.inf), np.nan)
    equal = equal_groups(means, found.members, min_members=max(min_people, MIN_MEMBERS))
    return ByGroup(
        [
            Cell(c, g, round(float(means[c, g]), 1), reported_count(int(found.counts[c, g]), min_people))
            for c, g in sorted(may)
            if found.counts[c, g] >= fewest
        ],
        _differences(found, means, may, count, fewest),
        _highest(np.where(fits & (common > LIKED), common, np.nan)),
        _highest(np.where(fits, equal, np.nan)),
        np.where(found.counts > 0, means, np.nan),
        np.flatnonzero(large).tolist(),
    )


def _publishable(own: Ints, counts: Ints, large: Ints, min_people: int) -> frozenset[tuple[int, int]]:
    """Return the cells from which, beside the comments' own figures, no figure of few people follows.

    The figure of a comment is of more people than those of its groups that are published, and these are what
    subtraction works with: a cell is large enough both by what the comment's figure counts and by its own.
    """
    cells = {(c, int(g)): int(own[c, g]) for g in large for c in np.flatnonzero(own[:, g]).tolist()}
    totals = dict(enumerate(own.sum(axis=1).tolist()))
    group_totals = {int(g): int(own[:, g].sum()) for g in large}
    may = suppress_cells(cells, totals, group_totals, min_people=min_people)
    return frozenset(cell for cell in may if counts[cell] >= min_people)


def _noise_on_sums(given: GroupRatings, noise: Noise, comment_count: int, width: int) -> SumNoise:
    cell = given.comments * width + np.where(given.group >= 0, given.group, width - 1)[given.people]
    counts = np.bincount(cell, minlength=comment_count * width)
    is_small = (counts > 0) & (counts < MIN_EXACT)
    drawn = noise.of_sums(cell, given.people, np.repeat(np.arange(comment_count), width))
    sums, variance = np.where(is_small, drawn, 0.0), np.where(is_small, noise.deviation**2, 0.0)
    return SumNoise(sums.reshape(comment_count, width), variance.reshape(comment_count, width))


def _differences(
    found: Groups, means: Floats, may: frozenset[tuple[int, int]], count: Ints, fewest: int
) -> list[Difference]:
    difference = found.means - found.others
    enough = (found.counts >= fewest) & (count[:, None] - found.counts >= fewest)
    rows = [
        Difference(int(c), int(g), round(float(means[c, g]), 1), round(float(found.others[c, g]), 1))
        for c, g in zip(*np.nonzero(found.differs & enough), strict=True)
        if (int(c), int(g)) in may
    ]
    return sorted(rows, key=lambda each: (-abs(difference[each.comment, each.group]), each.comment, each.group))[
        :MAX_PUBLISHED
    ]


def _published_for_all(may: frozenset[tuple[int, int]], comment_count: int, groups: Ints) -> Bools:
    """Return, for each comment, whether the figures of all these groups may be published."""
    each = [[(comment, group) in may for group in groups.tolist()] for comment in range(comment_count)]
    return np.asarray(np.array(each, dtype=bool).reshape(comment_count, len(groups)).all(axis=1))


def _highest(values: Any) -> list[tuple[int, float]]:
    order = sorted(np.flatnonzero(np.isfinite(values)).tolist(), key=lambda each: (-values[each], each))
    return [(each, round(float(values[each]), 1)) for each in order[:MAX_PUBLISHED]]


@dataclass(frozen=True, slots=True)
class OpinionFindings:
    """What may be published of opinion groups, as in `Findings`."""

    groups: list[int]
    divisive: list[tuple[int, int, float]]
    consensus: list[int]


def find_opinions(
    fit: Fit, comments: Ints, people: Ints, stars: Ints, noise: Noise, *, min_people: int
) -> OpinionFindings:
    """Return what may be published of opinion groups: numbers of people in steps, differences with noise."""
    found = opinion_groups(fit, comments, people, stars, min_ratings=max(min_people, MIN_LISTED))
    if not found.sizes or min(found.sizes) < min_people:
        return OpinionFindings([], [], [])
    return OpinionFindings(
        [reported_count(each, min_people) for each in found.sizes],
        _blurred(found, comments, people, noise, comment_count=len(fit.location)),
        list(found.common),
    )


def _blurred(
    found: Opinions, comments: Ints, people: Ints, noise: Noise, *, comment_count: int
) -> list[tuple[int, int, float]]:
    """Return the greatest differences with the noise of their sums."""
    number = len(found.sizes)
    is_in = found.group[people] >= 0
    cell = comments[is_in] * number + found.group[people[is_in]]
    count = np.bincount(cell, minlength=comment_count * number)
    drawn = noise.of_sums(cell, people[is_in], np.repeat(np.arange(comment_count), number))
    rows = []
    for comment, group, more in found.differences[:MAX_PUBLISHED]:
        at = comment * number + group
        extra = float(drawn[at]) / max(int(count[at]), 1) if count[at] < MIN_EXACT else 0.0
        rows.append((comment, group, round(more + extra, 1)))
    return rows
