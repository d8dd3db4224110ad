"""Passes of browsers: of each the hash of what the browser holds, and who holds it, sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.models import web_pass
from storage.rows import to_dataclass
from storage.session import Db


@dataclass(frozen=True, slots=True)
class WebPass:
    """A pass. sealed: `bot/domain/web_passes.py` opens it."""

    tenant_id: int
    pass_hash: bytes
    sealed: bytes


_COLUMNS = [web_pass.c[name] for name in WebPass.__dataclass_fields__]


async def add(db: Db, new: WebPass, delete_after: datetime) -> None:
    """Save a pass. delete_after: a full hour, which says little of when it was made."""
    await db.execute(
        insert(web_pass).values(
            tenant_id=new.tenant_id, pass_hash=new.pass_hash, sealed=new.sealed, delete_after=delete_after
        )
    )


async def find(db: Db, pass_hash: bytes) -> WebPass | None:
    """Return the pass with this hash, None where there is none."""
    row = (await db.execute(select(*_COLUMNS).where(web_pass.c.pass_hash == pass_hash))).first()
    return to_dataclass(row, WebPass) if row else None


async def remove(db: Db, pass_hash: bytes) -> bool:
    """Delete a pass; say whether it was there. Of two at once one hears yes."""
    done = await db.execute(delete(web_pass).where(web_pass.c.pass_hash == pass_hash))
    return bool(done.rowcount)


async def list_of_tenant(db: Db, tenant_id: int) -> Sequence[WebPass]:
    """Return every pass of a workspace."""
    rows = await db.execute(select(*_COLUMNS).where(web_pass.c.tenant_id == tenant_id))
    return [to_dataclass(row, WebPass) for row in rows]


async def has_over(db: Db, tenant_id: int, now: datetime) -> bool:
    """Say whether a workspace has passes that are over."""
    query = select(web_pass.c.tenant_id).where(web_pass.c.tenant_id == tenant_id, web_pass.c.delete_after <= now)
    return (await db.execute(query.limit(1))).first() is not None


async def delete_over(db: Db, tenant_id: int, now: datetime) -> None:
    """Delete the passes of a workspace that are over."""
    await db.execute(delete(web_pass).where(web_pass.c.tenant_id == tenant_id, web_pass.c.delete_after <= now))
