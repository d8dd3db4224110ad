"""A conversation in Polis export form, as acts of people in time order."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import SettingsError

STARS_OF_VOTE = {"1": 5, "0": 3, "-1": 1}
_REMOVED = "-1"


@dataclass(frozen=True, slots=True)
class Share:
    """A person writes a comment. at: milliseconds."""

    at: int
    person: str
    comment: str
    text: str


@dataclass(frozen=True, slots=True)
class Click:
    """A person gives a comment stars."""

    at: int
    person: str
    comment: str
    stars: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """The question, and what people did, in time order."""

    question: str
    acts: list[Share | Click]

    @property
    def groups(self) -> list[str]:
        """The groups to choose from: none, an export has no groups."""
        return []

    @property
    def people(self) -> list[str]:
        """Everybody who acts, in the order of their first act."""
        return list(dict.fromkeys(act.person for act in self.acts))

    @property
    def expected(self) -> dict[tuple[str, str], int]:
        """The stars expected at the end, by (person, comment): the last click of each."""
        return {(act.person, act.comment): act.stars for act in self.acts if isinstance(act, Click)}

    @property
    def shares(self) -> list[Share]:
        """The comments."""
        return [act for act in self.acts if isinstance(act, Share)]


def read_conversation(folder: Path) -> Conversation:
    """Read summary.csv, comments.csv and votes.csv of a folder.

    Removed comments (moderated -1), empty ones, clicks on either, and clicks on one's own comment are left out. A click
    never comes before its comment. Raises SettingsError that names what is missing or wrong.
    """
    shares = {share.comment: share for share in _shares(folder)}
    clicks: list[tuple[int, Click]] = []
    for row in _rows(folder, "votes.csv", ("timestamp", "comment-id", "voter-id", "vote")):
        share = shares.get(row["comment-id"])
        if share is None or share.person == row["voter-id"]:
            continue
        if row["vote"] not in STARS_OF_VOTE:
            msg = f"{folder / 'votes.csv'}: a vote is 1, 0 or -1, not {row['vote']!r}"
            raise SettingsError(msg)
        at = _whole(folder, "votes.csv", row["timestamp"])
        click = Click(max(at, share.at), row["voter-id"], row["comment-id"], STARS_OF_VOTE[row["vote"]])
        clicks.append((at, click))
    # Stable sorts: equal times keep the file's order, comments first, and of two clicks that had to wait for the
    # same comment the later one still comes last.
    clicks.sort(key=lambda each: each[0])
    acts: list[Share | Click] = [*shares.values(), *(click for _, click in clicks)]
    acts.sort(key=lambda act: act.at)
    return Conversation(_question(folder), acts)


def _shares(folder: Path) -> Iterator[Share]:
    for row in _rows(folder, "comments.csv", ("timestamp", "comment-id", "author-id", "moderated", "comment-body")):
        if row["moderated"] != _REMOVED and row["comment-body"].strip():
            at = _whole(folder, "comments.csv", row["timestamp"])
            yield Share(at, row["author-id"], row["comment-id"], row["comment-body"].strip())


def _rows(folder: Path, name: str, needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
    path = folder / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in needed if column not in (reader.fieldnames or [])]
            if missing:
                msg = f"{path} lacks the column {missing[0]}: it is no Polis export"
                raise SettingsError(msg)
            yield from reader
    except FileNotFoundError as error:
        msg = f"{path} does not exist: name a folder with comments.csv and votes.csv"
        raise SettingsError(msg) from error
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{path} cannot be read as CSV in UTF-8"
        raise SettingsError(msg) from error


def _whole(folder: Path, name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        msg = f"{folder / name}: a timestamp is a whole number of milliseconds, not {text!r}"
        raise SettingsError(msg) from error


def _question(folder: Path) -> str:
    """Return the topic of summary.csv, else the folder's name."""
    path = folder / "summary.csv"
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for fields in csv.reader(file):
                if len(fields) > 1 and fields[0] == "topic" and fields[1].strip():
                    return fields[1].strip()[:300]
    return folder.name
