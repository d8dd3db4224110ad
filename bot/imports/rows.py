"""Rows of CSV files, read to the end: every row that cannot be read is listed, with its file, its line and why."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.environment import SettingsError

_OTHER_BYTES = re.compile("[\udc80-\udcff]")  # what bytes that are no UTF-8 are read as

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that cannot be read. line: the first of the row, from 1; the heading's where a column is missing."""

    file: str
    line: int
    why: str

    def to_json(self) -> dict[str, object]:
        """Return it as plain data."""
        return asdict(self)

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.file}:{self.line}: {self.why}"


class UnreadableError(SettingsError):
    """Some rows cannot be read, so nothing is imported. rows: all of them."""

    def __init__(self, rows: Sequence[Unreadable]) -> None:
        count = f"{len(rows)} rows" if len(rows) != 1 else "1 row"
        super().__init__(f"{count} cannot be read, so nothing was stored")
        self.rows = tuple(rows)


@dataclass(slots=True)
class Problems:
    """The rows that could not be read so far."""

    rows: list[Unreadable] = field(default_factory=list)

    def add(self, path: Path, line: int, why: str) -> None:
        """Note a row that cannot be read."""
        self.rows.append(Unreadable(path.name, line, why))

    def check(self) -> None:
        """Raise UnreadableError where there are any."""
        if self.rows:
            raise UnreadableError(self.rows)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file. line: its first line, from 1. values: of the columns that were asked for, in their order."""

    line: int
    values: Sequence[str]


class Sheet:
    """A CSV file in UTF-8 with one line of headings. delimiter: None for the sign that makes most headings."""

    def __init__(self, path: Path, problems: Problems, *, delimiter: str | None = ",") -> None:
        self.path = path
        self._problems = problems
        before = len(problems.rows)
        self._lines = _lines(path, problems, delimiter)
        _, self.headings = next(self._lines, (1, []))
        self._is_readable = bool(self.headings) or len(problems.rows) == before

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (line, fields) of what is below the headings, however many fields a row has."""
        return self._lines

    def rows(self, columns: Sequence[str]) -> Iterator[Row]:
        """Yield the rows that can be read. columns: headings whose values are wanted; a missing one is a problem."""
        missing = [each for each in columns if each not in self.headings]
        if missing:
            if self._is_readable:
                self._problems.add(self.path, 1, f"there is no column {', '.join(map(repr, missing))} in the heading")
            return
        places = [self.headings.index(each) for each in columns]
        width = len(self.headings)
        for line, fields in self._lines:
            if len(fields) != width:
                self._problems.add(self.path, line, f"{len(fields)} fields where the heading has {width}")
            else:
                yield Row(line, [fields[place] for place in places])


def _lines(path: Path, problems: Problems, delimiter: str | None) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, fields) of every row that is CSV in UTF-8, the heading first; empty lines are no rows."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.add(path, 1, "there is no such file")
        return
    except OSError as error:
        problems.add(path, 1, f"the file cannot be read: {error.strerror}")
        return
    text = raw.decode("utf-8-sig", errors="surrogateescape")
    has_other_bytes = bool(_OTHER_BYTES.search(text))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter or _find_delimiter(text))
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.add(path, line, f"no CSV: {error}")
            continue
        if has_other_bytes and any(map(_OTHER_BYTES.search, fields)):
            problems.add(path, line, "bytes that are no UTF-8")
        elif fields:
            yield line, fields


def _find_delimiter(text: str) -> str:
    """Return the sign between fields: the one that makes most headings of the first line."""
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader(io.StringIO(text, newline=""), delimiter=sign), [])))
