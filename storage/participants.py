"""Participants: one sealed row for each person and exchange, found by a mark and opened with the exchange's key.

Who changes one row writes the whole block that it is in again: all rows whose marks begin with the same bits, eight at
the least, each under a fresh nonce and revision. So a transaction that changes a rating and a person's row is of one
of these people, and always of the same ones. Where people are few, there are rows of nobody beside theirs.
docs/decisions/0021-seals.md says why it is a block and not a random choice.
"""

import asyncio
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.models import participant
from storage.participant_record import Participant, decode, encode
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.seals import SEAL_BYTES, PersonKey, SealKey
from storage.session import ConflictError, Db, PrecedingWorkError
from storage.sql import upsert_of

MIN_BLOCK = 8
"""Rows that are written together, at the least."""

USUAL_BLOCK = 12
"""Rows of a block as a rule, up to twice as many; beyond four times as many the blocks are divided again."""

_MARK_BITS = 8 * SEAL_BYTES
_REVISION = 8  # bytes, random: a counter would say how often somebody acted
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row as it is stored."""

    mark: bytes
    sealed: bytes
    revision: bytes


_COLUMNS = [participant.c.person_mark, participant.c.sealed, participant.c.revision]
_ONE = select(*_COLUMNS).where(in_scope(participant), participant.c.person_mark == bindparam("m"))
_BLOCK = (
    select(*_COLUMNS)
    .where(in_scope(participant))
    .where(participant.c.person_mark >= bindparam("low"), participant.c.person_mark <= bindparam("high"))
    .order_by(participant.c.person_mark)
)
_BLOCK_HELD = _BLOCK.with_for_update()
"""In the order of marks, so that of two transactions in one block the second waits, and neither for the other."""

_BLOCK_HELD_NOW = _BLOCK.with_for_update(nowait=True)
"""For who holds the block: a row that joined while they waited for it may be held by somebody who waits for them."""

_REWRITE = (
    update(participant)
    .where(in_scope(participant))
    .where(participant.c.person_mark == bindparam("m"), participant.c.revision == bindparam("was"))
    .values(sealed=bindparam("sealed"), revision=bindparam("revision"))
)


async def get(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant | None:
    """Return what is kept of a person, None when there is nothing."""
    row = (await db.execute(_ONE, scope.bind(m=who.mark))).first()
    return open_stored(who.key, scope, _read(row)) if row else None


async def hold(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant:
    """Return what is kept of a person, locked with their block until the transaction ends: acts of the same block wait.

    Else one of two acts at the same time would write the rows that the other left, fewer than a block.
    Raises PrecedingWorkError where they have no row yet: `Storage.transact` makes it first, in a transaction of its
    own, so that the one of the act adds no row. Raises ConflictError while they are being forgotten.
    """
    found = await hold_any(db, scope, who)
    if found is None:
        raise PrecedingWorkError(lambda another: join(another, scope, who))
    if found.is_forgetting:
        raise ConflictError
    return found


async def hold_any(db: Db, scope: ExchangeScope, who: PersonKey) -> Participant | None:
    """Return what is kept of a person, locked with their block, also who is being forgotten; None: nothing."""
    for row in await _hold_block(db, scope, who.mark):
        if row.mark == who.mark:
            return open_stored(who.key, scope, row)
    return None


async def join(db: Db, scope: ExchangeScope, who: PersonKey) -> None:
    """Add a person's row, unless it is there. In a transaction with nothing of a comment."""
    record = seal_row(who.key, scope, who.mark, encode(Participant(slack_user_id=who.slack_user_id)))
    new = upsert_of(db)(participant).values(_values(scope, record)).on_conflict_do_nothing()
    if (await db.execute(new)).rowcount:
        await _rewrite(db, scope, who.key, who.mark, {}, waits=True)


async def save(db: Db, scope: ExchangeScope, who: PersonKey, person: Participant) -> Participant:
    """Write a person's row and those of its block; return the person with the new revision.

    Raises ConflictError when the row is not the one that `person` was read from.
    """
    written = await _rewrite(db, scope, who.key, who.mark, {who.mark: person})
    return replace(person, revision=written[who.mark])


async def remove(db: Db, scope: ExchangeScope, who: PersonKey) -> None:
    """Remove a person's row, if there is one, and put one of nobody in its block."""
    await _hold_block(db, scope, who.mark)
    this = in_exchange(participant, scope) & (participant.c.person_mark == who.mark)
    if (await db.execute(delete(participant).where(this))).rowcount:
        mark = _random_mark(*block_range(who.mark, await _bits(db, scope)))
        await db.execute(insert(participant), [_values(scope, seal_row(who.key, scope, mark, b"\0"))])
        await _rewrite(db, scope, who.key, who.mark, {})


