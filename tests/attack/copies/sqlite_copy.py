"""A copy of a SQLite database: the file and its write-ahead log, page by page."""

import sqlite3
import struct
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from tests.attack.copies.records import Change, Copy, Key, Record, Values
from tests.attack.copies.sqlite_pages import Cell, Frame, cells, children, page_size, read_log


@dataclass(frozen=True)
class Layout:
    """How a table lies in the file. columns: in the order of its records; key: columns, () where the rowid is it."""

    name: str
    root: int
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rowid_column: str | None
    has_rowid: bool

    def read(self, cell: Cell) -> tuple[Key, Values]:
        """Return the key and the columns of a record."""
        values = dict(zip(self.columns, cell.values, strict=False))
        if self.rowid_column is not None:
            values[self.rowid_column] = cell.rowid
        key = tuple(values.get(name) for name in self.key) if self.key else (cell.rowid,)
        return key, values


class _Lying(NamedTuple):
    """A row where it lies. record: its rank is that inside its page, and no transaction is known; rowid: 0 for none."""

    record: Record
    rowid: int


class _Pages:
    """The pages at one moment: those of the file, and over them those of the log."""

    def __init__(self, file: bytes) -> None:
        self._file = file
        self.size = page_size(file)
        self._newer: dict[int, bytes] = {}
        self.read: dict[
            tuple[str, bytes], dict[tuple[str, Key], Values]
        ] = {}  # what `_contents` found, by table and page

    def get(self, number: int) -> bytes:
        return self._newer.get(number) or self._file[(number - 1) * self.size : number * self.size]

    def put(self, number: int, data: bytes) -> None:
        self._newer[number] = data


def take(path: Path) -> tuple[bytes, bytes]:
    """Return the file and its log as they are on disk now, while the bot runs or not."""
    log = path.with_name(f"{path.name}-wal")
    return path.read_bytes(), log.read_bytes() if log.exists() else b""


def take_stopped(file: bytes, log: bytes) -> bytes:
    """Return the file as a bot leaves it that stops in order: all of the log is in it, and the log is gone."""
    with tempfile.TemporaryDirectory(prefix="starling-copy-") as folder:
        path = Path(folder) / "copy.sqlite"
        path.write_bytes(file)
        path.with_name("copy.sqlite-wal").write_bytes(log)
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def read_copy(file: bytes, log: bytes = b"", *, with_changes: bool = True) -> Copy:
    """Return what a file and its log show. with_changes: also what each transaction of the log did, and both as bytes.

    What two copies have in common is read, and kept in memory, once.
    """
    frames = list(read_log(log))
    now = _Pages(file)
    for frame in frames:
        if frame.is_current:
            now.put(frame.page, frame.data)
    layouts = _layouts(file, log)
    owners: dict[int, Layout] = {}
    lying: dict[str, list[_Lying]] = {}
    for layout in layouts:
        lying[layout.name] = []
        known = _known(layout)
        for number in _walk(now, layout.root):
            owners[number] = layout
            lying[layout.name] += _rows_on(layout, number, now, known)
    changes = list(_changes(file, frames, owners)) if with_changes else []
    written: dict[str, dict[Key, int]] = {layout.name: {} for layout in layouts}
    for change in changes:
        written[change.table][change.key] = change.transaction
    tables = {layout.name: _records(layout, lying[layout.name], written[layout.name]) for layout in layouts}
    return Copy(tables, changes, [file, log] if with_changes else [])


def _records(layout: Layout, rows: list[_Lying], written: Mapping[Key, int]) -> list[Record]:
    """Return the rows of a table, each with its transaction; where rows have an order of their own, ranked by it."""
    records = [row.record for row in rows]
    if layout.has_rowid:
        order = sorted(range(len(rows)), key=lambda index: rows[index].rowid)
        ranks = {index: (place + 0.5) / len(rows) for place, index in enumerate(order)}
        records = [replace(each, rank=ranks[index]) for index, each in enumerate(records)]
    if not written:
        return records
    return [replace(each, transaction=written[each.key]) if each.key in written else each for each in records]


class _Known(NamedTuple):
    """What was read of a table so far. pages: without those whose rows lie partly on others; rows: by their columns."""

    pages: dict[bytes, list[_Lying]]
    rows: dict[tuple[int | None, tuple[Any, ...]], tuple[Key, Values]]


@lru_cache(maxsize=64)
def _known(_layout: Layout) -> _Known:
    return _Known({}, {})


_MOST_PAGES = 50_000  # that are kept of a table


