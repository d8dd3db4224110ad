"""Themes within themes: a large theme shows what it consists of, a small or a uniform one stays whole."""

import io
import json
import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from bot.core.themes import CommentId, LastingTheme, ThemeState, follow, run_lines
from bot.core.themes.grouping import LARGE_SHARE, best_cut, find_parts
from bot.core.themes.subthemes import MIN_WITH_PARTS

PARTS = {
    "salad": ("The salad bar is empty at noon", "Fresh salad every day", "Wash the salad", "More salad dressing"),
    "queue": (
        "The lunch queue takes half an hour",
        "Two queues at lunch",
        "A queue for small children",
        "No queue jumping",
    ),
    "price": ("The price of lunch went up", "A lower price for siblings", "Price on a sign", "Lunch price is too high"),
}
OTHERS = ("bus", "library", "garden", "choir", "football", "homework", "theatre")
WHO = ("today", "tomorrow", "please", "again", "really", "sometimes", "always", "mostly", "surely", "lately")
LINES = ("The {} is late", "More {} for everybody", "A new {} would help", "Our {} costs too much")


def comments() -> list[tuple[CommentId, str]]:
    """Return comments about lunch, of three kinds, and a few about three other things."""
    lunch = [(f"{part} {at} {who}", f"{line} {who} at lunch in the canteen") for part, lines in PARTS.items()
             for at, line in enumerate(lines) for who in WHO]  # fmt: skip
    others = [(f"{part} {at} {who}", f"{line.format(part)} {who}") for part in OTHERS
              for at, line in enumerate(LINES) for who in WHO[:7]]  # fmt: skip
    return [*lunch, *others]


def vectors(given: list[tuple[CommentId, str]]) -> "npt.NDArray[np.float32]":
    """Return vectors as an encoder would: near each other by subject, and by part within lunch."""
    subjects = ["lunch", *OTHERS]
    rng = np.random.default_rng(3)
    rows = rng.normal(0, 0.1, (len(given), 12)).astype(np.float32)
    for at, (comment_id, _) in enumerate(given):
        part = str(comment_id).split()[0]
        rows[at, 0 if part in PARTS else subjects.index(part)] += 2
        if part in PARTS:
            rows[at, 8 + list(PARTS).index(part)] += 0.5
    return rows


def joined(given: list[tuple[CommentId, str]]) -> ThemeState:
    """Return the themes after a moderator made one of all that is about lunch."""
    found, _ = follow(given, extra=vectors(given))
    lunch = tuple((comment_id, 1.0) for comment_id, _ in given if str(comment_id).split()[0] in PARTS)
    gone = {comment_id for comment_id, _ in lunch}
    others = tuple(theme for theme in found.themes if not gone & {member for member, _ in theme.members})
    return replace(found, themes=(LastingTheme(99, "Lunch", ("lunch",), members=lunch, is_merged=True), *others))


def test_a_large_theme_has_named_parts_and_a_small_one_has_none() -> None:
    given = comments()
    state, _ = follow(given, joined(given), extra=vectors(given))
    lunch, *others = state.themes
    assert lunch.key == "t99"
    assert len(lunch.members) >= MIN_WITH_PARTS
    assert 2 <= len(lunch.parts) <= 6
    inside = [member for part in lunch.parts for member in part.member_ids]
    assert sorted(map(str, inside)) == sorted(str(member) for member, _ in lunch.members)
    for part in lunch.parts:
        assert len({str(member).split()[0] for member in part.member_ids}) == 1, "each is of one kind"
        assert part.example_id in part.member_ids
        assert part.headline.casefold() != "lunch"
    assert any(part.headline for part in lunch.parts)
    assert all(not theme.parts for theme in others), "they are small"
    assert ThemeState.from_json(json.loads(json.dumps(state.as_json()))) == state
    order = random.Random(1).sample(range(len(given)), len(given))
    again, _ = follow([given[at] for at in order], joined(given), extra=vectors(given)[order])
    assert again.themes == state.themes


def test_lines_tell_the_sub_theme_of_a_comment_and_the_theme_around_it() -> None:
    given = comments()
    source = io.StringIO("".join(json.dumps({"id": each, "text": text}) + "\n" for each, text in given))
    target = io.StringIO()
    rows_of = dict(zip((text for _, text in given), vectors(given), strict=True))

    def encode(texts: Sequence[str]) -> "npt.NDArray[np.float32]":
        return np.stack([rows_of[text] for text in texts])

    run_lines(source, target, joined(given), encode=encode)
    rows = [json.loads(line) for line in target.getvalue().splitlines()]
    within = [row for row in rows if row["subtheme"]]
    assert len(within) == 120
    for row in within:
        assert (row["theme"], row["label"], row["parent"]) == ("t99", "Lunch", None)
        assert row["subtheme"]["parent"] == "t99"
        assert row["subtheme"]["theme"].startswith("t99.")
        assert row["subtheme"]["label"] != row["label"]
    assert 2 <= len({row["subtheme"]["theme"] for row in within}) <= 6


def blobs(*counts: int, noise: float = 0.1) -> "npt.NDArray[np.float32]":
    """Return unit vectors about as many centres."""
    rng = np.random.default_rng(5)
    centres = rng.normal(size=(len(counts), 20))
    rows = np.concatenate(
        [centre + noise * rng.normal(size=(count, 20)) for centre, count in zip(centres, counts, strict=True)]
    )
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_a_split_is_found_where_there_is_one_and_not_in_noise() -> None:
    assert np.bincount(find_parts(blobs(40, 30, 20))).tolist() == [40, 30, 20]
    noise = np.random.default_rng(2).normal(size=(120, 80)).astype(np.float32)
    assert not find_parts(noise).any()


def test_a_theme_of_more_than_three_in_ten_is_split_in_a_large_exchange_alone() -> None:
    def largest(scale: int) -> float:
        sizes = [size * scale for size in (30, 30, 20, 20, 20)]
        rows = blobs(*sizes, noise=0.02)
        of = np.repeat([0, 0, 1, 2, 3], sizes)  # the first two are one theme to those who group
        agreement = (of[:, None] == of[None, :]).astype(np.float32)
        labels = best_cut(agreement, rows)
        return float(np.bincount(labels).max() / len(labels))

    assert largest(1) == 0.5
    assert largest(4) <= LARGE_SHARE