async def add(db: Db, scope: ExchangeScope, people: Sequence[tuple[PersonKey, Participant]]) -> None:
    """Save the rows of people who have none yet, at once; for an exchange without concurrent writes.

    Raises IntegrityError when one exists.
    """
    rows = [_values(scope, seal_row(who.key, scope, who.mark, encode(person))) for who, person in people]
    await db.execute(insert(participant), sorted(rows, key=lambda row: row["person_mark"]))


async def fill_blocks(db: Db, scope: ExchangeScope, key: SealKey) -> None:
    """Put rows of nobody beside those of `add`, where a block has fewer than MIN_BLOCK."""
    rows = await db.execute(select(participant.c.person_mark).where(in_exchange(participant, scope)))
    bits = await _bits(db, scope)
    rest = _MARK_BITS - bits
    sizes = Counter(int.from_bytes(row.person_mark, "big") >> rest for row in rows)
    marks = [
        _random_mark(*block_range((block << rest).to_bytes(SEAL_BYTES, "big"), bits))
        for block in range(1 << bits)
        for _ in range(MIN_BLOCK - sizes[block])
    ]
    values = [_values(scope, seal_row(key, scope, each, b"\0")) for each in sorted(marks)]
    if values:
        await db.execute(insert(participant), values)


async def list_by_mark(db: Db, scope: ExchangeScope, key: SealKey, marks: Sequence[bytes]) -> dict[bytes, Participant]:
    """Return what is kept of these people, by their marks, as far as they are there."""
    found: dict[bytes, Participant] = {}
    for start in range(0, len(marks), _AT_ONCE):
        some = participant.c.person_mark.in_(marks[start : start + _AT_ONCE])
        rows = await db.execute(select(*_COLUMNS).where(in_exchange(participant, scope), some))
        found |= _open_all(key, scope, rows)
    return found


async def list_all(db: Db, scope: ExchangeScope, key: SealKey) -> list[Participant]:
    """Return everybody, without which comments they rated, in an order that says nothing: by mark."""
    rows = (await db.execute(select(*_COLUMNS).where(in_exchange(participant, scope)))).all()
    found: list[Participant] = []
    for start in range(0, len(rows), _AT_ONCE):
        found += _open_all(key, scope, rows[start : start + _AT_ONCE], has_rated=False).values()
        await asyncio.sleep(0)  # clicks are answered meanwhile
    return found


async def list_in_exchanges(db: Db, tenant_id: int, people: Mapping[int, PersonKey]) -> dict[int, Participant]:
    """Return what is kept of one person in several exchanges, by exchange. people: by exchange as well."""
    rows = await db.execute(
        select(participant.c.exchange_id, *_COLUMNS).where(
            participant.c.tenant_id == tenant_id,
            participant.c.exchange_id.in_(list(people)),
            participant.c.person_mark.in_([each.mark for each in people.values()]),
        )
    )
    found: dict[int, Participant] = {}
    for row in rows:
        scope, who = ExchangeScope(tenant_id, int(row.exchange_id)), people[int(row.exchange_id)]
        person = open_stored(who.key, scope, _read(row))
        if person is not None and bytes(row.person_mark) == who.mark:
            found[scope.exchange_id] = person
    return found


def open_row(key: SealKey, scope: ExchangeScope, mark: bytes, sealed: bytes) -> Participant | None:
    """Return what a row says, None when it is of nobody. Raises where it is of another key or place."""
    return decode(key.open_row(sealed, about_row(scope, mark)))


# Blocks ---------------------------------------------------------------------------------------------------------------


async def _rewrite(
    db: Db,
    scope: ExchangeScope,
    key: SealKey,
    mark: bytes,
    changed: Mapping[bytes, Participant],
    *,
    waits: bool = False,
) -> dict[bytes, bytes]:
    """Write the block of a mark again, with what changed; return the new revisions by mark.

    A row that was just added is written too: it takes the size of the others. waits: nothing of the block is held yet.
    """
    rows = await _hold_block(db, scope, mark, waits=waits)
    there = {row.mark: row for row in rows}
    for changed_mark, person in changed.items():
        if changed_mark not in there or there[changed_mark].revision != person.revision:
            raise ConflictError
    plains = {row.mark: _plain(key, scope, row, changed.get(row.mark)) for row in rows}
    low, high = block_range(mark, await _bits(db, scope))
    added = sorted(_random_mark(low, high) for _ in range(MIN_BLOCK - len(rows)))
    sealed = seal_in_one_size(key, scope, plains | dict.fromkeys(added, b"\0"))
    if rows:
        values = [
            scope.bind(m=row.mark, was=row.revision, sealed=sealed[row.mark].sealed, revision=sealed[row.mark].revision)
            for row in rows
        ]
        await db.execute(_REWRITE, values)
    if added:
        await db.execute(insert(participant), [_values(scope, sealed[each]) for each in added])
    if len(rows) > 4 * USUAL_BLOCK:
        _cached_bits(db).pop(scope, None)
    return {row.mark: sealed[row.mark].revision for row in rows}


