"""All results from the ratings in one run: what figures count now, and what they say; without small groups."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

import numpy as np

from bot.core.coordinated_raters import find_coordinated
from bot.core.group_findings import MIN_LISTED, Cell, Difference, GroupRatings, find_by_group, find_opinions
from bot.core.ordinal_model import Fit, Floats, Ints, fit
from bot.core.publication import counted_rows, publish
from bot.core.release import Live, Moment, Release, next_release
from bot.core.release_figures import (
    reported_count,
    tenths,
)
from bot.core.release_noise import DEVIATION, Noise, make_noise
from bot.core.release_state import Published, ReleaseState
from bot.core.summary import DIVIDED
from bot.core.tiers import Tier, tiers, top_probability

_TWO_SIDED = 3.919927969080108  # standard deviations that a 95 % interval is wide


@dataclass(frozen=True, slots=True)
class MeanStars:
    """Stars of many comments: the mean of their expected stars, each rated comment weighted equally.

    stars: None where too few people rated any of them so far. ratings: how many, or more. low, high: its 95 % range,
    None without one. agreement: 0..1, None where it is not published.
    """

    stars: float | None = None
    ratings: int = 0
    low: float | None = None
    high: float | None = None
    agreement: float | None = None


_NO_STARS = MeanStars()


@dataclass(frozen=True, slots=True)
class Findings:
    """Results as they are published. Comments, groups and themes are indices from 0, in the order they were given.

    stars, low, high: of each comment, to a tenth, None where none may be shown. ratings: how many, or more. position:
    its place among the comments with stars, from 0. tiers, top_ten: as in `bot/core/tiers.py`. changed: comments whose
    figures changed; is_empty: whether no figure did. mean: of all comments; themes: of each theme. divided: (comment,
    standard deviation of its stars) where people differ much, the most first. coordinated: number of coordinated
    raters. state: what the next release needs, in base64; secret.

    The rest is about groups, and found only where `has_groups`: differences: the greatest first. common: (comment, the
    lowest mean of any group), the highest first. equal: (comment, stars) where each group counts the same, the highest
    first. opinion_groups: people of each, or more. divisive: (comment, opinion group, stars more than others).
    consensus: comments on which no opinion group differs.
    """

    stars: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]
    ratings: Sequence[int]
    position: Sequence[int] = ()
    tiers: Sequence[Tier | None] = ()
    top_ten: Sequence[float] = ()
    changed: Sequence[int] = ()
    is_empty: bool = False
    mean: MeanStars = _NO_STARS
    themes: Sequence[MeanStars] = ()
    divided: Sequence[tuple[int, float]] = ()
    coordinated: int = 0
    state: str = ""
    has_groups: bool = False
    cells: Sequence[Cell] = ()
    differences: Sequence[Difference] = ()
    common: Sequence[tuple[int, float]] = ()
    equal: Sequence[tuple[int, float]] = ()
    opinion_groups: Sequence[int] = ()
    divisive: Sequence[tuple[int, int, float]] = ()
    consensus: Sequence[int] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Return the findings that `as_json` wrote. Raises KeyError, TypeError."""
        rows: dict[str, Any] = {
            "mean": MeanStars(**found["mean"]),
            "themes": [MeanStars(**each) for each in found["themes"]],
            "cells": [Cell(**each) for each in found["cells"]],
            "differences": [Difference(**each) for each in found["differences"]],
            "divisive": [(int(comment), int(group), float(more)) for comment, group, more in found["divisive"]],
        }
        pairs = {name: [(int(at), float(value)) for at, value in found[name]] for name in _PAIRS}
        return cls(**{**found, **rows, **pairs})


_PAIRS = ("divided", "common", "equal")

