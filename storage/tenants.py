"""Tenants: the workspaces that the database knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from storage.models import new_id, tenant
from storage.rows import to_dataclass
from storage.session import Db
from storage.sql import upsert_of

LOCAL = "local"
"""The workspace of imports that belong to no workspace of Slack's."""


class OtherWorkspaceError(Exception):
    """The database holds a real workspace, or a playground, where the other was expected."""


async def ensure(db: Db, *, enterprise_id: str, team_id: str, is_playground: bool) -> int:
    """Return the tenant id of a workspace, created if new; it does not depend on the workspace's organisation.

    Raises OtherWorkspaceError when the workspace is known as the other sort.
    """
    insert = upsert_of(db)
    await db.execute(
        insert(tenant)
        .values(tenant_id=new_id(), enterprise_id=enterprise_id, team_id=team_id, is_playground=is_playground)
        .on_conflict_do_nothing(index_elements=["team_id"])
    )
    row = (
        await db.execute(
            select(tenant.c.tenant_id, tenant.c.enterprise_id, tenant.c.is_playground).where(
                tenant.c.team_id == team_id
            )
        )
    ).one()
    if row.is_playground != is_playground:
        raise OtherWorkspaceError
    if row.enterprise_id != enterprise_id:
        await db.execute(update(tenant).where(tenant.c.tenant_id == row.tenant_id).values(enterprise_id=enterprise_id))
    return int(row.tenant_id)


async def find(db: Db, team_id: str) -> int | None:
    """Return the tenant's id of a workspace, None when it is not known."""
    found = (await db.execute(select(tenant.c.tenant_id).where(tenant.c.team_id == team_id))).scalar_one_or_none()
    return None if found is None else int(found)


@dataclass(frozen=True, slots=True)
class Tenant:
    """A workspace as the database knows it. enterprise_id: "" outside an organisation."""

    tenant_id: int
    team_id: str
    enterprise_id: str


_COLUMNS = [tenant.c[name] for name in Tenant.__dataclass_fields__]


async def get(db: Db, tenant_id: int) -> Tenant | None:
    """Return a workspace, None where there is none of this id."""
    row = (await db.execute(select(*_COLUMNS).where(tenant.c.tenant_id == tenant_id))).first()
    return to_dataclass(row, Tenant) if row else None


async def list_all(db: Db) -> Sequence[Tenant]:
    """Return every workspace, in the order of their names at Slack. A question over all tenants."""
    rows = await db.execute(select(*_COLUMNS).order_by(tenant.c.team_id))
    return [to_dataclass(row, Tenant) for row in rows]


async def list_of_enterprise(db: Db, enterprise_id: str) -> Sequence[Tenant]:
    """Return the workspaces of an organisation that are known, without the organisation itself. Over all tenants."""
    of_it = (tenant.c.enterprise_id == enterprise_id) & (tenant.c.team_id != enterprise_id)
    rows = await db.execute(select(*_COLUMNS).where(of_it).order_by(tenant.c.tenant_id))
    return [to_dataclass(row, Tenant) for row in rows]


async def holds_real_workspace(db: Db) -> bool:
    """Say whether any workspace here is a real one. A question over all tenants, asked before a start."""
    return (await db.execute(select(tenant.c.tenant_id).where(~tenant.c.is_playground).limit(1))).first() is not None
