"""Danger cases: comments with signs of danger about which safety contacts are alerted until somebody takes care.

A row says in plain which comment it is about and whether contacts are still alerted; who has the message, who took care
and when is sealed (bot/safety/case_state.py).
"""

from dataclasses import dataclass

from sqlalchemy import case, select, update

from storage.models import danger_case
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import upsert_of


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case. sealed: its state, None at the beginning."""

    exchange_id: int
    comment_id: int
    sealed: bytes | None


async def add(db: Db, scope: ExchangeScope, comment_id: int) -> None:
    """Open a case, or an ended one from its beginning; one that is open stays as it is."""
    row = upsert_of(db)(danger_case).values(**scope.columns, comment_id=comment_id, is_open=True)
    await db.execute(
        row.on_conflict_do_update(
            index_elements=["tenant_id", "exchange_id", "comment_id"],
            set_={"is_open": True, "sealed": case((danger_case.c.is_open, danger_case.c.sealed), else_=None)},
        )
    )


async def list_open(db: Db, tenant_id: int) -> list[StoredCase]:
    """Return the cases about which contacts are alerted."""
    rows = await db.execute(
        select(danger_case.c.exchange_id, danger_case.c.comment_id, danger_case.c.sealed)
        .where(danger_case.c.tenant_id == tenant_id, danger_case.c.is_open)
        .order_by(danger_case.c.exchange_id, danger_case.c.comment_id)
    )
    return [StoredCase(row.exchange_id, row.comment_id, row.sealed) for row in rows]


async def get(db: Db, scope: ExchangeScope, comment_id: int) -> StoredCase | None:
    """Return the case of a comment, open or ended; None where there is none."""
    row = (
        await db.execute(
            select(danger_case.c.sealed).where(in_exchange(danger_case, scope), danger_case.c.comment_id == comment_id)
        )
    ).first()
    return StoredCase(scope.exchange_id, comment_id, row.sealed) if row else None


async def replace(db: Db, tenant_id: int, was: StoredCase, *, sealed: bytes, is_open: bool) -> bool:
    """Save the state of a case; False, with nothing changed, where another process saved something meanwhile."""
    same_as_read = danger_case.c.sealed.is_(None) if was.sealed is None else danger_case.c.sealed == was.sealed
    done = await db.execute(
        update(danger_case)
        .where(
            in_exchange(danger_case, ExchangeScope(tenant_id, was.exchange_id)),
            danger_case.c.comment_id == was.comment_id,
            same_as_read,
        )
        .values(sealed=sealed, is_open=is_open)
    )
    return bool(done.rowcount)
