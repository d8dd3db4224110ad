"""All results from the ratings in one run: scores, and what groups differ on and share, without small groups."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

import numpy as np

from bot.core.cell_suppression import suppress_cells
from bot.core.coordinated_raters import find_coordinated
from bot.core.differences import MIN_MEMBERS, Groups, groups_of
from bot.core.opinions import opinion_groups
from bot.core.ordinal_model import Fit, Ints, fit
from bot.core.ranking import equal_groups
from bot.core.tiers import MIN_RATINGS, Tier, tiers, top_probability

MAX_PUBLISHED = 20
"""Comments in each list of findings."""

LIKED = 3.0
"""Stars above which a comment counts as liked: the middle of the scale."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A comment that a group rates differently from everybody else. mean, others: stars, shrunken."""

    comment: int
    group: int
    mean: float
    others: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A group's rating of a comment. mean: stars, shrunken; ratings: how many."""

    comment: int
    group: int
    mean: float
    ratings: int


@dataclass(frozen=True, slots=True)
class MeanStars:
    """Stars of many comments: the mean of their expected stars, each rated comment weighted equally.

    stars: None where fewer people than `min_group_size` rated any of them. low, high: its 95 % range, None without it.
    """

    stars: float | None = None
    ratings: int = 0
    low: float | None = None
    high: float | None = None


_NO_STARS = MeanStars()


