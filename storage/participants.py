"""Participants: what is kept of people in an exchange, in blocks that are sealed as one (storage/people_blocks.py).

Who changes one person's record writes the block that it is in. So a transaction that changes a rating and a block is
of one of its people, eight at the least, and nothing says of which; who comes adds no row. Once the rows of an exchange
are rewritten, and when a block is crowded, all people are divided into blocks anew.
docs/decisions/0021-seals.md and 0033-whose-row.md say why.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, bindparam, delete, func, insert, select, tuple_, update

from storage.models import participant
from storage.participant_record import Participant, decode, encode
from storage.people_blocks import Block, Layout, StoredBlock, lay_out, new_layout, open_block
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.seals import PersonKey, SealKey
from storage.session import ConflictError, Db, PrecedingWorkError
from storage.sql import upsert_of

_AT_ONCE = 500

_COLUMNS = [participant.c.number, participant.c.sealed, participant.c.revision]
_LAYOUT = (
    select(participant.c.layout, func.count().label("blocks"))
    .where(in_scope(participant))
    .group_by(participant.c.layout)
)
_ONE = select(*_COLUMNS).where(
    in_scope(participant), participant.c.number == bindparam("n"), participant.c.layout == bindparam("salt")
)
_ONE_HELD = _ONE.with_for_update()
_ALL = select(*_COLUMNS).where(in_scope(participant), participant.c.layout == bindparam("salt"))
_ALL_HELD = _ALL.order_by(participant.c.number).with_for_update()
"""In the order of numbers, as batches lock them: of two transactions the second waits, and neither for the other."""

_REWRITE = (
    update(participant)
    .where(in_scope(participant))
    .where(participant.c.number == bindparam("n"), participant.c.revision == bindparam("was"))
    .values(sealed=bindparam("sealed"), revision=bindparam("revision"))
)
_LAY_ANEW = (
    update(participant)
    .where(in_scope(participant), participant.c.number == bindparam("n"))
    .values(layout=bindparam("salt"), sealed=bindparam("sealed"), revision=bindparam("revision"))
)

_held: "WeakKeyDictionary[Connection, tuple[ExchangeScope, Layout, Block]]" = WeakKeyDictionary()
"""The block that a transaction holds, as long as its connection is out: writing it then needs no second reading."""


async def get(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant | None:
    """Return what is kept of a person, None when there is nothing."""
    found = await _read_block(db, scope, who)
    return _open(found[1], who.mark) if found else None


async def hold(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant:
    """Return what is kept of a person, locked with their block until the transaction ends: acts of the same block wait.

    Of whom nothing is kept there is nothing yet in the database, until `save`.
    Raises PrecedingWorkError where their block is crowded: `Storage.transact` divides all people anew first, in a
    transaction of its own. Raises ConflictError while they are being forgotten.
    """
    block = await _hold_block(db, scope, who)
    if block is None:
        await _begin(db, scope, who.key)
        block = await _hold_block(db, scope, who)
        if block is None:
            raise ConflictError
    if block.is_crowded:
        raise PrecedingWorkError(lambda another: divide_anew(another, scope, who.key))
    found = _open(block, who.mark)
    if found is None:
        return Participant(slack_user_id=who.slack_user_id, revision=block.revision)
    if found.is_forgetting:
        raise ConflictError
    return found


async def hold_any(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant | None:
    """Return what is kept of a person, locked with their block, also who is being forgotten; None: nothing."""
    block = await _hold_block(db, scope, who)
    return _open(block, who.mark) if block else None


async def save(db: Db, scope: ExchangeScope, who: PersonKey, person: Participant) -> Participant:
    """Write a person's block with what is kept of them from now on; return the person with the new revision.

    Raises ConflictError when the block is not the one that `person` was read from.
    """
    found = _get_held(db)
    if found is None or found[0] != scope or found[2].revision != person.revision:
        read = await _read_block(db, scope, who, hold=True)
        found = (scope, *read) if read else None
    if found is None or found[2].revision != person.revision:
        raise ConflictError
    _, layout, block = found
    block.records[who.mark] = encode(person)
    stored = block.seal(who.key, scope, layout)
    values = {"n": block.number, "was": block.revision, "sealed": stored.sealed, "revision": stored.revision}
    if (await db.execute(_REWRITE, scope.bind(**values))).rowcount != 1:
        raise ConflictError
    block.revision = stored.revision
    return replace(person, revision=stored.revision)


async def remove(db: Db, scope: ExchangeScope, who: PersonKey) -> None:
    """Remove what is kept of a person, if there is anything, and divide all others into blocks anew."""
    await divide_anew(db, scope, who.key, without=who.mark)


async def add(db: Db, scope: ExchangeScope, people: Sequence[tuple[PersonKey, Participant]]) -> None:
    """Save people of whom nothing is kept yet, at once; for an exchange without concurrent writes.

    Raises ValueError where something is kept of one of them.
    """
    new = {who.mark: encode(person) for who, person in people}
    if not new:
        return
    key = people[0][0].key
    layout, there = await _read_all(db, scope, key, hold=True)
    records = {mark: record for block in there for mark, record in block.records.items()}
    if len(new) < len(people) or records.keys() & new.keys():
        raise ValueError("something is kept of one of these people already")
    await _write_anew(db, scope, key, records | new, layout.blocks if layout else 0)


async def divide_anew(db: Db, scope: ExchangeScope, key: SealKey, *, without: bytes | None = None) -> None:
    """Divide all people of an exchange into blocks anew, under a new salt: no block is of the same people as before.

    Nothing then says which of the blocks of before somebody was in, also not whose block a copy of before showed. In a
    transaction with nothing of a comment. without: the mark of somebody of whom nothing is kept from now on.
    Raises ConflictError where another process does the same.
    """
    layout, there = await _read_all(db, scope, key, hold=True)
    if layout is None:
        return
    records = {mark: record for block in there for mark, record in block.records.items()}
    if without is not None:
        records.pop(without, None)
    await _write_anew(db, scope, key, records, layout.blocks)


async def list_by_mark(db: Db, scope: ExchangeScope, key: SealKey, marks: Sequence[bytes]) -> dict[bytes, Participant]:
    """Return what is kept of these people, by their marks, as far as they are there."""
    _, blocks = await _read_all(db, scope, key, marks=marks)
    wanted = set(marks)
    return {
        mark: decode(record, revision=block.revision)
        for block in blocks
        for mark, record in block.records.items()
        if mark in wanted
    }


async def list_all(db: Db, scope: ExchangeScope, key: SealKey) -> list[Participant]:
    """Return everybody, without which comments they rated, in an order that says nothing: by their random numbers."""
    _, blocks = await _read_all(db, scope, key)
    found: list[Participant] = []
    for some in _portions(blocks):
        for block in some:
            found += [decode(each, revision=block.revision, has_rated=False) for each in block.records.values()]
        await asyncio.sleep(0)  # clicks are answered meanwhile
    return sorted(found, key=lambda each: each.person)


async def list_in_exchanges(db: Db, tenant_id: int, people: Mapping[int, PersonKey]) -> dict[int, Participant]:
    """Return what is kept of one person in several exchanges, by exchange. people: by exchange as well."""
    scopes = {each: ExchangeScope(tenant_id, each) for each in people}
    layouts = await _read_layouts(db, tenant_id, list(people))
    numbers = {each: layout.number_of(people[each].key, people[each].mark) for each, layout in layouts.items()}
    if not numbers:
        return {}
    here = (participant.c.tenant_id == tenant_id) & tuple_(participant.c.exchange_id, participant.c.number).in_(
        list(numbers.items())
    )
    found: dict[int, Participant] = {}
    columns = (participant.c.exchange_id, participant.c.layout, *_COLUMNS)
    for row in await db.execute(select(*columns).where(here)):
        each = int(row.exchange_id)
        if bytes(row.layout) != layouts[each].salt:
            raise ConflictError
        block = open_block(people[each].key, scopes[each], layouts[each], _read(row))
        person = _open(block, people[each].mark)
        if person is not None:
            found[each] = person
    return found


# Blocks ---------------------------------------------------------------------------------------------------------------


async def _hold_block(db: Db, scope: ExchangeScope, who: PersonKey) -> Block | None:
    """Return a person's block, locked until the transaction ends; None where the exchange has none."""
    found = await _read_block(db, scope, who, hold=True)
    if found is None:
        return None
    _held[_sync(db)] = (scope, *found)
    return found[1]


