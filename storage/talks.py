"""Talks between a moderator and an author who stays unknown: of each which comment it is about, and all else sealed."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from storage.models import talk
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class StoredTalk:
    """A talk about comment #number. sealed: under the exchange's key; bot/receipts/talks/state.py."""

    exchange_id: int
    number: int
    sealed: bytes


async def get(db: Db, scope: ExchangeScope, number: int) -> StoredTalk | None:
    """Return the talk about comment #number, None when there is none."""
    query = select(talk.c.sealed).where(in_exchange(talk, scope), talk.c.number == number)
    row = (await db.execute(query)).first()
    return StoredTalk(scope.exchange_id, number, bytes(row.sealed)) if row else None


async def list_all(db: Db, tenant_id: int) -> list[StoredTalk]:
    """Return the talks of a workspace, by their numbers: when something was said is not kept."""
    query = select(talk.c.exchange_id, talk.c.number, talk.c.sealed).where(talk.c.tenant_id == tenant_id)
    rows = await db.execute(query.order_by(talk.c.exchange_id, talk.c.number))
    return [StoredTalk(row.exchange_id, row.number, bytes(row.sealed)) for row in rows]


async def save(db: Db, scope: ExchangeScope, number: int, sealed: bytes, *, was: StoredTalk | None) -> bool:
    """Save a talk; False, with nothing changed, where it is no longer as it was read. was: None for a new one."""
    if was is None:
        if await get(db, scope, number) is not None:
            return False
        await db.execute(insert(talk).values(**scope.columns, number=number, sealed=sealed))
        return True
    this = in_exchange(talk, scope) & (talk.c.number == number) & (talk.c.sealed == was.sealed)
    return bool((await db.execute(update(talk).where(this).values(sealed=sealed))).rowcount)


async def remove(db: Db, scope: ExchangeScope, numbers: Collection[int]) -> None:
    """Remove talks with all that was said. The caller commits."""
    await db.execute(delete(talk).where(in_exchange(talk, scope), talk.c.number.in_(numbers)))