def _rows_on(layout: Layout, number: int, pages: _Pages, known: _Known) -> list[_Lying]:
    data, beside = pages.get(number), list[int]()
    if data in known.pages:
        return known.pages[data]

    def get_beside(other: int) -> bytes:
        beside.append(other)
        return pages.get(other)

    found = cells(number, data, get_beside)
    late_first = sorted(cell.offset for cell in found)
    place = {offset: len(found) - index - 0.5 for index, offset in enumerate(late_first)}
    late = set() if layout.has_rowid else _late(found)
    rows = []
    for cell in found:
        columns = cell.rowid, cell.values
        if columns not in known.rows:
            known.rows[columns] = layout.read(cell)
        key, values = known.rows[columns]
        is_late, rank = cell.offset in late, place[cell.offset] / len(found)
        rows.append(_Lying(Record(layout.name, key, values, rank, is_late=is_late), cell.rowid or 0))
    if not beside and len(known.pages) < _MOST_PAGES:
        known.pages[data] = rows
    return rows


def _late(found: list[Cell]) -> set[int]:
    """Return the offsets of cells that came after a page was written in the order of its keys.

    found: in that order. Such a page is filled from its end, and what comes later lies nearer to its beginning.
    """
    early_first = sorted(range(len(found)), key=lambda index: -found[index].offset)
    ordered = 0
    while ordered < len(found) and (ordered == 0 or early_first[ordered] > early_first[ordered - 1]):
        ordered += 1
    return {found[index].offset for index in early_first[ordered:]}


def _walk(pages: _Pages, root: int) -> Iterator[int]:
    yield root
    for below in children(root, pages.get(root)):
        yield from _walk(pages, below)


def _layouts(file: bytes, log: bytes) -> list[Layout]:
    """Return the layout of each table, as SQLite itself reads the schema from a copy."""
    with tempfile.TemporaryDirectory(prefix="starling-copy-") as folder:
        path = Path(folder) / "copy.sqlite"
        path.write_bytes(file)
        path.with_name("copy.sqlite-wal").write_bytes(log)
        with closing(sqlite3.connect(path)) as db:
            query = "SELECT name, rootpage, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
            return [_layout(db, *row) for row in db.execute(query) if row[0] != "alembic_version"]


def _layout(db: sqlite3.Connection, name: str, root: int, sql: str) -> Layout:
    info: list[tuple[Any, ...]] = db.execute(f'PRAGMA table_info("{name}")').fetchall()
    names = [str(row[1]) for row in info]
    key = tuple(str(row[1]) for row in sorted((row for row in info if row[5]), key=lambda row: row[5]))
    if "WITHOUT ROWID" in sql.upper():
        columns = (*key, *(each for each in names if each not in key))
        return Layout(name, root, columns, key, None, has_rowid=False)
    is_rowid = len(key) == 1 and next(str(row[2]).upper() for row in info if row[1] == key[0]) == "INTEGER"
    return Layout(name, root, tuple(names), key, key[0] if is_rowid else None, has_rowid=True)


def _changes(file: bytes, frames: list[Frame], owners: dict[int, Layout]) -> Iterator[Change]:
    """Yield what each transaction of the log did to rows, as far as the log shows the pages before it.

    A page that the file has already as the log has it was checkpointed: what it was before its first frame is lost.
    """
    versions: dict[int, set[bytes]] = {}
    for frame in frames:
        versions.setdefault(frame.page, set()).add(frame.data)
    pages = _Pages(file)
    seen = {number for number, all_data in versions.items() if pages.get(number) not in all_data}
    for transaction, group in groupby(frames, key=lambda frame: frame.transaction):
        before: dict[tuple[str, Key], Values] = {}
        after: dict[tuple[str, Key], Values] = {}
        written = list(group)
        mine = [frame for frame in written if frame.page in owners]
        known = [frame for frame in mine if frame.page in seen]
        for frame in known:
            before |= _contents(owners[frame.page], frame.page, pages)
        for frame in written:
            pages.put(frame.page, frame.data)
            seen.add(frame.page)
        for frame in mine:
            now = _contents(owners[frame.page], frame.page, pages)
            after |= now
            if frame not in known:
                before |= now
        unknown = {owners[frame.page].name for frame in mine if frame not in known}
        for table, key in before.keys() | after.keys():
            old, new = before.get((table, key)), after.get((table, key))
            is_moved = table in unknown and (old is None or new is None)  # maybe from or to a page not seen before
            if old != new and not is_moved:
                yield Change(transaction, table, key, old, new)


def _contents(layout: Layout, number: int, pages: _Pages) -> dict[tuple[str, Key], Values]:
    data, beside = pages.get(number), list[int]()
    known = pages.read.get((layout.name, data))
    if known is not None:
        return known

    def get_beside(other: int) -> bytes:
        beside.append(other)
        return pages.get(other)

    try:
        rows = [layout.read(cell) for cell in cells(number, data, get_beside)]
    except (IndexError, ValueError, struct.error):  # in a past generation the page belonged to something else
        return {}
    found = {(layout.name, key): values for key, values in rows}
    if not beside:  # what lies partly on other pages can change while this one does not
        pages.read[layout.name, data] = found
    return found