async def _read_block(
    db: Db, scope: ExchangeScope, who: PersonKey, *, hold: bool = False
) -> tuple[Layout, Block] | None:
    """Return a person's block; None where there is none. Raises ConflictError where people are divided anew meanwhile."""
    for is_again in (False, True):
        layout = await _get_layout(db, scope, is_again=is_again)
        if layout is None:
            return None
        number = layout.number_of(who.key, who.mark)
        row = (await db.execute(_ONE_HELD if hold else _ONE, scope.bind(n=number, salt=layout.salt))).first()
        if row is not None:
            return layout, open_block(who.key, scope, layout, _read(row))
    raise ConflictError


async def _read_all(
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
    stored = [_read(row) for row in await db.execute(query, scope.bind(salt=layout.salt))]
    stored = [each for each in stored if each.number in numbers]
    if len(stored) != len(numbers):
        raise ConflictError
    blocks: list[Block] = []
    for some in _portions(stored):
        blocks += [open_block(key, scope, layout, each) for each in some]
        await asyncio.sleep(0)  # clicks are answered meanwhile
    return layout, blocks


async def _begin(db: Db, scope: ExchangeScope, key: SealKey) -> None:
    """Make the first block of an exchange, unless it is there."""
    layout = new_layout()
    row = _values(scope, layout, Block(0).seal(key, scope, layout))
    await db.execute(upsert_of(db)(participant).values(row).on_conflict_do_nothing())


async def _write_anew(db: Db, scope: ExchangeScope, key: SealKey, records: Mapping[bytes, bytes], there: int) -> None:
    """Write blocks of all these people in place of those that are there, which are held. there: how many."""
    layout, blocks = lay_out(key, records)
    stored = [block.seal(key, scope, layout) for block in blocks]
    if changed := stored[:there]:
        values = [
            scope.bind(n=each.number, salt=layout.salt, sealed=each.sealed, revision=each.revision) for each in changed
        ]
        await db.execute(_LAY_ANEW, values)
    if new := stored[there:]:
        await db.execute(insert(participant), [_values(scope, layout, each) for each in new])
    if there > len(stored):
        surplus = in_exchange(participant, scope) & (participant.c.number >= len(stored))
        await db.execute(delete(participant).where(surplus))
    _layouts(db).pop(scope, None)


# Layouts --------------------------------------------------------------------------------------------------------------


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


async def _read_layouts(db: Db, tenant_id: int, exchange_ids: Sequence[int]) -> dict[int, Layout]:
    columns = (participant.c.exchange_id, participant.c.layout)
    here = (participant.c.tenant_id == tenant_id) & participant.c.exchange_id.in_(exchange_ids)
    rows = await db.execute(select(*columns, func.count().label("blocks")).where(here).group_by(*columns))
    return {int(row.exchange_id): Layout(bytes(row.layout), int(row.blocks)) for row in rows}


def _layouts(db: Db) -> dict[ExchangeScope, Layout]:
    known: dict[ExchangeScope, Layout] = _sync(db).info.setdefault("participant_layouts", {})
    return known


# Rows -----------------------------------------------------------------------------------------------------------------


def _sync(db: Db) -> Connection:
    connection = db.sync_connection
    assert connection is not None  # noqa: S101 - it is open
    return connection


def _get_held(db: Db) -> tuple[ExchangeScope, Layout, Block] | None:
    return _held.get(_sync(db))


def _read(row: Any) -> StoredBlock:
    return StoredBlock(int(row.number), bytes(row.sealed), bytes(row.revision))


def _open(block: Block, mark: bytes) -> Participant | None:
    record = block.records.get(mark)
    return decode(record, revision=block.revision) if record is not None else None


def _portions(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def _values(scope: ExchangeScope, layout: Layout, block: StoredBlock) -> dict[str, Any]:
    here = {**scope.columns, "number": block.number, "layout": layout.salt}
    return here | {"sealed": block.sealed, "revision": block.revision}
