"""The operator's full forms: what a full bundle adds, and the Polis export. Each person's pattern is in both.

Who knows a few of a person's stars can find their row, so both are made on the server alone. People are numbers drawn
at random, rows come in random order, groups of few people are no group, and nobody is named as an author.
"""

import csv
import io
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

import numpy as np

from bot.core.limits import MIN_EXACT
from bot.core.publication import counted_pairs
from bot.core.release import Counted
from bot.core.release_noise import Noise
from bot.core.release_state import Published
from bot.domain.published_document import Document
from bot.exports.files import ExportFile, zip_files
from storage.scores import LiveRating

HIDDEN = "hidden"
NOBODY = "0"
"""Who is named as the author of every comment in a Polis export."""

_VOTES = {5: "1", 4: "1", 3: "0", 2: "-1", 1: "-1"}


@dataclass(frozen=True, slots=True)
class Counting:
    """What the figures of the last release count. comments: numbers of comments, None where one is not public.

    published: the figures, with the error that each comment's own were read with. is_there: of each person, False for
    somebody who was forgotten since. groups: names by index.
    """

    counted: Counted
    published: Published
    comments: Sequence[int | None]
    is_there: Sequence[bool]
    groups: Sequence[str]
    noise: Noise
    changed: frozenset[int]
    has_groups: bool


def make_full_part(counting: Counting, min_group_size: int) -> dict[str, Any]:
    """Return ratings as the figures count them, and the noise on each sum. Rows and people are in random order."""
    counted, random = counting.counted, SystemRandom()
    kept = np.array([counting.is_there[person] for person in counted.people.tolist()], dtype=bool)
    there = sorted({int(each) for each in counted.people[kept]})
    random.shuffle(there)
    place = {person: number for number, person in enumerate(there)}
    groups, group_of = _merge_groups(counting, there, min_group_size)
    columns = (counted.people, counted.comments, counted.whole, counted.own, counted.group)
    rows = [
        [place[person], comment, *stars]
        for person, comment, *stars in zip(*(each[kept].tolist() for each in columns), strict=True)
    ]
    random.shuffle(rows)
    hidden = (f"{HIDDEN}-{secrets.token_hex(4)}" for _ in counting.comments)
    names = [str(each) if each is not None else next(hidden) for each in counting.comments]
    return {
        "comments": names,
        "groups": list(groups),
        "people": [group_of[person] for person in there],
        "rows": rows,
        "noise": _noise_table(counting),
        "deviation": counting.noise.deviation,
        "changed": sorted(str(counting.comments[each]) for each in counting.changed if counting.comments[each]),
        "has_groups": counting.has_groups,
        "people_left_out": sum(not each for each in counting.is_there),
    }


def _merge_groups(
    counting: Counting, people: Sequence[int], min_group_size: int
) -> tuple[Sequence[str], Mapping[int, int]]:
    """Return (names of groups, group of each person), -1 for none: a group of few people is none."""
    known = counting.counted.group_of
    own = {person: int(known[person]) if person < len(known) else -1 for person in people}
    sizes = Counter(own.values())
    large = [index for index in range(len(counting.groups)) if sizes[index] >= min_group_size]
    new = {index: number for number, index in enumerate(large)}
    return [counting.groups[index] for index in large], {person: new.get(group, -1) for person, group in own.items()}


def _noise_table(counting: Counting) -> dict[str, Any]:
    """Return the error on the sum of each comment: of its own figure, of the whole exchange's, and by group."""
    size = len(counting.comments)
    published = counting.published.for_size(size, 0)
    is_small = published.ratings < MIN_EXACT
    table: dict[str, Any] = {
        "own": np.where(is_small, np.nan_to_num(published.noise), 0.0).tolist(),
        "own_deviation": np.nan_to_num(published.noise_deviation, nan=counting.noise.deviation).tolist(),
    }
    comments, people, _ = _rows(counting.counted, "whole")
    drawn = counting.noise.of_sums(comments, people, np.arange(size))
    table["whole"] = np.where(np.bincount(comments, minlength=size) < MIN_EXACT, drawn, 0.0).tolist()
    comments, people, _ = _rows(counting.counted, "group")
    width = len(counting.groups) + 1
    group = counting.counted.group_of[people]
    cell = comments * width + np.where(group >= 0, group, width - 1)
    drawn = counting.noise.of_sums(cell, people, np.repeat(np.arange(size), width))
    small = np.bincount(cell, minlength=size * width) < MIN_EXACT
    table["groups"] = np.where(small, drawn, 0.0).reshape(size, width)[:, : width - 1].tolist()
    table["group_names"] = list(counting.groups)
    return table


def _rows(counted: Counted, name: str) -> Any:
    return counted_pairs(counted, getattr(counted, name))


def make_polis(document: Document, ratings: Sequence[LiveRating], numbers: Mapping[int, int]) -> ExportFile:
    """Return a Polis export as a ZIP file, without authors and times, its rows in random order.

    Four and five stars are an agreement, one and two a disagreement. numbers: of the public comments, by id.
    """
    random = SystemRandom()
    comments = [each for each in document["comments"] if int(each["id"]) in set(numbers.values())]
    random.shuffle(comments)
    people = sorted({each.person for each in ratings if each.person >= 0})
    random.shuffle(people)
    name_of = {person: str(number) for number, person in enumerate(people, start=1)}
    votes = [
        ("0", numbers[each.comment_id], name_of[each.person], _VOTES[each.stars])
        for each in ratings
        if each.person >= 0 and each.comment_id in numbers
    ]
    random.shuffle(votes)
    summary = [
        ("topic", document["exchange"]["question"]),
        ("url", ""),
        ("voters", len({vote[2] for vote in votes})),
        ("comments", len(comments)),
        ("conversation-description", document["exchange"]["background"]),
        *((name, document["exchange"][name]) for name in ("stars_mean", "one_star", "five_stars")),
    ]
    counted = Counter((vote[1], vote[3]) for vote in votes)
    lines = [
        ("0", each["id"], NOBODY, counted[int(each["id"]), "1"], counted[int(each["id"]), "-1"], "1", each["text"])
        for each in comments
    ]
    head = ("timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
    files = {
        "summary.csv": _csv(summary),
        "comments.csv": _csv([head, *lines]),
        "votes.csv": _csv([("timestamp", "comment-id", "voter-id", "vote"), *votes]),
    }
    return ExportFile(zip_files(files), "zip")


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()
