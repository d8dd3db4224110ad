"""A copy of a PostgreSQL database: its heap files with dead rows, and what SQL shows of the living ones."""

from collections.abc import Iterator
from typing import Any

import asyncpg

from tests.attack.copies.postgres_heap import Attribute, Tuple, read_heap
from tests.attack.copies.records import Change, Copy, Key, Record

_TABLES = """
SELECT c.oid, c.relname AS name, pg_read_binary_file(pg_relation_filepath(c.oid)) AS heap,
       ARRAY(SELECT a.attname::text FROM pg_index i
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
             WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)) AS key
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname = 'public' AND c.relname <> 'alembic_version'
"""
_ATTRIBUTES = """
SELECT a.attname AS name, COALESCE(t.typname, '') AS kind, a.attlen AS length, a.attalign::text AS align, a.attisdropped
FROM pg_attribute a LEFT JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = $1 AND a.attnum > 0 ORDER BY a.attnum
"""
_FILES = """
SELECT pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'i', 't') AND n.nspname IN ('public', 'pg_toast') AND pg_relation_filepath(c.oid) IS NOT NULL
"""


async def read_copy(url: str, *, with_files: bool = True) -> Copy:
    """Return what a database shows. url: postgresql+asyncpg://…, of a role that may read the server's files.

    with_files: also all files as bytes.
    """
    db: Any = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await db.execute("CHECKPOINT")
        copy = Copy({}, [], [bytes(row[0]) for row in await db.fetch(_FILES)] if with_files else [])
        for table in await db.fetch(_TABLES):
            attributes = [Attribute(*row) for row in await db.fetch(_ATTRIBUTES, table["oid"])]
            heap = list(read_heap(bytes(table["heap"]), attributes))
            living = {str(row[0]) for row in await db.fetch(f'SELECT ctid::text FROM "{table["name"]}"')}
            copy.tables[table["name"]] = list(_records(table["name"], table["key"], heap, living))
            copy.changes += _changes(table["name"], table["key"], heap)
    finally:
        await db.close()
    copy.changes.sort(key=lambda change: change.transaction)
    return copy


def _key(version: Tuple, names: list[str]) -> Key:
    return tuple(version.values.get(name) for name in names) or (version.block, version.line)


def _records(table: str, names: list[str], heap: list[Tuple], living: set[str]) -> Iterator[Record]:
    rows = [each for each in heap if f"({each.block},{each.line})" in living]
    for place, each in enumerate(rows):
        yield Record(table, _key(each, names), each.values, (place + 0.5) / len(rows), each.xmin)


def _changes(table: str, names: list[str], heap: list[Tuple]) -> Iterator[Change]:
    """Yield what each transaction did, as far as its versions are there still."""
    versions: dict[Key, list[Tuple]] = {}
    for each in heap:
        versions.setdefault(_key(each, names), []).append(each)
    for key, every in versions.items():
        every.sort(key=lambda version: version.xmin)
        for index, each in enumerate(every):
            before = every[index - 1] if index and every[index - 1].xmax == each.xmin else None
            yield Change(each.xmin, table, key, before.values if before else None, each.values)
            is_followed = index + 1 < len(every) and every[index + 1].xmin == each.xmax
            if each.xmax and not is_followed:
                yield Change(each.xmax, table, key, each.values, None)
