"""Moderators of a workspace."""

from sqlalchemy import delete, select, update

from storage.models import moderator
from storage.session import Db
from storage.sql import upsert_of


async def list_all(db: Db, tenant_id: int) -> list[tuple[str, bool]]:
    """Return (Slack id, is owner) of every moderator, owners first."""
    rows = await db.execute(
        select(moderator.c.slack_user_id, moderator.c.is_owner)
        .where(moderator.c.tenant_id == tenant_id)
        .order_by(moderator.c.is_owner.desc(), moderator.c.slack_user_id)
    )
    return [(str(row.slack_user_id), bool(row.is_owner)) for row in rows]


async def get_role(db: Db, tenant_id: int, slack_user_id: str) -> str | None:
    """Return "owner" or "moderator", None when this person is neither."""
    row = (
        await db.execute(
            select(moderator.c.is_owner).where(
                moderator.c.tenant_id == tenant_id, moderator.c.slack_user_id == slack_user_id
            )
        )
    ).first()
    if row is None:
        return None
    return "owner" if row.is_owner else "moderator"


async def add(db: Db, tenant_id: int, slack_user_id: str, *, is_owner: bool = False) -> bool:
    """Make somebody a moderator; False when they were one."""
    made = await db.execute(
        upsert_of(db)(moderator)
        .values(tenant_id=tenant_id, slack_user_id=slack_user_id, is_owner=is_owner)
        .on_conflict_do_nothing()
        .returning(moderator.c.slack_user_id)
    )
    return made.first() is not None


async def remove(db: Db, tenant_id: int, slack_user_id: str) -> bool:
    """Remove a moderator; False when they were none."""
    gone = await db.execute(
        delete(moderator).where(moderator.c.tenant_id == tenant_id, moderator.c.slack_user_id == slack_user_id)
    )
    return bool(gone.rowcount)


async def make_owner(db: Db, tenant_id: int, slack_user_id: str) -> None:
    """Make a moderator an owner."""
    await db.execute(
        update(moderator)
        .where(moderator.c.tenant_id == tenant_id, moderator.c.slack_user_id == slack_user_id)
        .values(is_owner=True)
    )
