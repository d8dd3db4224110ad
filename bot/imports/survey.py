"""Comments, or comments with their ratings, out of one CSV file of another system.

Without `rater` and `stars` each row is a comment. With them each row is one rating: rows with the same id, or with the
same words where there is no id, are of one comment; a row without stars brings the comment alone. Of several ratings by
a person on a comment the last row counts. Ratings of one's own comment are left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.environment import SettingsError
from bot.imports.conversation import (
    CHANGED,
    MAX_QUESTION,
    NO_RATING,
    OF_LEFT_OUT,
    OWN,
    Conversation,
    ReadComment,
    ReadRating,
    check_text,
)
from bot.imports.days import is_day_first, parse_day
from bot.imports.headings import MEANINGS, Columns, find_columns
from bot.imports.rows import Problems, Row, Sheet

MAX_WHY = 500  # characters
MAX_GROUP, MAX_GROUPS = 75, 99
_STARS = {str(each): each for each in range(1, 6)}
_PREVIEWS = {"1", "survey preview"}  # of Qualtrics: tried by who made the survey
TRIED, WHY_CUT = "response_was_a_preview", "why_too_long"


@dataclass(slots=True)
class _Reading:
    """What was read so far. places: (place of a comment or None, its line, its words) by id or words."""

    today: date
    day_first: bool
    comments: list[ReadComment] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    groups: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[int | None, int, str]] = field(default_factory=dict)
    stars: dict[tuple[str, int], int] = field(default_factory=dict)


def parse_map(written: Sequence[str]) -> dict[str, str]:
    """Return heading by meaning of `text=Answer`, `author=Person` and so on. Raises SettingsError."""
    chosen = {}
    for each in written:
        meaning, sign, heading = each.partition("=")
        if not sign or meaning not in MEANINGS or not heading:
            msg = f"--map {each}: write MEANING=COLUMN, the meaning one of {', '.join(MEANINGS)}"
            raise SettingsError(msg)
        chosen[meaning] = heading
    return chosen


def read_survey(path: Path, chosen: Mapping[str, str], *, question: str, today: date) -> Conversation:
    """Read a file. chosen: heading by meaning. question: "" for the file's own. today: for rows without a time.

    Raises UnreadableError with every row that cannot be read, SettingsError where the columns are unclear.
    """
    problems = Problems()
    sheet = Sheet(path, problems, delimiter=None)
    problems.check()
    columns = find_columns(sheet.headings, chosen)
    if ("rater" in columns.by_meaning) != ("stars" in columns.by_meaning):
        raise SettingsError("ratings need both columns, --map rater=COLUMN and --map stars=COLUMN")
    meanings = [each for each in MEANINGS if each in columns.by_meaning]
    rows = list(sheet.rows([columns.by_meaning[each] for each in meanings]))
    asked = columns.question
    if columns.system == "qualtrics":
        asked, rows = _without_heading(rows, meanings.index("text"))
    times = [row.values[meanings.index("time")] for row in rows] if "time" in meanings else []
    reading = _Reading(today, is_day_first(times))
    for row in rows:
        values = dict(zip(meanings, map(str.strip, row.values), strict=True))
        why = _read_row(reading, row.line, values, columns)
        if why:
            problems.add(path, row.line, why)
    problems.check()
    if len(set(reading.groups.values())) > MAX_GROUPS:
        msg = f"there are more than {MAX_GROUPS} groups: name another column with --map group=COLUMN"
        raise SettingsError(msg)
    return Conversation(
        name=path.stem,
        question=" ".join((question or asked or path.stem).split())[:MAX_QUESTION],
        background="",
        star_meaning="important",
        comments=reading.comments,
        ratings=[ReadRating(rater, place, stars) for (rater, place), stars in reading.stars.items()],
        skipped=+reading.skipped,
        groups=reading.groups,
    )


def _without_heading(rows: Sequence[Row], text: int) -> tuple[str, list[Row]]:
    """Return (the question, the rows) without Qualtrics' second and third line of headings."""
    if len(rows) > 1 and any(value.startswith('{"ImportId"') for value in rows[1].values):
        return rows[0].values[text], list(rows[2:])
    return "", list(rows)


def _read_row(reading: _Reading, line: int, values: Mapping[str, str], columns: Columns) -> str:
    """Read one row; return why it cannot be read, "" where it was. values: by meaning, without blank ends."""
    time = values.get("time", "")
    day = parse_day(time, day_first=reading.day_first) if time else reading.today
    if day is None:
        return f"{time!r} is no date"
    words = "\n".join(filter(None, (values.get("title"), values["text"])))
    has_ratings = "rater" in values
    key = values.get("id", words if has_ratings else f"line {line}")
    why = _wrong_values(values) or _wrong_key(reading, key, words, has_ratings=has_ratings, has_id="id" in values)
    if why:
        return why
    author = f"row {line}" if columns.is_by_response else values.get("author") or None
    if key not in reading.places:
        _add_comment(reading, line, key, words, ReadComment(author, "", day, values.get("why", "")))
    rater = values.get("rater", "")
    who = rater if has_ratings else author
    if who and values.get("group"):
        reading.groups.setdefault(who, values["group"])
    if has_ratings:
        _add_rating(reading, reading.places[key][0], rater, values["stars"])
    return ""


def _wrong_values(values: Mapping[str, str]) -> str:
    stars = values.get("stars", "")
    if len(values.get("group", "")) > MAX_GROUP:
        return f"a group has at most {MAX_GROUP} characters"
    if stars and stars not in _STARS:
        return f"stars are 1 to 5, not {stars!r}"
    return "stars without who gave them" if stars and not values["rater"] else ""


def _wrong_key(reading: _Reading, key: str, words: str, *, has_ratings: bool, has_id: bool) -> str:
    if has_id and not key:
        return "the id is empty"
    if key not in reading.places:
        return ""
    _, first, before = reading.places[key]
    if not has_ratings:
        return f"the id {key!r} is that of line {first} too"
    return f"the id {key!r} has other words in line {first}" if words and words != before else ""


def _add_comment(reading: _Reading, line: int, key: str, words: str, read: ReadComment) -> None:
    text, reason = check_text(words)
    why, cut = check_text(read.why)
    if cut or len(why) > MAX_WHY:
        reading.skipped[WHY_CUT] += bool(why)
        why = ""
    reading.places[key] = (None if reason else len(reading.comments), line, words)
    if reason:
        reading.skipped[reason] += 1
    else:
        reading.comments.append(ReadComment(read.person, text, read.day, why))


def _add_rating(reading: _Reading, place: int | None, rater: str, written: str) -> None:
    if not written:
        reading.skipped[NO_RATING] += 1
    elif place is None:
        reading.skipped[OF_LEFT_OUT] += 1
    elif reading.comments[place].person == rater:
        reading.skipped[OWN] += 1
    else:
        reading.skipped[CHANGED] += (rater, place) in reading.stars
        reading.stars[rater, place] = _STARS[written]
