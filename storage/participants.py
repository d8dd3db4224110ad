"""Participants: what is kept of people in an exchange, in blocks that are sealed as one (storage/people_blocks.py).

Who changes one person's record writes the block that it is in. So a transaction that changes a rating and a block is
of one of its people, eight at the least, and nothing says who; who comes adds no row. Once the rows of an exchange
are rewritten, and when a block is crowded, all people are divided into blocks again.
docs/decisions/0021-seals.md and 0033-whose-row.md say why.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import bindparam, select, tuple_

from storage.block_rows import (
    COLUMNS,
    REWRITE,
    begin,
    get_held,
    hold_block,
    portions,
    read_all,
    read_block,
    read_layouts,
    read_row,
    replace_all,
)
from storage.models import participant
from storage.participant_record import Participant, decode, encode
from storage.people_blocks import Block, open_block
from storage.scope import ExchangeScope
from storage.seals import PersonKey, SealKey
from storage.session import ConflictError, Db, PrecedingWorkError

_IN_EXCHANGES = select(participant.c.exchange_id, participant.c.layout, *COLUMNS).where(
    participant.c.tenant_id == bindparam("in_tenant"),
    tuple_(participant.c.exchange_id, participant.c.number).in_(bindparam("numbers", expanding=True)),
)


async def get(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant | None:
    """Return what is kept of a person, None when there is nothing."""
    found = await read_block(db, scope, who)
    return _open(found[1], who.mark) if found else None


async def hold(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant:
    """Return what is kept of a person, locked with their block until the transaction ends: acts of the same block wait.

    Of whom nothing is kept there is nothing yet in the database, until `save`.
    Raises PrecedingWorkError where their block is crowded: `Storage.transact` divides all people again first, in a
    transaction of its own. Raises ConflictError while they are being forgotten.
    """
    block = await hold_block(db, scope, who)
    if block is None:
        await begin(db, scope, who.key)
        block = await hold_block(db, scope, who)
        if block is None:
            raise ConflictError
    if block.is_crowded:
        raise PrecedingWorkError(lambda another: _divide_crowded(another, scope, who))
    found = _open(block, who.mark)
    if found is None:
        return Participant(slack_user_id=who.slack_user_id, revision=block.revision)
    if found.is_forgetting:
        raise ConflictError
    return found


async def hold_any(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant | None:
    """Return what is kept of a person, locked with their block, also who is being forgotten; None: nothing."""
    block = await hold_block(db, scope, who)
    return _open(block, who.mark) if block else None


async def save(db: Db, scope: ExchangeScope, who: PersonKey, person: Participant) -> Participant:
    """Write a person's block with what is kept of them from now on; return the person with the new revision.

    Raises ConflictError when the block is not the one that `person` was read from.
    """
    found = get_held(db)
    if found is None or found[0] != scope or found[2].revision != person.revision:
        read = await read_block(db, scope, who, hold=True)
        found = (scope, *read) if read else None
    if found is None or found[2].revision != person.revision:
        raise ConflictError
    _, layout, block = found
    block.records[who.mark] = encode(person)
    stored = block.seal(who.key, scope, layout)
    values = {"n": block.number, "was": block.revision, "sealed": stored.sealed, "revision": stored.revision}
    if (await db.execute(REWRITE, scope.bind(**values))).rowcount != 1:
        raise ConflictError
    block.revision = stored.revision
    return replace(person, revision=stored.revision)


async def remove(db: Db, scope: ExchangeScope, who: PersonKey) -> None:
    """Remove what is kept of a person, if there is anything, and divide all others into blocks again."""
    await divide_again(db, scope, who.key, without=who.mark)


async def add(db: Db, scope: ExchangeScope, people: Sequence[tuple[PersonKey, Participant]]) -> None:
    """Save people of whom nothing is kept yet, at once; for an exchange without concurrent writes.

    Raises ValueError where something is kept of one of them.
    """
    new = {who.mark: encode(person) for who, person in people}
    if not new:
        return
    key = people[0][0].key
    layout, there = await read_all(db, scope, key, hold=True)
    records = {mark: record for block in there for mark, record in block.records.items()}
    if len(new) < len(people) or records.keys() & new.keys():
        raise ValueError("something is kept of one of these people already")
    await replace_all(db, scope, key, records | new, layout.blocks if layout else 0)


async def change_all(
    db: Db, scope: ExchangeScope, key: SealKey, changes: Mapping[bytes, Callable[[Participant], Participant]]
) -> frozenset[bytes]:
    """Change the records of some people, by their marks, and write those of all others too, divided again.

    So nothing in the file or in PostgreSQL's columns says whose records changed. In a transaction of its own. Of whom
    nothing is kept, or who is being forgotten, nothing is changed. Returns the marks of those whose records were.
    """
    layout, there = await read_all(db, scope, key, hold=True)
    if layout is None:
        return frozenset()
    records = {mark: record for block in there for mark, record in block.records.items()}
    changed = set()
    for mark, change in changes.items():
        if mark in records and not (person := decode(records[mark])).is_forgetting:
            records[mark] = encode(change(person))
            changed.add(mark)
    await replace_all(db, scope, key, records, layout.blocks)
    return frozenset(changed)


async def divide_again(db: Db, scope: ExchangeScope, key: SealKey, *, without: bytes | None = None) -> None:
    """Divide all people of an exchange into blocks again, under a new salt: no block is of the same people as before.

    Nothing then says which of the blocks of before somebody was in, also not whose block a copy of before showed. In a
    transaction with nothing of a comment. without: the mark of somebody of whom nothing is kept from now on.
    Raises ConflictError where another process does the same.
    """
    layout, there = await read_all(db, scope, key, hold=True)
    if layout is None:
        return
    records = {mark: record for block in there for mark, record in block.records.items()}
    if without is not None:
        records.pop(without, None)
    await replace_all(db, scope, key, records, layout.blocks)


async def _divide_crowded(db: Db, scope: ExchangeScope, who: PersonKey) -> None:
    """Divide people again, unless somebody else did so since the block was found to be crowded: many come at once."""
    found = await read_block(db, scope, who)
    if found is not None and found[1].is_crowded:
        await divide_again(db, scope, who.key)


async def list_by_mark(db: Db, scope: ExchangeScope, key: SealKey, marks: Sequence[bytes]) -> dict[bytes, Participant]:
    """Return what is kept of these people, by their marks, as far as they are there."""
    _, blocks = await read_all(db, scope, key, marks=marks)
    wanted = set(marks)
    return {
        mark: decode(record, revision=block.revision)
        for block in blocks
        for mark, record in block.records.items()
        if mark in wanted
    }


async def list_all(db: Db, scope: ExchangeScope, key: SealKey) -> list[Participant]:
    """Return everybody, without which comments they rated, in an order that says nothing: by their random numbers."""
    _, blocks = await read_all(db, scope, key)
    found: list[Participant] = []
    for some in portions(blocks):
        for block in some:
            found += [decode(each, revision=block.revision, has_rated=False) for each in block.records.values()]
        await asyncio.sleep(0)  # clicks are answered meanwhile
    return sorted(found, key=lambda each: each.person)


async def list_in_exchanges(db: Db, tenant_id: int, people: Mapping[int, PersonKey]) -> dict[int, Participant]:
    """Return what is kept of one person in several exchanges, by exchange. people: by exchange as well."""
    scopes = {each: ExchangeScope(tenant_id, each) for each in people}
    layouts = await read_layouts(db, tenant_id, list(people))
    numbers = {each: layout.number_of(people[each].key, people[each].mark) for each, layout in layouts.items()}
    if not numbers:
        return {}
    found: dict[int, Participant] = {}
    for row in await db.execute(_IN_EXCHANGES, {"in_tenant": tenant_id, "numbers": list(numbers.items())}):
        each = int(row.exchange_id)
        if bytes(row.layout) != layouts[each].salt:
            raise ConflictError
        block = open_block(people[each].key, scopes[each], layouts[each], read_row(row))
        person = _open(block, people[each].mark)
        if person is not None:
            found[each] = person
    return found


def _open(block: Block, mark: bytes) -> Participant | None:
    record = block.records.get(mark)
    return decode(record, revision=block.revision) if record is not None else None