async def _hold_block(db: Db, scope: ExchangeScope, mark: bytes, *, waits: bool = True) -> list[StoredRow]:
    """Return the rows of the block that a mark is in, locked until the transaction ends.

    waits: False, where the block is held, raises an error that `transact` answers by running the transaction again.
    """
    low, high = block_range(mark, await _bits(db, scope))
    return [
        _read(row)
        for row in await db.execute(_BLOCK_HELD if waits else _BLOCK_HELD_NOW, scope.bind(low=low, high=high))
    ]


async def _bits(db: Db, scope: ExchangeScope) -> int:
    """Return with how many equal bits the marks of a block begin; counted once a connection, and when blocks grew."""
    cached = _cached_bits(db)
    if scope not in cached:
        rows = (await db.execute(select(func.count()).where(in_exchange(participant, scope)))).scalar_one()
        cached[scope] = block_bits(int(rows))
    return cached[scope]


def _cached_bits(db: Db) -> dict[ExchangeScope, int]:
    connection = db.sync_connection
    assert connection is not None  # noqa: S101 - a statement was sent over it
    bits: dict[ExchangeScope, int] = connection.info.setdefault("participant_block_bits", {})
    return bits


def block_range(mark: bytes, bits: int) -> tuple[bytes, bytes]:
    """Return the lowest and the highest mark of the block that a mark is in."""
    rest = _MARK_BITS - bits
    low = int.from_bytes(mark, "big") >> rest << rest
    return low.to_bytes(SEAL_BYTES, "big"), (low | (1 << rest) - 1).to_bytes(SEAL_BYTES, "big")


def block_bits(rows: int) -> int:
    """Return with how many equal bits the marks of a block begin, where an exchange has that many rows."""
    return int(log2(rows / USUAL_BLOCK)) if rows > USUAL_BLOCK else 0


def _random_mark(low: bytes, high: bytes) -> bytes:
    first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
    return (first + secrets.randbelow(last - first + 1)).to_bytes(SEAL_BYTES, "big")


# Rows -----------------------------------------------------------------------------------------------------------------


def _read(row: Any) -> StoredRow:
    return StoredRow(bytes(row.person_mark), bytes(row.sealed), bytes(row.revision))


def about_row(scope: ExchangeScope, mark: bytes) -> bytes:
    """Return the place that a row is sealed to."""
    return scope.tenant_id.to_bytes(8, "big") + scope.exchange_id.to_bytes(8, "big") + mark


def seal_row(key: SealKey, scope: ExchangeScope, mark: bytes, plain: bytes) -> StoredRow:
    """Return a record as it is stored, under a fresh nonce and revision."""
    return StoredRow(mark, key.seal_row(plain, about_row(scope, mark)), secrets.token_bytes(_REVISION))


def seal_in_one_size(key: SealKey, scope: ExchangeScope, plains: Mapping[bytes, bytes]) -> dict[bytes, StoredRow]:
    """Return a block's records as they are stored, by mark: all as large as the largest, never smaller than before."""
    size = max(map(len, plains.values()), default=0)
    return {mark: seal_row(key, scope, mark, plain.ljust(size, b"\0")) for mark, plain in plains.items()}


def _plain(key: SealKey, scope: ExchangeScope, row: StoredRow, changed: Participant | None) -> bytes:
    if changed is not None:
        return encode(changed)
    return key.open_row(row.sealed, about_row(scope, row.mark))  # with its zeros, so that it keeps its size


def open_stored(key: SealKey, scope: ExchangeScope, row: StoredRow, *, has_rated: bool = True) -> Participant | None:
    """Return what a stored row says, None when it is of nobody."""
    raw = key.open_row(row.sealed, about_row(scope, row.mark))
    return decode(raw, revision=row.revision, has_rated=has_rated)


def _open_all(
    key: SealKey, scope: ExchangeScope, rows: Iterable[Any], *, has_rated: bool = True
) -> dict[bytes, Participant]:
    opened = {row.mark: open_stored(key, scope, row, has_rated=has_rated) for row in map(_read, rows)}
    return {mark: person for mark, person in opened.items() if person is not None}


def _values(scope: ExchangeScope, row: StoredRow) -> dict[str, Any]:
    return {**scope.columns, "person_mark": row.mark, "sealed": row.sealed, "revision": row.revision}
