"""What is shown or taken away at one moment, read into tables: whatever its form, rows with named cells."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

Row = Mapping[str, str]
Rows = list[dict[str, str]]

_ROW_TAGS = {"tr", "li", "article"}
_SAYING = ("href", "id", "datetime", "title")
_CELL = re.compile(r'<c r="([A-Z]+)\d+"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_VALUE = re.compile(r"<(?:v|t)(?: [^>]*)?>(.*?)</(?:v|t)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one file, in its order. surface: where they are."""

    surface: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Taken:
    """Everything that is shown at a moment. files: their bytes, by where they are; the ending says how to read them."""

    at: datetime
    files: Mapping[str, bytes]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables of all files that have any rows."""
        found = (Table(surface, rows) for name, data in self.files.items() for surface, rows in _read(name, data))
        return tuple(each for each in found if each.rows)

    @cached_property
    def text(self) -> str:
        """Every file's text and all cells, for what may be anywhere."""
        plain = (data.decode("utf-8", "replace") for name, data in self.files.items() if not name.endswith(_PACKED))
        cells = (value for table in self.tables for row in table.rows for value in row.values())
        return "\n".join([*plain, *cells])


def _read(name: str, data: bytes) -> Iterator[tuple[str, Rows]]:
    ending = name.rpartition(".")[2]
    if ending in _READERS:
        yield from ((f"{name} {part}".strip(), rows) for part, rows in _READERS[ending](data))


def _json(data: bytes) -> Iterator[tuple[str, Rows]]:
    yield from _walk(json.loads(data), "")


def _walk(value: Any, path: str) -> Iterator[tuple[str, Rows]]:
    """Yield a table for each list: its objects, its lists or its values are rows."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _walk(each, f"{path}.{name}")
    elif isinstance(value, list):
        yield path, [dict(_flat(each, "")) for each in value]
        for place, each in enumerate(value):
            if isinstance(each, dict):
                owner = f"{path}[{each.get('id', place)}]"
                yield from _walk({name: one for name, one in each.items() if isinstance(one, list)}, owner)


def _flat(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if not isinstance(each, list):
                yield from _flat(each, f"{name}.{key}".strip("."))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield str(place), str(each)
    elif value is not None:
        yield name or "0", str(value)


def _zip(data: bytes) -> Iterator[tuple[str, Rows]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield from ((name, rows) for _, rows in _csv(archive.read(name)))


def _csv(data: bytes) -> Iterator[tuple[str, Rows]]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    yield "", [dict(zip(rows[0], row, strict=False)) for row in rows[1:]] if rows else []


def _xlsx(data: bytes) -> Iterator[tuple[str, Rows]]:
    """Yield the sheets of a workbook; the first row of each names its columns."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = archive.read("xl/sharedStrings.xml").decode() if "xl/sharedStrings.xml" in names else ""
        strings = ["".join(_VALUE.findall(each)) for each in re.findall(r"<si>(.*?)</si>", parts, re.DOTALL)]
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                yield name, _sheet(archive.read(name).decode(), strings)


def _sheet(xml: str, strings: Sequence[str]) -> Rows:
    rows = []
    for line in re.findall(r"<row [^>]*>(.*?)</row>", xml, re.DOTALL):
        cells = {}
        for column, kind, inside in _CELL.findall(line):
            value = "".join(_VALUE.findall(inside))
            cells[column] = strings[int(value)] if 't="s"' in kind and value else value
        rows.append(cells)
    head = rows[0] if rows else {}
    return [{head.get(column, column): value for column, value in row.items()} for row in rows[1:]]


class _Page(HTMLParser):
    """Rows of tables, items of lists, and articles, each with its texts and addresses in order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self._open: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ROW_TAGS:
            self._open.append((tag, []))
        for name, value in attrs:
            if value and (name in _SAYING or name.startswith("data-")):
                self._add(value)

    def handle_endtag(self, tag: str) -> None:
        if tag in _ROW_TAGS and self._open and self._open[-1][0] == tag:
            _, cells = self._open.pop()
            self.rows.append({str(place): value for place, value in enumerate(cells)})

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._add(" ".join(data.split()))

    def _add(self, value: str) -> None:
        for _, cells in self._open:
            cells.append(value)


def _html(data: bytes) -> Iterator[tuple[str, Rows]]:
    page = _Page()
    page.feed(data.decode())
    yield "", page.rows


def _lines(data: bytes) -> Iterator[tuple[str, Rows]]:
    """Yield the lines of a text, or the texts of a drawing, as rows of one cell."""
    text = re.sub(r"<[^>]*>", "\n", data.decode()) if data.lstrip().startswith(b"<") else data.decode()
    yield "", [{"0": line.strip()} for line in text.splitlines() if line.strip()]


_PACKED = (".zip", ".xlsx", ".png")
_READERS: Mapping[str, Callable[[bytes], Iterator[tuple[str, Rows]]]] = {
    "json": _json,
    "zip": _zip,
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
    "svg": _lines,
    "md": _lines,
    "txt": _lines,
}
