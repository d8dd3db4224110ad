"""PostgreSQL's heap files, as far as rows are in them: living and dead ones, each with the transactions that made it.

Source: "Database Page Layout" in PostgreSQL's manual. The pages are those that pageinspect shows.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

PAGE = 8192
_HEADER, _POINTER, _NORMAL = 24, 4, 1
_HAS_NULL, _XMIN_COMMITTED, _XMIN_INVALID, _XMAX_LOCK_ONLY, _XMAX_INVALID = 0x1, 0x100, 0x200, 0x80, 0x800
_ALIGN = {"c": 1, "s": 2, "i": 4, "d": 8}
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_SIGNED = {"int8", "int4", "int2"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column as the catalogue has it. length: bytes, -1 for a varying one; align: c, s, i or d."""

    name: str
    kind: str
    length: int
    align: str
    is_dropped: bool


@dataclass(frozen=True, slots=True)
class Tuple:
    """A version of a row. xmax: the transaction that ended it, 0 while it lives."""

    block: int
    line: int
    xmin: int
    xmax: int
    values: dict[str, Any]


def read_heap(data: bytes, attributes: list[Attribute]) -> Iterator[Tuple]:
    """Yield every version of a row that a heap file holds, in the order of its pages."""
    columns = tuple(attributes)
    for start in range(0, len(data), PAGE):
        yield from _page(data[start : start + PAGE], start // PAGE, columns)


@lru_cache(maxsize=10_000)  # most pages are the same in the next copy, and their rows are kept once
def _page(page: bytes, block: int, attributes: tuple[Attribute, ...]) -> tuple[Tuple, ...]:
    """Return the versions of rows on a page."""
    rows = []
    lower = struct.unpack_from("<H", page, 12)[0]
    for line, at in enumerate(range(_HEADER, lower, _POINTER), start=1):
        pointer = struct.unpack_from("<I", page, at)[0]
        offset, flags, size = pointer & 0x7FFF, (pointer >> 15) & 3, pointer >> 17
        if flags == _NORMAL and size:
            found = _tuple(page[offset : offset + size], block, line, attributes)
            if found is not None:
                rows.append(found)
    return tuple(rows)


def _tuple(raw: bytes, block: int, line: int, attributes: Sequence[Attribute]) -> Tuple | None:
    xmin, xmax = struct.unpack_from("<II", raw, 0)
    mask2, mask, start = struct.unpack_from("<HHB", raw, 18)
    if mask & _XMIN_INVALID and not mask & _XMIN_COMMITTED:
        return None  # its transaction was rolled back; both bits together are a frozen row, which keeps its xmin
    if mask & (_XMAX_INVALID | _XMAX_LOCK_ONLY):
        xmax = 0
    nulls = raw[23:start] if mask & _HAS_NULL else b""
    values, at = {}, start
    for index, each in enumerate(attributes[: mask2 & 0x7FF]):
        if nulls and not nulls[index // 8] >> (index % 8) & 1:
            value = None
        else:
            value, at = _column(raw, at, each)
        if not each.is_dropped:
            values[each.name] = value
    return Tuple(block, line, xmin, xmax, values)


def _column(raw: bytes, at: int, each: Attribute) -> tuple[Any, int]:
    if each.length == -1:
        return _varying(raw, at, each)
    at = -(-at // _ALIGN[each.align]) * _ALIGN[each.align]
    part = raw[at : at + each.length]
    return _fixed(part, each.kind), at + each.length


def _fixed(part: bytes, kind: str) -> Any:
    if kind in _SIGNED:
        return int.from_bytes(part, "little", signed=True)
    if kind == "bool":
        return bool(part[0])
    if kind == "float8":
        return struct.unpack("<d", part)[0]
    if kind == "timestamptz":
        return _EPOCH + timedelta(microseconds=int.from_bytes(part, "little", signed=True))
    return part


def _varying(raw: bytes, at: int, each: Attribute) -> tuple[Any, int]:
    """Return a value of varying length; None for one that lies outside the page or is compressed."""
    if not raw[at]:
        at = -(-at // _ALIGN[each.align]) * _ALIGN[each.align]
    head = raw[at]
    if head == 1:
        return None, at + 18
    if head & 1:
        size, skip = head >> 1, 1
    else:
        size, skip = struct.unpack_from("<I", raw, at)[0] >> 2, 4
        if head & 2:
            return None, at + size
    part = raw[at + skip : at + size]
    return (part if each.kind in {"bytea", "jsonb"} else part.decode("utf-8", "replace")), at + size
