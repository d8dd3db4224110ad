"""SQLite's file format, as far as rows are in it: pages, cells, records, frames of the write-ahead log.

Source: https://www.sqlite.org/fileformat2.html. The attacker reads pages and not SQL, since pages hold what SQL hides.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

INDEX_INTERIOR, TABLE_INTERIOR, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
_FILE_HEADER, _WAL_HEADER, _FRAME_HEADER = 100, 32, 24
_INTS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _BLOB = 7, 8, 9, 12

GetPage = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Cell:
    """A record on a page. offset: bytes from the page's beginning; a lower one was written later."""

    offset: int
    rowid: int | None
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as the write-ahead log has it. transaction: its number in the log, rising with time."""

    transaction: int
    page: int
    data: bytes
    is_current: bool  # of the log's present generation, which readers apply


def page_size(file: bytes) -> int:
    """Return the page size in bytes that a file's header names."""
    size: int = struct.unpack_from(">H", file, 16)[0]
    return 65_536 if size == 1 else size


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return (value, offset after it) of a variable-length integer."""
    value = 0
    for place in range(9):
        byte = data[at + place]
        if place == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            break
    return value, at + place + 1


@lru_cache(maxsize=50_000)  # the log holds a page again with each row that is written on it
def decode(payload: bytes) -> tuple[Any, ...]:
    """Return the columns of a record."""
    size, at = varint(payload, 0)
    kinds = []
    while at < size:
        kind, at = varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, size = _column(payload, at, kind)
        values.append(value)
        at += size
    return tuple(values)


def _column(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in _INTS:
        size = _INTS[kind]
        return int.from_bytes(payload[at : at + size], "big", signed=True), size
    if kind == _REAL:
        return struct.unpack_from(">d", payload, at)[0], 8
    if kind >= _BLOB:
        size = (kind - _BLOB) // 2
        raw = payload[at : at + size]
        return (raw.decode("utf-8", "replace") if kind % 2 else raw), size
    return {_ZERO: 0, _ONE: 1}.get(kind), 0


def cells(number: int, data: bytes, get_page: GetPage) -> list[Cell]:
    """Return the records of a page, whether leaf or interior; [] for a page without any.

    get_page: returns a page by its number, for what did not fit on this one.
    """
    header = _FILE_HEADER if number == 1 else 0
    kind = data[header]
    if kind not in {INDEX_INTERIOR, INDEX_LEAF, TABLE_LEAF}:
        return []
    found = []
    for offset in _pointers(data, header):
        at = offset + 4 if kind == INDEX_INTERIOR else offset
        size, at = varint(data, at)
        rowid = None
        if kind == TABLE_LEAF:
            rowid, at = varint(data, at)
            rowid -= (rowid >> 63) << 64
        payload = _payload(data, at, size, get_page, is_table=kind == TABLE_LEAF)
        found.append(Cell(offset, rowid, decode(payload)))
    return found


def children(number: int, data: bytes) -> list[int]:
    """Return the pages below an interior page, [] for a leaf."""
    header = _FILE_HEADER if number == 1 else 0
    if data[header] not in {INDEX_INTERIOR, TABLE_INTERIOR}:
        return []
    below = [struct.unpack_from(">I", data, offset)[0] for offset in _pointers(data, header)]
    return [*below, struct.unpack_from(">I", data, header + 8)[0]]


def _pointers(data: bytes, header: int) -> tuple[int, ...]:
    count = struct.unpack_from(">H", data, header + 3)[0]
    start = header + (12 if data[header] in {INDEX_INTERIOR, TABLE_INTERIOR} else 8)
    return struct.unpack_from(f">{count}H", data, start)


def _payload(data: bytes, at: int, size: int, get_page: GetPage, *, is_table: bool) -> bytes:
    usable = len(data)
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return data[at : at + size]
    least = (usable - 12) * 32 // 255 - 23
    local = least + (size - least) % (usable - 4)
    local = local if local <= most else least
    parts, left = [data[at : at + local]], size - local
    following = struct.unpack_from(">I", data, at + local)[0]
    while left > 0 and following:
        page = get_page(following)
        parts.append(page[4 : 4 + left])
        left -= usable - 4
        following = struct.unpack_from(">I", page, 0)[0]
    return b"".join(parts).ljust(size, b"\0")


def read_log(log: bytes) -> Iterator[Frame]:
    """Yield the frames of a write-ahead log from the oldest to the newest, those of past generations too.

    A log that begins again overwrites itself from the start: what lies behind its end is of an earlier generation,
    whose first salt is lower. Frames after the last commit belong to no transaction and are left out.
    """
    if len(log) < _WAL_HEADER:
        return
    size, _, salt, *_ = struct.unpack_from(">IIII", log, 8)
    step, frames = _FRAME_HEADER + size, []
    for place, at in enumerate(range(_WAL_HEADER, len(log) - step + 1, step)):
        page, commit, own_salt = struct.unpack_from(">III", log, at)
        frames.append((own_salt, place, page, commit, log[at + _FRAME_HEADER : at + step]))
    number, waiting = 0, list[tuple[int, bytes]]()
    frames.sort(key=lambda each: each[:2])
    for index, (own_salt, _, page, commit, data) in enumerate(frames):
        if index and own_salt != frames[index - 1][0]:
            waiting, number = [], number + 1
        waiting.append((page, data))
        if commit:
            yield from (Frame(number, *each, own_salt == salt) for each in waiting)
            waiting, number = [], number + 1
