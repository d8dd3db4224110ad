"""The figures after a release: new ones where they changed, otherwise those of before; not yet rounded."""

from dataclasses import replace
from typing import Any

import numpy as np

from bot.core.blur import Blur, Earlier, combine, draw
from bot.core.limits import MIN_EXACT
from bot.core.ordinal_model import Fit, Floats, Ints
from bot.core.ranking import mean_agreement
from bot.core.rating_locations import Rows, locate
from bot.core.release import Counted, Live, Release
from bot.core.release_figures import Reading, mean_of, means_by_theme, read_comments
from bot.core.release_noise import Noise
from bot.core.release_state import Published, ReleaseState


def counted_rows(release: Release, column: Any) -> tuple[Ints, Ints, Ints]:
    """Return comments, people and stars that a column of the released set counts."""
    return counted_pairs(release.counted, column)


def counted_pairs(counted: Counted, column: Any) -> tuple[Ints, Ints, Ints]:
    """Return comments, people and stars that a column counts."""
    counts = column > 0
    return counted.comments[counts], counted.people[counts], column[counts].astype(np.int64)


def publish(
    model: Fit, release: Release, live: Live, before: ReleaseState, noise: Noise, *, min_people: int
) -> Published:
    """Return the figures after a release: new ones where they changed, otherwise those of before.

    before: the state of before, with room for all comments and themes of now.
    """
    shown = before.published
    new = _own(model, release, before, noise)
    if release.themes.any():
        every = counted_rows(release, release.counted.whole)
        theme = live.theme[every[0]]
        is_in = (theme >= 0) & release.themes[theme]
        rows = Rows(every[0][is_in], every[1][is_in], every[2][is_in])
        mean, width, ratings = means_by_theme(_read(model, rows, noise), live.theme, live.theme_count)
        agreed = _agreement_by_theme(_table(rows.comments, rows.stars, len(live.theme)), live, min_people)
        new["theme_stars"] = np.where(release.themes, mean, shown.theme_stars)
        new["theme_width"] = np.where(release.themes, width, shown.theme_width)
        new["theme_agreement"] = np.where(release.themes, agreed, shown.theme_agreement)
        new["theme_ratings"] = np.where(release.themes, ratings, shown.theme_ratings)
    if release.whole:
        rows = Rows(*counted_rows(release, release.counted.whole))
        mean_stars = mean_of(_read(model, rows, noise))
        agreed_by_all = _agreement(_table(rows.comments, rows.stars, len(live.theme)), min_people)
        new["whole_stars"] = np.nan if mean_stars is None else mean_stars
        new["whole_agreement"], new["whole_ratings"] = agreed_by_all, len(rows.stars)
    return replace(shown, **new)


def _own(model: Fit, release: Release, before: ReleaseState, noise: Noise) -> dict[str, Any]:
    """Return the comments' own figures."""
    rows, shown = Rows(*counted_rows(release, release.counted.own)), before.published
    own, whole = np.maximum(release.counted.own, 0), np.maximum(release.counted.whole, 0)
    size = len(shown.stars)
    differs = np.bincount(release.counted.comments, own != whole, size) > 0
    found = locate(model, rows, differs)
    blur = draw(noise, rows, size)
    if noise.key:
        earlier = Rows(*counted_pairs(before.counted, before.counted.own))
        blur = combine(model, rows, found, blur, Earlier(earlier, Blur(shown.noise, shown.noise_deviation)))
    reading = read_comments(model, found, blur)
    spread = _spread(rows.comments, rows.people, rows.stars, noise, size)
    values = {
        **{name: getattr(reading, name) for name in ("stars", "low", "high", "order")},
        "spread": spread,
        "ratings": reading.count,
        "noise": blur.error,
        "noise_deviation": blur.deviation,
    }
    return {name: np.where(release.comments, each, getattr(shown, name)) for name, each in values.items()}


def _read(model: Fit, rows: Rows, noise: Noise) -> Reading:
    """Return what ratings that the whole exchange counts say of each comment, with the noise of their sums."""
    return read_comments(model, locate(model, rows), draw(noise, rows, len(model.location)))


def _table(comments: Ints, stars: Ints, comment_count: int) -> Ints:
    """Return comments x 5: how often each star was given."""
    return np.bincount(comments * 5 + stars - 1, minlength=comment_count * 5).reshape(comment_count, 5)


def _spread(comments: Ints, people: Ints, stars: Ints, noise: Noise, size: int) -> Floats:
    """Return the standard deviation of each comment's stars, nan without any, with noise where few people rated."""
    count = np.maximum(np.bincount(comments, minlength=size), 1)
    mean = np.bincount(comments, stars, size) / count
    variance = np.bincount(comments, (stars - mean[comments]) ** 2, size) / count
    drawn = noise.of_sums(comments, people, np.arange(size), purpose=b"spread")
    has_any = np.bincount(comments, minlength=size) > 0
    return np.where(has_any, np.sqrt(variance) + np.where(count < MIN_EXACT, drawn, 0.0) / count, np.nan)


def _agreement(table: Ints, min_people: int) -> float:
    """Return the agreement over comments, nan where it rests on so few ratings that it would show who gave them."""
    found = mean_agreement(table, min_ratings=min_people) if int(table.sum()) >= MIN_EXACT else None
    return np.nan if found is None else found


def _agreement_by_theme(table: Ints, live: Live, min_people: int) -> Floats:
    order = np.argsort(live.theme, kind="stable")
    ends = np.searchsorted(live.theme[order], np.arange(live.theme_count + 1))
    parts = (order[ends[each] : ends[each + 1]] for each in range(live.theme_count))
    return np.array([_agreement(table[part], min_people) for part in parts])
