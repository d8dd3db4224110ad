"""Slack people: the language, zone and notification settings that are stored of somebody outside exchanges."""

from sqlalchemy import delete, select

from storage.models import slack_person
from storage.session import Db
from storage.sql import upsert_of


async def save(db: Db, tenant_id: int, slack_user_id: str, **facts: str | bool | None) -> None:
    """Keep facts of a person: locale, zone, is_subscribed, is_muted."""
    insert = upsert_of(db)
    row = insert(slack_person).values(tenant_id=tenant_id, slack_user_id=slack_user_id, **facts)
    await db.execute(
        row.on_conflict_do_update(index_elements=["tenant_id", "slack_user_id"], set_=facts)
        if facts
        else row.on_conflict_do_nothing()
    )


async def get(db: Db, tenant_id: int, slack_user_id: str) -> dict[str, object]:
    """Return locale, zone, is_subscribed, is_muted of a person; {} when nothing is kept."""
    rows = await db.execute(
        select(slack_person.c.locale, slack_person.c.zone, slack_person.c.is_subscribed, slack_person.c.is_muted).where(
            slack_person.c.tenant_id == tenant_id, slack_person.c.slack_user_id == slack_user_id
        )
    )
    return dict(rows.mappings().first() or {})


async def forget(db: Db, tenant_id: int, slack_user_id: str) -> None:
    """Drop what is kept of a person outside exchanges."""
    await db.execute(
        delete(slack_person).where(slack_person.c.tenant_id == tenant_id, slack_person.c.slack_user_id == slack_user_id)
    )


async def list_all(db: Db, tenant_id: int) -> list[str]:
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