Column = Sequence[int] | Ints
COLUMNS = ("comments", "raters", "stars", "near", "group", "theme")
"""The fields of `Given` that hold a number for each rating, rater or comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Ratings: comments[i] got stars[i] from raters[i], all numbers from 0, the same ones in each run.

    near: 1 for each rating of a comment that its rater chose, not the router; excluded where raters are coordinated.
    group: index of each rater's group, -1 where unknown. min_group_size: people; no figure is of fewer, nor
    can one be found by subtraction (`suppress_cells`). theme: index of each comment's theme, -1 without one; empty
    where there are no themes. excludes_coordinated: coordinated raters' ratings do not count.

    before: the state that the last run left, in base64, "" before the first. day, has_groups, is_close,
    is_for_new_themes: which release this is, as in `bot/core/release.py`. noise_key: hexadecimal, "" for figures
    without noise; noise_deviation: stars. people, names: what each rater and comment is called for ever, which seeds
    the noise.
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
    before: str = ""
    day: int = 0
    has_groups: bool = True
    is_close: bool = False
    is_for_new_themes: bool = False
    noise_key: str = ""
    noise_deviation: float = DEVIATION
    people: Sequence[str] = ()
    names: Sequence[int] = ()


def findings(given: Given) -> Findings:
    """Return the findings of the next release of these ratings."""
    state = ReleaseState.from_bytes(base64.b64decode(given.before))
    live, coordinated = _countable(given)
    moment = Moment(
        day=given.day,
        has_groups=given.has_groups,
        is_close=given.is_close,
        is_for_new_themes=given.is_for_new_themes,
    )
    release = next_release(state.counted, live, moment, min_people=given.min_group_size)
    published = state.published.for_size(given.comment_count, given.theme_count)
    noise = make_noise(bytes.fromhex(given.noise_key), given.people, given.names, deviation=given.noise_deviation)
    model = None
    if not release.is_empty:
        rows = counted_rows(release, release.counted.whole)
        model = fit(*rows, comment_count=given.comment_count, rater_count=len(live.group))
        published = publish(model, release, live, published, noise, min_people=given.min_group_size)
    found = _tell(published, release, given)
    if model is not None and given.has_groups and not given.is_for_new_themes:
        found, published = _tell_groups(found, published, model, release, given, noise)
    kept = ReleaseState(release.counted, published).to_bytes()
    return replace(found, coordinated=coordinated, state=base64.b64encode(kept).decode("ascii"))


def _countable(given: Given) -> tuple[Live, int]:
    """Return the ratings that count, and how many raters are coordinated."""
    comments, raters, stars, near, group, theme = (np.asarray(getattr(given, name), dtype=np.int64) for name in COLUMNS)
    coordinated = find_coordinated(comments, raters, stars, comment_count=given.comment_count, rater_count=len(group))
    if coordinated.any():
        counts = near == 0
        if given.excludes_coordinated:
            counts &= ~coordinated[raters]
        comments, raters, stars = comments[counts], raters[counts], stars[counts]
    live = Live(
        comments=comments,
        people=raters,
        stars=stars,
        group=group,
        theme=theme if given.theme_count else np.full(given.comment_count, -1),
        group_count=given.group_count,
        theme_count=given.theme_count,
    )
    return live, int(coordinated.sum())


def _tell(published: Published, release: Release, given: Given) -> Findings:
    """Return what is reported of the present figures, without groups."""
    k = given.min_group_size
    stars, low, high = (tenths(each) for each in (published.stars, published.low, published.high))
    there = np.isfinite(stars)
    order = np.lexsort((np.arange(len(stars)), -np.nan_to_num(published.order), -np.nan_to_num(stars)))
    position = np.empty(len(stars), dtype=np.int64)
    position[order] = np.arange(len(stars))
    solid = np.where(there, published.ratings, 0)
    middle, lower, upper = (np.nan_to_num(each, nan=3.0) for each in (published.stars, published.low, published.high))
    likely = top_probability(middle, (upper - lower) / _TWO_SIDED, solid)
    split = (published.ratings >= max(k, MIN_LISTED)) & (np.nan_to_num(published.spread) >= DIVIDED)
    most = sorted(np.flatnonzero(split).tolist(), key=lambda each: (-round(float(published.spread[each]), 1), each))
    return Findings(
        _plain(stars),
        _plain(low),
        _plain(high),
        [reported_count(each, k) for each in solid.tolist()],
        position.tolist(),
        tiers(middle, lower, upper, solid),
        [round(float(each), 1) for each in likely],
        np.flatnonzero(release.comments).tolist(),
        release.is_empty,
        _mean_stars(published.whole_stars, published.whole_ratings, published.whole_agreement, k),
        [
            _mean_stars(stars_of_theme, ratings, agreement, k, width=width)
            for stars_of_theme, ratings, agreement, width in zip(
                published.theme_stars.tolist(),
                published.theme_ratings.tolist(),
                published.theme_agreement.tolist(),
                published.theme_width.tolist(),
                strict=True,
            )
        ],
        [(each, round(float(published.spread[each]), 1)) for each in most],
    )


def _tell_groups(
    found: Findings, published: Published, model: Fit, release: Release, given: Given, noise: Noise
) -> tuple[Findings, Published]:
    """Return the findings with what is reported of groups, and the figures with their means."""
    opinions = find_opinions(
        model, *counted_rows(release, release.counted.whole), noise, min_people=given.min_group_size
    )
    found = replace(
        found,
        has_groups=True,
        opinion_groups=opinions.groups,
        divisive=opinions.divisive,
        consensus=opinions.consensus,
    )
    rows = counted_rows(release, release.counted.group)
    if not given.group_count or not len(rows[0]):
        return found, published
    kept = np.full((given.comment_count, given.group_count), np.nan)
    kept[published.cell_comments, published.cell_groups] = published.cell_means
    own, people, _ = counted_rows(release, release.counted.own)
    width = given.group_count + 1
    group = np.where(release.counted.group_of >= 0, release.counted.group_of, given.group_count)
    in_own = np.bincount(own * width + group[people], minlength=given.comment_count * width).reshape(-1, width)
    ratings = GroupRatings(*rows, release.counted.group_of, release.cells, kept, in_own)
    groups = find_by_group(model, ratings, noise, min_people=given.min_group_size)
    comments, columns = np.nonzero(np.isfinite(groups.means))
    published = replace(
        published, cell_comments=comments, cell_groups=columns, cell_means=groups.means[comments, columns]
    )
    found = replace(found, cells=groups.cells, differences=groups.differences, common=groups.common, equal=groups.equal)
    return found, published


def _mean_stars(stars: float, ratings: int, agreement: float, min_people: int, *, width: float = np.nan) -> MeanStars:
    """Return a mean as it is published. width: half of its range; nan without one."""
    if not np.isfinite(stars):
        return _NO_STARS
    agreed = round(float(agreement), 1) if np.isfinite(agreement) else None
    mean, low, high = round(float(stars), 1), None, None
    if np.isfinite(width):  # around the rounded mean, so that its ends show no more of it
        low, high = round(max(1.0, mean - width), 2), round(min(5.0, mean + width), 2)
    return MeanStars(mean, reported_count(ratings, min_people), low, high, agreed)


def _plain(values: Floats) -> list[float | None]:
    return [float(each) if np.isfinite(each) else None for each in values]
