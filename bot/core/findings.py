"""All results from the ratings in one run: what figures count now, and what they say; without small groups."""

import base64
from dataclasses import replace

import numpy as np

from bot.core.coordinated_raters import find_coordinated
from bot.core.findings_data import COLUMNS, NO_STARS, Findings, Given, MeanStars
from bot.core.group_findings import GroupRatings, find_by_group, find_opinions
from bot.core.limits import MIN_LISTED
from bot.core.ordinal_model import Fit, Floats, fit
from bot.core.publication import counted_rows, publish
from bot.core.release import Live, Moment, Release, next_release
from bot.core.release_figures import (
    reported_count,
    tenths,
)
from bot.core.release_noise import Noise, make_noise
from bot.core.release_state import Published, ReleaseState
from bot.core.summary import DIVIDED
from bot.core.tiers import tiers, top_probability

_TWO_SIDED = 3.919927969080108  # standard deviations that a 95 % interval is wide


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
        before = ReleaseState(state.counted, published)
        published = publish(model, release, live, before, noise, min_people=given.min_group_size)
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
    found = replace(
        found,
        cells=groups.cells,
        differences=groups.differences,
        common=groups.common,
        equal=groups.equal,
        compared=groups.compared,
    )
    return found, published


def _mean_stars(stars: float, ratings: int, agreement: float, min_people: int, *, width: float = np.nan) -> MeanStars:
    """Return a mean as it is published. width: half of its range; nan without one."""
    if not np.isfinite(stars):
        return NO_STARS
    agreed = round(float(agreement), 1) if np.isfinite(agreement) else None
    mean, low, high = round(float(stars), 1), None, None
    if np.isfinite(width):  # around the rounded mean, so that its ends show no more of it
        low, high = round(max(1.0, mean - width), 2), round(min(5.0, mean + width), 2)
    return MeanStars(mean, reported_count(ratings, min_people), low, high, agreed)


def _plain(values: Floats) -> list[float | None]:
    return [float(each) if np.isfinite(each) else None for each in values]
