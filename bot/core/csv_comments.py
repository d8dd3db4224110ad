"""Comments out of a small CSV file or pasted rows: every row that cannot be taken is named with its line."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.errors import InputError

HEADINGS = ("text", "comment", "comments", "comment-body", "body", "texto", "comentario", "comentarios")
"""Names of the column with the words, in lower case."""

_DELIMITERS = ",;\t"
_MIN_ROWS = 3  # with as many columns each, to be a table
_OTHER_BYTES = re.compile("[\udc80-\udcff]")  # what bytes that are no UTF-8 are read as
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken. line: its first, from 1."""

    line: int
    why: InputError


@dataclass(frozen=True, slots=True)
class ReadComments:
    """What was read. texts: each once, in one line, in their order. bad: rows that cannot be taken.

    empty, twice: rows without words, and with words that an earlier row has.
    """

    texts: Sequence[str] = ()
    bad: Sequence[BadRow] = ()
    empty: int = 0
    twice: int = 0


@dataclass(slots=True)
class _Reading:
    texts: dict[str, None] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    empty: int = 0
    twice: int = 0


def read_comments(raw: bytes, *, max_length: int) -> ReadComments:
    """Return the comments of a file: of the column with a known heading, or of the only column.

    raw: CSV in UTF-8 with commas, semicolons or tabs. max_length: characters of a comment.
    """
    text = raw.decode("utf-8-sig", errors="surrogateescape")
    reading = _Reading()
    first = text.lstrip().split("\n", 1)[0]
    has_heading = _has_heading(first)
    if not has_heading and _is_table(text):
        return ReadComments(bad=[BadRow(1, InputError("csv.no_column"))])
    rows = _rows(text, reading, max(_DELIMITERS, key=first.count)) if has_heading else _lines(text)
    place, width = 0, 1
    if has_heading:
        names = [_name(cell) for cell in rows[0][1]] if rows else []
        place = next((at for at, name in enumerate(names) if name in HEADINGS), 0)
        width = len(names)
    for line, fields in rows[has_heading:]:
        why = _take(reading, fields, place, width, max_length)
        if why is not None:
            reading.bad.append(BadRow(line, why))
    bad = sorted(reading.bad, key=lambda each: each.line)
    return ReadComments(tuple(reading.texts), bad, reading.empty, reading.twice)


def _rows(text: str, reading: _Reading, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return (line, fields) of all rows that are CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            reading.bad.append(BadRow(line, InputError("csv.no_csv")))
            continue
        if fields:
            rows.append((line, fields))


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Return (line, the comment) of a text without headings, in which each line is one, in quotation marks or not."""
    return [(at, [_unquoted(line.strip())]) for at, line in enumerate(text.splitlines(), start=1)]


def _unquoted(line: str) -> str:
    is_quoted = len(line) > 1 and line[0] == line[-1] == '"' and '"' not in line[1:-1].replace('""', "")
    return line[1:-1].replace('""', '"') if is_quoted else line


def _is_table(text: str) -> bool:
    """Say whether rows without a known heading have several columns each: nobody knows which has the words."""
    for delimiter in _DELIMITERS:
        widths = [len(fields) for fields in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if fields]
        if len(widths) >= _MIN_ROWS and len(set(widths)) == 1 and widths[0] > 1:
            return True
    return False


def _has_heading(first: str) -> bool:
    """Say whether a first line has a known heading."""
    return any(_name(part) in HEADINGS for part in re.split(f"[{_DELIMITERS}]", first))


def _name(cell: str) -> str:
    return cell.strip().strip('"').strip().casefold()


def _take(reading: _Reading, fields: Sequence[str], place: int, width: int, max_length: int) -> InputError | None:
    """Take the words of a row; return why they cannot be taken."""
    if len(fields) != width:
        return InputError("csv.fields", n=len(fields), expected=width)
    words = _SPACES.sub(" ", fields[place].replace("\0", "")).strip()
    if _OTHER_BYTES.search(words):
        return InputError("csv.bytes")
    if len(words) > max_length:
        return InputError("csv.too_long", n=len(words), max=max_length)
    reading.empty += not words
    reading.twice += words in reading.texts
    if words:
        reading.texts[words] = None
    return None
