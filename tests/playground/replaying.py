"""Conversations for replay tests: a tiny one, and the recorded ones beside the project if present."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

COMMENTS = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
TEXTS = {
    "0": "Longer lunch, so that everybody has time to eat",
    "1": "A crossing guard at Elm & Third <please>",
    "2": "Warm   water in the\nwashrooms",
    "3": "5",
    "4": "Removed, and nobody may rate it",
}


def write_conversation(folder: Path, comments: Sequence[Sequence[object]], votes: Sequence[Sequence[object]]) -> Path:
    """Write a conversation in Polis export form. comments: (time, id, author, moderated, text); votes: (time, comment,
    voter, vote).
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "summary.csv").write_text("topic,What would make our school better?\nvoters,4\n", encoding="utf-8")
    with (folder / "comments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COMMENTS)
        writer.writerows((at, "", name, author, 0, 0, kept, text) for at, name, author, kept, text in comments)
    with (folder / "votes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(VOTES)
        writer.writerows((at, "", comment, voter, vote) for at, comment, voter, vote in votes)
    return folder


def tiny_conversation(folder: Path) -> Path:
    """Write a conversation of four people: 4 comments, 12 votes; 10 of them are replayed and 9 ratings remain."""
    comments = [
        (1000, "0", "a", 1, TEXTS["0"]),
        (2000, "1", "b", 0, TEXTS["1"]),
        (3000, "2", "a", 1, TEXTS["2"]),
        (9000, "3", "c", 1, TEXTS["3"]),
        (9100, "4", "c", -1, TEXTS["4"]),
    ]
    votes = [
        (1000, "0", "a", 1),  # one's own
        (1500, "0", "b", 1),
        (1600, "0", "c", -1),
        (1700, "0", "d", 0),
        (2100, "1", "a", 1),
        (2200, "1", "c", 0),
        (2300, "1", "d", -1),
        (2400, "0", "c", 1),  # the later one counts
        (3100, "2", "b", 0),
        (3200, "2", "d", 1),
        (9200, "3", "a", -1),
        (9300, "4", "a", 1),  # on a removed comment
    ]
    return write_conversation(folder, comments, votes)


def recorded(*parts: str) -> Path:
    """Return a folder or file of the recorded data; skip the test where it is not there."""
    data = os.environ.get("STARLING_DATA")
    path = Path(data or "no-data").joinpath(*parts)
    if not data or not path.exists():
        pytest.skip(f"no recorded data here: STARLING_DATA names no folder with {'/'.join(parts)}")
    return path
