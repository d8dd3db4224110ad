"""Rows of blocks of people: read, locked, and replaced; `storage/participants.py` is what others use of it."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from storage.models import participant
from storage.people_blocks import Block, Layout, StoredBlock, lay_out, new_layout, open_block
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.seals import PersonKey, SealKey
from storage.session import ConflictError, Db
from storage.sql import upsert_of

_AT_ONCE = 500

COLUMNS = [participant.c.number, participant.c.sealed, participant.c.revision]
_LAYOUT = (
    select(participant.c.layout, func.count().label("blocks"))
    .where(in_scope(participant))
    .group_by(participant.c.layout)
)
_LAYOUTS = (
    select(participant.c.exchange_id, participant.c.layout, func.count().label("blocks"))
    .where(
        participant.c.tenant_id == bindparam("in_tenant"),
        participant.c.exchange_id.in_(bindparam("exchanges", expanding=True)),
    )
    .group_by(participant.c.exchange_id, participant.c.layout)
)
_ONE = select(*COLUMNS).where(
    in_scope(participant), participant.c.number == bindparam("n"), participant.c.layout == bindparam("salt")
)
_ONE_HELD = _ONE.with_for_update()
_ALL = select(*COLUMNS).where(in_scope(participant), participant.c.layout == bindparam("salt"))
_ALL_HELD = _ALL.order_by(participant.c.number).with_for_update()
"""In the order of numbers, as batches lock them: of two transactions the second waits, and neither for the other."""

REWRITE = (
    update(participant)
    .where(in_scope(participant))
    .where(participant.c.number == bindparam("n"), participant.c.revision == bindparam("was"))
    .values(sealed=bindparam("sealed"), revision=bindparam("revision"))
)
_REPLACE = (
    update(participant)
    .where(in_scope(participant), participant.c.number == bindparam("n"))
    .values(layout=bindparam("salt"), sealed=bindparam("sealed"), revision=bindparam("revision"))
)

_held: "WeakKeyDictionary[Connection, tuple[ExchangeScope, Layout, Block]]" = WeakKeyDictionary()
"""The block that a transaction holds, as long as its connection is out: writing it then needs no second reading."""


async def hold_block(db: Db, scope: ExchangeScope, who: PersonKey) -> Block | None:
    """Return a person's block, locked until the transaction ends; None where the exchange has none."""
    found = await read_block(db, scope, who, hold=True)
    if found is None:
        return None
    _held[_sync(db)] = (scope, *found)
    return found[1]


async def read_block(
    db: Db, scope: ExchangeScope, who: PersonKey, *, hold: bool = False
) -> tuple[Layout, Block] | None:
    """Return a person's block; None where there is none. Raises ConflictError where people are divided again twice."""
    for is_again in (False, True):
        layout = await _get_layout(db, scope, is_again=is_again)
        if layout is None:
            return None
        number = layout.number_of(who.key, who.mark)
        row = (await db.execute(_ONE_HELD if hold else _ONE, scope.bind(n=number, salt=layout.salt))).first()
        if row is not None:
            return layout, open_block(who.key, scope, layout, read_row(row))
    raise ConflictError


async def read_all(
    db: Db, scope: ExchangeScope, key: SealKey, *, marks: Sequence[bytes] | None = None, hold: bool = False
) -> tuple[Layout | None, list[Block]]:
    """Return all blocks of an exchange, or those of these people. Raises ConflictError where some went meanwhile."""
    layout = await _get_layout(db, scope, is_again=True)
    if layout is None:
        return None, []
    query, numbers = _ALL_HELD if hold else _ALL, set(range(layout.blocks))
    if marks is not None:
        numbers = {layout.number_of(key, mark) for mark in marks}
        if len(numbers) < min(_AT_ONCE, layout.blocks):
            query = query.where(participant.c.number.in_(sorted(numbers)))
    stored = [read_row(row) for row in await db.execute(query, scope.bind(salt=layout.salt))]
    stored = [each for each in stored if each.number in numbers]
    if len(stored) != len(numbers):
        raise ConflictError
    blocks: list[Block] = []
    for some in portions(stored):
        blocks += [open_block(key, scope, layout, each) for each in some]
        await asyncio.sleep(0)  # clicks are answered meanwhile
    return layout, blocks


async def begin(db: Db, scope: ExchangeScope, key: SealKey) -> None:
    """Make the first block of an exchange, unless it is there."""
    layout = new_layout()
    row = _values(scope, layout, Block(0).seal(key, scope, layout))
    await db.execute(upsert_of(db)(participant).values(row).on_conflict_do_nothing())


async def replace_all(db: Db, scope: ExchangeScope, key: SealKey, records: Mapping[bytes, bytes], there: int) -> None:
    """Write blocks of all these people in place of those that are there, which are held. there: how many."""
    layout, blocks = lay_out(key, records)
    stored = [block.seal(key, scope, layout) for block in blocks]
    if changed := stored[:there]:
        values = [
            scope.bind(n=each.number, salt=layout.salt, sealed=each.sealed, revision=each.revision) for each in changed
        ]
        await db.execute(_REPLACE, values)
    if new := stored[there:]:
        await db.execute(insert(participant), [_values(scope, layout, each) for each in new])
    if there > len(stored):
        surplus = in_exchange(participant, scope) & (participant.c.number >= len(stored))
        await db.execute(delete(participant).where(surplus))
    _layouts(db).pop(scope, None)


async def _get_layout(db: Db, scope: ExchangeScope, *, is_again: bool) -> Layout | None:
    """Return how people are divided, as this connection knows it. is_again: as it is now."""
    known = _layouts(db)
    if is_again or scope not in known:
        known.pop(scope, None)
        row = (await db.execute(_LAYOUT, scope.bind())).first()
        if row is None:
            return None
        known[scope] = Layout(bytes(row.layout), int(row.blocks))
    return known[scope]


async def read_layouts(db: Db, tenant_id: int, exchange_ids: Sequence[int]) -> dict[int, Layout]:
    """Return how people of these exchanges are divided, by exchange; none where nobody is."""
    rows = await db.execute(_LAYOUTS, {"in_tenant": tenant_id, "exchanges": list(exchange_ids)})
    return {int(row.exchange_id): Layout(bytes(row.layout), int(row.blocks)) for row in rows}


def _layouts(db: Db) -> dict[ExchangeScope, Layout]:
    known: dict[ExchangeScope, Layout] = _sync(db).info.setdefault("participant_layouts", {})
    return known


def _sync(db: Db) -> Connection:
    connection = db.sync_connection
    assert connection is not None  # noqa: S101 - it is open
    return connection


def get_held(db: Db) -> tuple[ExchangeScope, Layout, Block] | None:
    """Return the block that this transaction read last to hold it."""
    return _held.get(_sync(db))


def read_row(row: Any) -> StoredBlock:
    """Return the block of a row with COLUMNS."""
    return StoredBlock(int(row.number), bytes(row.sealed), bytes(row.revision))


def portions(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield a few hundred of them after the other."""
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def _values(scope: ExchangeScope, layout: Layout, block: StoredBlock) -> dict[str, Any]:
    here = {**scope.columns, "number": block.number, "layout": layout.salt}
    return here | {"sealed": block.sealed, "revision": block.revision}
