"""Workspaces, and the Slack people whose settings are stored."""

from sqlalchemy import delete, select, update

from storage.models import new_id, slack_person, tenant
from storage.session import Db
from storage.sql import upsert_of


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


async def holds_real_workspace(db: Db) -> bool:
    """Say whether any workspace here is a real one. A question over all tenants, asked before a start."""
    return (await db.execute(select(tenant.c.tenant_id).where(~tenant.c.is_playground).limit(1))).first() is not None


async def save_person(db: Db, tenant_id: int, slack_user_id: str, **facts: str | bool | None) -> None:
    """Keep facts of a person: locale, zone, is_subscribed, is_muted."""
    insert = upsert_of(db)
    row = insert(slack_person).values(tenant_id=tenant_id, slack_user_id=slack_user_id, **facts)
    await db.execute(
        row.on_conflict_do_update(index_elements=["tenant_id", "slack_user_id"], set_=facts)
        if facts
        else row.on_conflict_do_nothing()
    )


async def get_person(db: Db, tenant_id: int, slack_user_id: str) -> dict[str, object]:
    """Return locale, zone, is_subscribed, is_muted of a person; {} when nothing is kept."""
    row = (
        await db.execute(
            select(
                slack_person.c.locale, slack_person.c.zone, slack_person.c.is_subscribed, slack_person.c.is_muted
            ).where(slack_person.c.tenant_id == tenant_id, slack_person.c.slack_user_id == slack_user_id)
        )
    ).first()
    return dict(row._mapping) if row else {}  # noqa: SLF001 - SQLAlchemy's public name for it


async def forget_person(db: Db, tenant_id: int, slack_user_id: str) -> None:
    """Drop what is kept of a person outside exchanges."""
    await db.execute(
        delete(slack_person).where(slack_person.c.tenant_id == tenant_id, slack_person.c.slack_user_id == slack_user_id)
    )


async def list_people(db: Db, tenant_id: int) -> list[str]:
    """Return the Slack ids of everybody of whom anything is kept."""
    rows = await db.execute(select(slack_person.c.slack_user_id).where(slack_person.c.tenant_id == tenant_id))
    return sorted(str(row.slack_user_id) for row in rows)


async def list_subscribed(db: Db, tenant_id: int) -> list[str]:
    """Return the Slack ids of those who want to hear of future exchanges."""
    rows = await db.execute(
        select(slack_person.c.slack_user_id)
        .where(slack_person.c.tenant_id == tenant_id, slack_person.c.is_subscribed, ~slack_person.c.is_muted)
        .order_by(slack_person.c.slack_user_id)
    )
    return [str(row.slack_user_id) for row in rows]
