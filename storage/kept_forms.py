"""Forms and lists that were begun and not sent: found by marks alone; who wrote what is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from storage.models import kept_form
from storage.rows import to_dataclass
from storage.session import Db


@dataclass(frozen=True, slots=True)
class KeptFormRow:
    """A form. form_mark, holder_mark: 16 bytes; sealed: `bot/domain/kept_forms.py` opens it."""

    tenant_id: int
    form_mark: bytes
    holder_mark: bytes
    sealed: bytes


_COLUMNS = [kept_form.c[name] for name in KeptFormRow.__dataclass_fields__]


async def get(db: Db, tenant_id: int, form_mark: bytes) -> KeptFormRow | None:
    """Return the form with this mark, None where there is none."""
    query = select(*_COLUMNS).where(kept_form.c.tenant_id == tenant_id, kept_form.c.form_mark == form_mark)
    row = (await db.execute(query)).first()
    return to_dataclass(row, KeptFormRow) if row else None


async def list_of_holder(db: Db, tenant_id: int, holder_mark: bytes) -> Sequence[KeptFormRow]:
    """Return the forms of one person."""
    query = select(*_COLUMNS).where(kept_form.c.tenant_id == tenant_id, kept_form.c.holder_mark == holder_mark)
    return [to_dataclass(row, KeptFormRow) for row in await db.execute(query)]


async def save(db: Db, row: KeptFormRow, delete_after: datetime) -> None:
    """Save a form, or what is written in it now. delete_after: a full day, which says little of when that was."""
    mine = (kept_form.c.tenant_id == row.tenant_id, kept_form.c.form_mark == row.form_mark)
    done = await db.execute(update(kept_form).where(*mine).values(sealed=row.sealed, delete_after=delete_after))
    if not done.rowcount:
        values = {name: getattr(row, name) for name in KeptFormRow.__dataclass_fields__}
        await db.execute(insert(kept_form).values(**values, delete_after=delete_after))


async def remove(db: Db, tenant_id: int, form_mark: bytes) -> None:
    """Delete a form."""
    await db.execute(delete(kept_form).where(kept_form.c.tenant_id == tenant_id, kept_form.c.form_mark == form_mark))


async def remove_of_holder(db: Db, tenant_id: int, holder_mark: bytes) -> None:
    """Delete every form of one person."""
    mine = (kept_form.c.tenant_id == tenant_id, kept_form.c.holder_mark == holder_mark)
    await db.execute(delete(kept_form).where(*mine))


async def has_over(db: Db, tenant_id: int, now: datetime) -> bool:
    """Say whether a workspace has forms that are over."""
    query = select(kept_form.c.tenant_id).where(kept_form.c.tenant_id == tenant_id, kept_form.c.delete_after <= now)
    return (await db.execute(query.limit(1))).first() is not None


async def delete_over(db: Db, tenant_id: int, now: datetime) -> None:
    """Delete the forms of a workspace that are over."""
    await db.execute(delete(kept_form).where(kept_form.c.tenant_id == tenant_id, kept_form.c.delete_after <= now))