@dataclass(frozen=True, slots=True)
class Findings:
    """Results. Comments, groups and themes are indices from 0, in the order they were given.

    stars, low, high, ratings: of each comment. tiers, top_ten: of each, as in `bot/core/tiers.py`. mean: of all
    comments; themes: of each theme. differences: the greatest first. common: (comment, the lowest mean of
    any group), the highest first. equal: (comment, stars) where each group counts the same, the highest first.
    opinion_groups: people of each opinion group, empty without structure. divisive: (comment, opinion group, stars more
    than others). consensus: comments on which no opinion group differs. coordinated: number of coordinated raters
    (`bot/core/coordinated_raters.py`).
    """

    stars: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    ratings: Sequence[int]
    tiers: Sequence[Tier | None] = ()
    top_ten: Sequence[float] = ()
    mean: MeanStars = _NO_STARS
    themes: Sequence[MeanStars] = ()
    cells: Sequence[Cell] = ()
    differences: Sequence[Difference] = ()
    common: Sequence[tuple[int, float]] = ()
    equal: Sequence[tuple[int, float]] = ()
    opinion_groups: Sequence[int] = ()
    divisive: Sequence[tuple[int, int, float]] = ()
    consensus: Sequence[int] = ()
    coordinated: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Return the findings that `as_json` wrote. Raises KeyError, TypeError."""
        return cls(
            found["stars"],
            found["low"],
            found["high"],
            found["ratings"],
            found["tiers"],
            found["top_ten"],
            MeanStars(**found["mean"]),
            [MeanStars(**each) for each in found["themes"]],
            [Cell(**each) for each in found["cells"]],
            [Difference(**each) for each in found["differences"]],
            [(int(comment), float(stars)) for comment, stars in found["common"]],
            [(int(comment), float(stars)) for comment, stars in found["equal"]],
            [int(people) for people in found["opinion_groups"]],
            [(int(comment), int(group), float(more)) for comment, group, more in found["divisive"]],
            [int(comment) for comment in found["consensus"]],
            int(found["coordinated"]),
        )


Column = Sequence[int] | Ints
COLUMNS = ("comments", "raters", "stars", "near", "group", "theme")
"""The fields of `Given` that hold a number for each rating, rater or comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Ratings: comments[i] got stars[i] from raters[i], all numbers from 0.

    near: 1 for each rating of a comment that its rater chose, not the router; excluded where raters are coordinated.
    group: index of each rater's group, -1 where unknown. min_group_size: people; no figure of a group is of fewer, nor
    can one be found by subtraction (`suppress_cells`). theme: index of each comment's theme, -1 without one; empty
    where there are no themes. excludes_coordinated: coordinated raters' ratings do not count.
    """

    comments: Column
    raters: Column
    stars: Column
    near: Column
    group: Column
    comment_count: int
    group_count: int
    min_group_size: int
    theme: Column = ()
    theme_count: int = 0
    excludes_coordinated: bool = False


def findings(given: Given) -> Findings:
    """Return the findings of these ratings."""
    comments, raters, stars, near, group, theme = (np.asarray(getattr(given, name), dtype=np.int64) for name in COLUMNS)
    comment_count, group_count, min_group_size = given.comment_count, given.group_count, given.min_group_size
    coordinated_raters = find_coordinated(comments, raters, stars, comment_count=comment_count, rater_count=len(group))
    if coordinated_raters.any():
        counts = near == 0
        if given.excludes_coordinated:
            counts &= ~coordinated_raters[raters]
        comments, raters, stars = comments[counts], raters[counts], stars[counts]
    found = fit(comments, raters, stars, comment_count=comment_count, rater_count=len(group))
    count = np.bincount(comments, minlength=comment_count)
    opinions = opinion_groups(found, comments, raters, stars, min_ratings=min_group_size)
    is_large = bool(opinions.sizes) and min(opinions.sizes) >= min_group_size
    published = Findings(
        _plain(found.stars),
        _plain(found.low),
        _plain(found.high),
        [int(each) for each in count],
        tiers(found.stars, found.low, found.high, count),
        _plain(top_probability(found.location, found.location_sd, count)),
        *_mean_stars(found, comments, raters, theme, given.theme_count, min_people=min_group_size),
        opinion_groups=opinions.sizes if is_large else (),
        divisive=opinions.differences[:MAX_PUBLISHED] if is_large else (),
        consensus=opinions.common if is_large else (),
        coordinated=int(coordinated_raters.sum()),
    )
    if not group_count or not len(stars):
        return published
    groups = groups_of(found, comments, raters, stars, group, group_count=group_count)
    large = groups.members >= max(min_group_size, MIN_MEMBERS)
    cells = {
        (int(comment), int(each)): int(groups.counts[comment, each])
        for comment, each in zip(*np.nonzero(groups.counts), strict=True)
        if large[each]
    }
    group_totals = {each: int(groups.counts[:, each].sum()) for each in np.flatnonzero(large).tolist()}
    may = suppress_cells(cells, dict(enumerate(count.tolist())), group_totals, min_people=min_group_size)
    common = groups.common_ground(min_members=max(min_group_size, MIN_MEMBERS))
    equal = equal_groups(groups.means, groups.members, min_members=max(min_group_size, MIN_MEMBERS))
    # Both depend on every large group's figure, so they are published only where each of these may be.
    fits = (count >= MIN_RATINGS) & _published_for_all(may, comment_count, np.flatnonzero(large))
    return replace(
        published,
        cells=[Cell(c, g, round(float(groups.means[c, g]), 2), cells[c, g]) for c, g in sorted(may)],
        differences=_differences(groups, may),
        common=_highest(np.where(fits & (common > LIKED), common, np.nan)),
        equal=_highest(np.where(fits, equal, np.nan)),
    )


def _mean_stars(
    found: Fit, comments: Ints, raters: Ints, theme: Ints, theme_count: int, *, min_people: int
) -> tuple[MeanStars, list[MeanStars]]:
    """Return the stars of all comments, and of each theme. comments, raters: of each rating.

    The range is that of a mean of independent estimates: the root of the sum of the squared half ranges, over their
    number (docs/scores.md).
    """

    def mean_of(rated: Ints, people: Ints) -> MeanStars:
        if len(np.unique(people)) < max(min_people, 1):
            return MeanStars(None, len(rated))
        each = np.unique(rated)
        mean = float(found.stars[each].mean())
        half = float(np.linalg.norm((found.high[each] - found.low[each]) / 2)) / len(each)
        return MeanStars(round(mean, 4), len(rated), round(max(1.0, mean - half), 4), round(min(5.0, mean + half), 4))

    if not theme_count:
        return mean_of(comments, raters), []
    themes = theme[comments]
    order = np.argsort(themes, kind="stable")
    ends = np.searchsorted(themes[order], np.arange(theme_count + 1))
    parts = [order[ends[each] : ends[each + 1]] for each in range(theme_count)]
    return mean_of(comments, raters), [mean_of(comments[part], raters[part]) for part in parts]


def _differences(groups: Groups, may: frozenset[tuple[int, int]]) -> list[Difference]:
    difference = groups.means - groups.others
    found = [
        Difference(int(c), int(g), round(float(groups.means[c, g]), 2), round(float(groups.others[c, g]), 2))
        for c, g in zip(*np.nonzero(groups.differs), strict=True)
        if (int(c), int(g)) in may
    ]
    return sorted(found, key=lambda each: (-abs(difference[each.comment, each.group]), each.comment, each.group))[
        :MAX_PUBLISHED
    ]


def _published_for_all(may: frozenset[tuple[int, int]], comment_count: int, groups: Ints) -> Any:
    """Return, for each comment, whether the figures of all these groups may be published."""
    each = [[(comment, group) in may for group in groups.tolist()] for comment in range(comment_count)]
    return np.array(each, dtype=bool).reshape(comment_count, len(groups)).all(axis=1)


def _highest(values: Any) -> list[tuple[int, float]]:
    order = sorted(np.flatnonzero(np.isfinite(values)).tolist(), key=lambda each: (-values[each], each))
    return [(each, round(float(values[each]), 2)) for each in order[:MAX_PUBLISHED]]


def _plain(values: Any) -> list[float]:
    return [round(float(each), 4) for each in values]
