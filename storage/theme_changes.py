"""The log of changes to an exchange's themes, by the finder or by moderators, whose ids are encrypted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from storage.models import new_id, theme_change
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    kind: new, split, merge, gone (by the finder or by moderators), rename, move, lock, unlock, seed (by moderators).
    number: of the theme; other: split from, merged into, moved to. facts: names before and after, and figures that
    decided; nobody's words. before: what undo brings back, None where nothing can be taken back.
    """

    change_id: int
    kind: str
    number: int
    other: int | None
    facts: Mapping[str, Any]
    before: Mapping[str, Any] | None
    is_by_moderator: bool
    made_at: datetime
    is_undone: bool = False


_COLUMNS = (
    theme_change.c.change_id,
    theme_change.c.kind,
    theme_change.c.number,
    theme_change.c.other,
    theme_change.c.facts,
    theme_change.c.before,
    theme_change.c.sealed_moderator.is_not(None),
    theme_change.c.made_at,
    theme_change.c.is_undone,
)


async def record(
    db: Db,
    tenant_id: int,
    exchange_id: int,
    kind: str,
    number: int,
    *,
    made_at: datetime,
    other: int | None = None,
    facts: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    sealed_moderator: bytes | None = None,
) -> int:
    """Save a change and return its id. sealed_moderator: None for the finder's."""
    change_id = new_id()
    await db.execute(
        insert(theme_change).values(
            tenant_id=tenant_id,
            exchange_id=exchange_id,
            change_id=change_id,
            kind=kind,
            number=number,
            other=other,
            facts=dict(facts or {}),
            before=None if before is None else dict(before),
            sealed_moderator=sealed_moderator,
            made_at=made_at,
        )
    )
    return change_id


async def get(db: Db, tenant_id: int, exchange_id: int, change_id: int) -> Change | None:
    """Return one change."""
    row = (
        await db.execute(
            select(*_COLUMNS).where(
                theme_change.c.tenant_id == tenant_id,
                theme_change.c.exchange_id == exchange_id,
                theme_change.c.change_id == change_id,
            )
        )
    ).first()
    return Change(*row) if row else None


async def list_since(db: Db, tenant_id: int, exchange_id: int, moment: datetime | None = None) -> list[Change]:
    """Return the changes after a moment, or all, the oldest first; what was taken back is among them, marked."""
    query = (
        select(*_COLUMNS)
        .where(theme_change.c.tenant_id == tenant_id, theme_change.c.exchange_id == exchange_id)
        .order_by(theme_change.c.made_at, theme_change.c.change_id)
    )
    if moment is not None:
        query = query.where(theme_change.c.made_at > moment)
    return [Change(*row) for row in await db.execute(query)]


async def get_last_of_moderators(db: Db, tenant_id: int, exchange_id: int) -> Change | None:
    """Return the moderators' newest change that was not taken back."""
    row = (
        await db.execute(
            select(*_COLUMNS)
            .where(
                theme_change.c.tenant_id == tenant_id,
                theme_change.c.exchange_id == exchange_id,
                theme_change.c.sealed_moderator.is_not(None),
                theme_change.c.is_undone.is_(False),
            )
            .order_by(theme_change.c.made_at.desc(), theme_change.c.change_id.desc())
            .limit(1)
        )
    ).first()
    return Change(*row) if row else None


async def mark_undone(db: Db, tenant_id: int, exchange_id: int, change_id: int) -> bool:
    """Mark a change as taken back; False when it was so already."""
    changed = await db.execute(
        update(theme_change)
        .where(
            theme_change.c.tenant_id == tenant_id,
            theme_change.c.exchange_id == exchange_id,
            theme_change.c.change_id == change_id,
            theme_change.c.is_undone.is_(False),
        )
        .values(is_undone=True)
    )
    return bool(changed.rowcount)
