"""Recomputes released cells from the ratings and the noise of a full bundle, with the code that made them.

A figure that changed in the last release has to come out to its last digit. One that is older was read with the model
of its time, so it may differ by LOOSE stars from what the present model makes of the same ratings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.core.blur import Blur
from bot.core.differences import SumNoise, groups_of
from bot.core.limits import CUT, MIN_EXACT
from bot.core.ordinal_model import Fit, fit
from bot.core.rating_locations import Rows, locate
from bot.core.release_figures import Reading, mean_of, read_comments
from bot.domain.published_document import Document

EXACT = 0.05 + 1e-3
"""Stars: half of the last digit, and what another order of additions may change."""

LOOSE = 0.3
"""Stars that a figure of an earlier release may be away from the present model's."""

_MOST = {"own": 2, "whole": 1}
"""How often the cut of the noise an error may be at most. A comment's own figures weigh in earlier ones, whose error
may add to that of now."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Ratings:
    """The rows of a full bundle: people and comments by their places, and the stars that each figure counts."""

    people: Ints
    comments: Ints
    whole: Ints
    own: Ints
    group: Ints
    group_of: Ints

    def counted(self, column: Ints) -> tuple[Ints, Ints, Ints]:
        """Return (comments, people, stars) that a column counts."""
        is_in = column > 0
        return self.comments[is_in], self.people[is_in], column[is_in]


def recompute_cells(document: Document, full: Mapping[str, Any]) -> tuple[int, list[str]]:
    """Return (how many numbers were recomputed from ratings, a line for each that differs). Raises ValueError."""
    ratings = _read(full)
    size, deviation = len(full["comments"]), float(full["deviation"])
    tables = {name: _floats(full["noise"][name], size) for name in ("own", "own_deviation", "whole")}
    model = fit(*ratings.counted(ratings.whole), comment_count=size, rater_count=len(ratings.group_of))
    differs = np.bincount(ratings.comments, ratings.own != ratings.whole, size) > 0
    found = locate(model, Rows(*ratings.counted(ratings.own)), differs)
    own = read_comments(model, found, Blur(tables["own"], tables["own_deviation"]))
    found = locate(model, Rows(*ratings.counted(ratings.whole)))
    whole = read_comments(model, found, Blur(tables["whole"], np.full(size, deviation)))
    count, wrong = 0, []
    is_exact = not full["people_left_out"]
    for check in (_own(document, full, own, is_exact), _whole(document, whole, is_exact)):
        for name, is_there, follows, tolerance in check:
            count += 1
            if not abs(is_there - follows) <= tolerance:
                wrong.append(f"{name}: the file has {is_there}, and its ratings make {follows:.2f}")
    wrong += _wrong_noise(full, tables, ratings, deviation)
    for name, is_there, follows, tolerance in _cells(document, full, model, ratings):
        count += 1
        if not abs(is_there - follows) <= tolerance:
            wrong.append(f"{name}: the file has {is_there}, and its ratings make {follows:.2f}")
    return count, wrong


Check = Iterator[tuple[str, float, float, float]]
"""What is compared: name, the file's number, the recomputed one, and by how much they may differ."""


def _read(full: Mapping[str, Any]) -> _Ratings:
    rows = np.array(full["rows"], dtype=np.int64).reshape(-1, 5)
    people, comments, whole, own, group = rows.T
    group_of = np.array(full["people"], dtype=np.int64)
    is_right = (people >= 0) & (people < len(group_of)) & (comments >= 0) & (comments < len(full["comments"]))
    if not is_right.all() or rows[:, 2:].max(initial=0) > 5:  # noqa: PLR2004 - stars
        raise ValueError("rows name people, comments or stars that there are not")
    if len({(person, comment) for person, comment in zip(people.tolist(), comments.tolist(), strict=True)}) < len(rows):
        raise ValueError("somebody rated a comment twice")
    return _Ratings(people, comments, whole, own, group, group_of)


def _floats(values: Any, size: int) -> Floats:
    found = np.array(values, dtype=np.float64)
    if found.shape[0] != size or not np.isfinite(found).all():
        raise ValueError("the table of noise has not a number for each comment")
    return found


def _wrong_noise(
    full: Mapping[str, Any], tables: Mapping[str, Floats], ratings: _Ratings, deviation: float
) -> list[str]:
    """Return a line for each noise that cannot have been drawn: too large, or where there is none."""
    wrong: list[str] = []
    for name, column in (("own", ratings.own), ("whole", ratings.whole)):
        counts = np.bincount(ratings.comments[column > 0], minlength=len(full["comments"]))
        most: Any = np.inf
        if not full["people_left_out"]:
            most = np.where(counts < MIN_EXACT, _MOST[name] * CUT * deviation + 1e-6, 0.0)
        found = np.flatnonzero(np.abs(tables[name]) > most).tolist()
        wrong += [
            f"comment {full['comments'][at]}, noise: {tables[name][at]:.2f} cannot have been drawn" for at in found
        ]
    return wrong


def _own(document: Document, full: Mapping[str, Any], reading: Reading, is_exact: bool) -> Check:  # noqa: FBT001
    place, changed = {each: at for at, each in enumerate(full["comments"])}, set(full["changed"])
    for each in document["comments"]:
        if each["stars"] is None:
            continue
        at = place[each["id"]]
        tolerance = EXACT if is_exact and each["id"] in changed else LOOSE
        for name in ("stars", "low", "high"):
            yield f"comment {each['id']}, {name}", each["stars"][name], float(getattr(reading, name)[at]), tolerance
        if tolerance == EXACT:
            least = document["exchange"]["min_group_size"]
            reported = max(int(reading.count[at]) // 5 * 5, least)
            yield f"comment {each['id']}, ratings", each["stars"]["ratings"], reported, 0


def _whole(document: Document, reading: Reading, is_exact: bool) -> Check:  # noqa: FBT001
    mean = mean_of(reading)
    if document["stars"] is not None and mean is not None:
        is_first = is_exact and len(document["releases"]) == 1
        yield "stars of the whole exchange", document["stars"], mean, EXACT if is_first else LOOSE


def _cells(document: Document, full: Mapping[str, Any], model: Fit, ratings: _Ratings) -> Check:
    names, place = list(full["groups"]), {each: at for at, each in enumerate(full["comments"])}
    if not names:
        return
    every = list(full["noise"]["group_names"])
    drawn = _floats(full["noise"]["groups"], len(place))
    width = len(names) + 1
    comments, people, stars = ratings.counted(ratings.group)
    cell = comments * width + np.where(ratings.group_of >= 0, ratings.group_of, width - 1)[people]
    counts = np.bincount(cell, minlength=len(place) * width).reshape(-1, width)
    sums = np.zeros(counts.shape)
    sums[:, : width - 1] = drawn[:, [every.index(name) for name in names]]
    is_small = (counts > 0) & (counts < MIN_EXACT)
    noise = SumNoise(np.where(is_small, sums, 0.0), np.where(is_small, float(full["deviation"]) ** 2, 0.0))
    found = groups_of(model, comments, people, stars, ratings.group_of, group_count=len(names), noise=noise)
    by_group = [each for each in document["releases"] if each["has_groups"]]
    is_only = len(by_group) == 1 and by_group[0]["id"] == document["release"]
    is_exact = is_only and len(names) == len(every) and not full["people_left_out"]
    for each in document["comments"]:
        for one in each["by_group"]:
            if one["group"] in names:
                mean = float(found.means[place[each["id"]], names.index(one["group"])])
                name = f"comment {each['id']}, stars of {one['group']}"
                yield name, one["stars"], mean, EXACT if is_exact else LOOSE
