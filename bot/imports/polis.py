"""Polis exports: a folder with comments.csv, votes.csv and summary.csv, by the counting rules of `starling replay`.

Agree is five stars, pass three, disagree one. Of several votes by a person on a comment the last by timestamp counts,
of equal times the later row. Votes on comments that are left out, and on one's own, are left out.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.environment import SettingsError
from bot.imports.conversation import (
    CHANGED,
    MAX_BACKGROUND,
    MAX_QUESTION,
    OF_LEFT_OUT,
    OF_UNKNOWN,
    OWN,
    REMOVED,
    Conversation,
    ReadComment,
    ReadRating,
    check_text,
)
from bot.imports.rows import Problems, Sheet

FILES = ("summary.csv", "comments.csv", "votes.csv")
STARS = {"1": 5, "0": 3, "-1": 1}
_COMMENTS = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
_VOTES = ("timestamp", "comment-id", "voter-id", "vote")
_TOPIC, _DESCRIPTION = "topic", "conversation-description"
_LATEST_MS = 253_402_300_799_000  # the end of the year 9999


@dataclass(frozen=True, slots=True)
class _Known:
    """A comment of the file. place: among those that are kept, None where it is left out."""

    line: int
    author: str
    place: int | None


def read_polis(folder: Path) -> Conversation:
    """Read a folder. Raises UnreadableError with every row that cannot be read, SettingsError where there is none."""
    if not folder.is_dir():
        msg = f"{folder} is no folder: name one with comments.csv and votes.csv"
        raise SettingsError(msg)
    problems, skipped = Problems(), Counter[str]()
    known, kept = _read_comments(Sheet(folder / "comments.csv", problems), problems, skipped)
    ratings = _read_votes(Sheet(folder / "votes.csv", problems), problems, skipped, known)
    facts = _read_summary(folder / "summary.csv", problems)
    problems.check()
    name = folder.resolve().name
    return Conversation(
        name=name,
        question=" ".join(facts.get(_TOPIC, "").split())[:MAX_QUESTION] or name[:MAX_QUESTION],
        background=facts.get(_DESCRIPTION, "").strip()[:MAX_BACKGROUND],
        star_meaning="agree",
        comments=kept,
        ratings=ratings,
        skipped=skipped,
    )


def _read_comments(
    sheet: Sheet, problems: Problems, skipped: Counter[str]
) -> tuple[dict[str, _Known], list[ReadComment]]:
    known: dict[str, _Known] = {}
    kept: list[ReadComment] = []
    for row in sheet.rows(_COMMENTS):
        timestamp, name, author, moderated, body = row.values
        at = _moment(timestamp)
        why = _missing_id({"comment-id": name, "author-id": author})
        if at is None:
            why = f"a timestamp is a whole number of milliseconds, not {timestamp!r}"
        elif moderated not in {"1", "0", "-1"}:
            why = f"moderated is 1, 0 or -1, not {moderated!r}"
        elif name in known:
            why = f"the comment-id {name!r} is that of line {known[name].line} too"
        if why or at is None:
            problems.add(sheet.path, row.line, why)
            continue
        text, reason = check_text(body)
        reason = REMOVED if moderated == "-1" else reason
        known[name] = _Known(row.line, author, None if reason else len(kept))
        if reason:
            skipped[reason] += 1
        else:
            kept.append(ReadComment(author, text, datetime.fromtimestamp(at / 1000, UTC).date()))
    return known, kept


def _read_votes(sheet: Sheet, problems: Problems, skipped: Counter[str], known: dict[str, _Known]) -> list[ReadRating]:
    last: dict[tuple[str, int], tuple[int, int]] = {}  # (time, stars) of each person and comment
    for row in sheet.rows(_VOTES):
        timestamp, name, voter, vote = row.values
        stars, at = STARS.get(vote), _moment(timestamp)
        why = _missing_id({"comment-id": name, "voter-id": voter})
        if at is None:
            why = f"a timestamp is a whole number of milliseconds, not {timestamp!r}"
        elif stars is None:
            why = f"a vote is 1, 0 or -1, not {vote!r}"
        if why or at is None or stars is None:
            problems.add(sheet.path, row.line, why)
            continue
        comment = known.get(name)
        if comment is None or comment.place is None:
            skipped[OF_UNKNOWN if comment is None else OF_LEFT_OUT] += 1
        elif comment.author == voter:
            skipped[OWN] += 1
        else:
            pair = voter, comment.place
            before = last.get(pair)
            skipped[CHANGED] += before is not None
            if before is None or at >= before[0]:
                last[pair] = at, stars
    skipped += Counter()  # without zeros
    return [ReadRating(voter, place, stars) for (voter, place), (_, stars) in last.items()]


def _missing_id(ids: dict[str, str]) -> str:
    """Return which id of a row is empty, "" where none is."""
    return next((f"{name} is empty" for name, value in ids.items() if not value.strip()), "")


def _moment(text: str) -> int | None:
    """Return milliseconds since 1970, None where the text is no such time."""
    try:
        at = int(text)
    except ValueError:
        return None
    return at if 0 <= at <= _LATEST_MS else None


def _read_summary(path: Path, problems: Problems) -> dict[str, str]:
    """Return the facts of summary.csv by name; none where there is no such file."""
    if not path.exists():
        return {}
    sheet = Sheet(path, problems)
    lines = [sheet.headings, *(fields for _, fields in sheet.lines())]
    return {fields[0]: fields[1] for fields in lines if len(fields) > 1}
