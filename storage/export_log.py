"""The log of exports: what was taken out of an exchange, when, and by whom, encrypted."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select

from storage.models import export_log, new_id
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Export:
    """One export. is_full: each person's pattern was in it. encrypted_moderator: None for the server's operator."""

    form: str
    made_at: datetime
    is_full: bool = False
    encrypted_moderator: bytes | None = None
    export_id: int = field(default_factory=new_id)


_COLUMNS = [export_log.c[name] for name in Export.__dataclass_fields__]


async def add(db: Db, scope: ExchangeScope, one: Export) -> None:
    """Add an export to the log."""
    values = {name: getattr(one, name) for name in Export.__dataclass_fields__}
    await db.execute(insert(export_log).values(**scope.columns, **values))


async def list_last(db: Db, scope: ExchangeScope, *, limit: int) -> list[Export]:
    """Return the last exports, the newest first."""
    rows = await db.execute(
        select(*_COLUMNS)
        .where(in_exchange(export_log, scope))
        .order_by(export_log.c.made_at.desc(), export_log.c.export_id)
        .limit(limit)
    )
    return [to_dataclass(row, Export) for row in rows]


async def get_last_at(db: Db, scope: ExchangeScope, *, form: str, is_full: bool) -> datetime | None:
    """Return when this was exported last; None where it never was."""
    row = (
        await db.execute(
            select(export_log.c.made_at)
            .where(in_exchange(export_log, scope), export_log.c.form == form, export_log.c.is_full == is_full)
            .order_by(export_log.c.made_at.desc())
            .limit(1)
        )
    ).first()
    return row.made_at if row else None
