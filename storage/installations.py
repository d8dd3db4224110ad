"""Installations: of the app in a workspace or in a whole organisation, with tokens that only the bot's secret opens.

Some questions here are over all tenants: which workspaces there are to serve is asked before any is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from storage.models import installation, tenant
from storage.rows import to_dataclass
from storage.session import Db
from storage.sql import upsert_of


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation. team_id: the organisation's id where it is for a whole organisation.

    sealed: None once the app is gone. delete_at: when everything of the workspace is deleted, None while it is there.
    """

    tenant_id: int
    team_id: str
    enterprise_id: str
    is_org_wide: bool
    revision: int
    sealed: bytes | None
    expires_at: datetime | None
    gone_at: datetime | None
    delete_at: datetime | None


_COLUMNS = [
    tenant.c[name] if name in {"tenant_id", "team_id", "enterprise_id"} else installation.c[name]
    for name in Installation.__dataclass_fields__
]
_EVERY = select(*_COLUMNS).join_from(installation, tenant, installation.c.tenant_id == tenant.c.tenant_id)


async def save(db: Db, tenant_id: int, *, sealed: bytes, is_org_wide: bool, expires_at: datetime | None) -> None:
    """Save an installation: a new one, or one that takes the place of what was there, gone or not."""
    values = {
        "sealed": sealed,
        "is_org_wide": is_org_wide,
        "expires_at": expires_at,
        "refreshing_until": None,
        "gone_at": None,
        "delete_at": None,
    }
    row = upsert_of(db)(installation).values(tenant_id=tenant_id, revision=1, **values)
    changed = values | {"revision": installation.c.revision + 1}
    await db.execute(row.on_conflict_do_update(index_elements=["tenant_id"], set_=changed))


async def get(db: Db, tenant_id: int) -> Installation | None:
    """Return the installation of a tenant, gone or not, None where there was none."""
    row = (await db.execute(_EVERY.where(installation.c.tenant_id == tenant_id))).first()
    return to_dataclass(row, Installation) if row else None


async def find(db: Db, *ids: str) -> Installation | None:
    """Return the installation of the first of these ids, of workspaces or organisations, where the app is there."""
    rows = (await db.execute(_EVERY.where(tenant.c.team_id.in_(ids), installation.c.sealed.is_not(None)))).all()
    found = {row.team_id: to_dataclass(row, Installation) for row in rows}
    return next((found[each] for each in ids if each in found), None)


async def list_all(db: Db) -> Sequence[Installation]:
    """Return every installation, gone ones too, in the order of their tenants' ids."""
    rows = (await db.execute(_EVERY.order_by(installation.c.tenant_id))).all()
    return [to_dataclass(row, Installation) for row in rows]


async def list_due(db: Db, now: datetime) -> Sequence[Installation]:
    """Return the installations that are gone, and whose workspaces are to be deleted by now."""
    return [to_dataclass(row, Installation) for row in await db.execute(_EVERY.where(installation.c.delete_at <= now))]


_OWN, _OF_ORG, _ORG = installation.alias("own"), installation.alias("of_org"), tenant.alias("org")
_GONE = (
    select(tenant.c.tenant_id)
    .outerjoin(_OWN, _OWN.c.tenant_id == tenant.c.tenant_id)
    .outerjoin(_ORG, (_ORG.c.team_id == tenant.c.enterprise_id) & (tenant.c.enterprise_id != ""))
    .outerjoin(_OF_ORG, _OF_ORG.c.tenant_id == _ORG.c.tenant_id)
    .where(or_(_OWN.c.gone_at.is_not(None), _OWN.c.tenant_id.is_(None) & _OF_ORG.c.gone_at.is_not(None)))
    .order_by(tenant.c.tenant_id)
)


async def list_gone_tenants(db: Db) -> Sequence[int]:
    """Return the tenants whose own installation is gone, or which have none and whose organisation's is gone."""
    return [int(each) for each in (await db.execute(_GONE)).scalars()]


async def list_revisions(db: Db) -> dict[int, int]:
    """Return {tenant id: revision} of every installation: what a process compares with what it knows."""
    rows = (await db.execute(select(installation.c.tenant_id, installation.c.revision))).all()
    return {int(row.tenant_id): int(row.revision) for row in rows}


async def claim_refresh(db: Db, known: Installation, *, now: datetime, until: datetime) -> bool:
    """Claim the renewal of an installation's tokens; False where another process has it, or has done it."""
    mine = (installation.c.tenant_id == known.tenant_id) & (installation.c.revision == known.revision)
    is_free = or_(installation.c.refreshing_until.is_(None), installation.c.refreshing_until <= now)
    done = await db.execute(update(installation).where(mine, is_free).values(refreshing_until=until))
    return bool(done.rowcount)


async def save_tokens(db: Db, known: Installation, *, sealed: bytes, expires_at: datetime | None) -> bool:
    """Save new tokens; False where the installation changed meanwhile, as by an uninstall or another install."""
    mine = (installation.c.tenant_id == known.tenant_id) & (installation.c.revision == known.revision)
    values = {"sealed": sealed, "expires_at": expires_at, "refreshing_until": None, "revision": known.revision + 1}
    return bool((await db.execute(update(installation).where(mine).values(**values))).rowcount)


async def leave(db: Db, tenant_id: int, *, now: datetime, delete_at: datetime, revision: int | None = None) -> bool:
    """Erase the tokens of an installation; False where it is gone already, or was never there.

    revision: that it must still have, None for any.
    """
    mine = (installation.c.tenant_id == tenant_id) & installation.c.gone_at.is_(None)
    if revision is not None:
        mine &= installation.c.revision == revision
    values = {"sealed": None, "expires_at": None, "refreshing_until": None, "gone_at": now, "delete_at": delete_at}
    changed = update(installation).where(mine).values(**values, revision=installation.c.revision + 1)
    return bool((await db.execute(changed)).rowcount)


async def list_sealed(db: Db) -> Sequence[tuple[int, bytes]]:
    """Return (tenant id, sealed) of every installation that is there."""
    rows = await db.execute(
        select(installation.c.tenant_id, installation.c.sealed).where(installation.c.sealed.is_not(None))
    )
    return [(int(row.tenant_id), bytes(row.sealed)) for row in rows]


async def reseal(db: Db, tenant_id: int, sealed: bytes) -> None:
    """Save the same tokens under another secret."""
    await db.execute(update(installation).where(installation.c.tenant_id == tenant_id).values(sealed=sealed))


async def remove(db: Db, tenant_id: int) -> None:
    """Delete an installation, and with it what is left of when it went."""
    await db.execute(delete(installation).where(installation.c.tenant_id == tenant_id))
