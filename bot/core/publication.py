"""The figures after a release: new ones where they changed, otherwise those of before; not yet rounded."""

from dataclasses import replace
from typing import Any

import numpy as np

from bot.core.limits import MIN_EXACT
from bot.core.ordinal_model import Fit, Floats, Ints
from bot.core.ranking import mean_agreement
from bot.core.release import Live, Release
from bot.core.release_figures import mean_of, means_by_theme, read_comments
from bot.core.release_noise import Noise
from bot.core.release_state import Published


def counted_rows(release: Release, column: Any) -> tuple[Ints, Ints, Ints]:
    """Return comments, people and stars that a column of the released set counts."""
    counts = column > 0
    return release.counted.comments[counts], release.counted.people[counts], column[counts].astype(np.int64)


def publish(model: Fit, release: Release, live: Live, before: Published, noise: Noise, *, min_people: int) -> Published:
    """Return the figures after a release: new ones where they changed, otherwise those of before."""
    comments, people, stars = counted_rows(release, release.counted.own)
    own, whole = np.maximum(release.counted.own, 0), np.maximum(release.counted.whole, 0)
    differs = np.bincount(release.counted.comments, own != whole, len(live.theme)) > 0
    reading = read_comments(model, comments, people, stars, noise, differs=differs)
    spread = _spread(comments, people, stars, noise, len(reading.count))
    new: dict[str, Any] = {
        name: np.where(release.comments, getattr(reading, name), getattr(before, name))
        for name in ("stars", "low", "high", "order")
    }
    new["spread"] = np.where(release.comments, spread, before.spread)
    new["ratings"] = np.where(release.comments, reading.count, before.ratings)
    if release.themes.any():
        every = counted_rows(release, release.counted.whole)
        theme = live.theme[every[0]]
        is_in = (theme >= 0) & release.themes[theme]
        rows = every[0][is_in], every[1][is_in], every[2][is_in]
        mean, width, ratings = means_by_theme(read_comments(model, *rows, noise), live.theme, live.theme_count)
        agreed = _agreement_by_theme(_table(rows[0], rows[2], len(live.theme)), live, min_people)
        new["theme_stars"] = np.where(release.themes, mean, before.theme_stars)
        new["theme_width"] = np.where(release.themes, width, before.theme_width)
        new["theme_agreement"] = np.where(release.themes, agreed, before.theme_agreement)
        new["theme_ratings"] = np.where(release.themes, ratings, before.theme_ratings)
    if release.whole:
        rows = counted_rows(release, release.counted.whole)
        mean_stars = mean_of(read_comments(model, *rows, noise))
        agreed_by_all = _agreement(_table(rows[0], rows[2], len(live.theme)), min_people)
        new["whole_stars"] = np.nan if mean_stars is None else mean_stars
        new["whole_agreement"], new["whole_ratings"] = agreed_by_all, len(rows[0])
    return replace(before, **new)


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
