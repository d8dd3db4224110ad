"""People with a role in a workspace: moderators, owners among them, and others who may do less."""

from sqlalchemy import bindparam, delete, or_, select, update

from storage.enums import Office
from storage.models import moderator
from storage.session import Db
from storage.sql import upsert_of

_ROLE = select(moderator.c.is_owner, moderator.c.office).where(
    moderator.c.tenant_id == bindparam("in_tenant"), moderator.c.slack_user_id == bindparam("who")
)


async def list_all(db: Db, tenant_id: int) -> list[tuple[str, bool]]:
    """Return (Slack id, is owner) of every moderator, owners first; nobody of another role."""
    moderates = or_(moderator.c.is_owner, moderator.c.office == Office.MODERATOR)
    rows = await db.execute(
        select(moderator.c.slack_user_id, moderator.c.is_owner)
        .where(moderator.c.tenant_id == tenant_id, moderates)
        .order_by(moderator.c.is_owner.desc(), moderator.c.slack_user_id)
    )
    return [(str(row.slack_user_id), bool(row.is_owner)) for row in rows]


async def list_roles(db: Db, tenant_id: int) -> list[tuple[str, Office]]:
    """Return (Slack id, role) of everybody who has one, by role."""
    columns = moderator.c.slack_user_id, moderator.c.is_owner, moderator.c.office
    rows = await db.execute(select(*columns).where(moderator.c.tenant_id == tenant_id))
    found = [(str(row.slack_user_id), Office.OWNER if row.is_owner else Office(row.office)) for row in rows]
    order = list(Office)
    return sorted(found, key=lambda each: (order.index(each[1]), each[0]))


async def get_role(db: Db, tenant_id: int, slack_user_id: str) -> Office | None:
    """Return the role of this person, None where they have none."""
    row = (await db.execute(_ROLE, {"in_tenant": tenant_id, "who": slack_user_id})).first()
    if row is None:
        return None
    return Office.OWNER if row.is_owner else Office(row.office)


async def set_role(db: Db, tenant_id: int, slack_user_id: str, role: Office) -> None:
    """Give somebody a role in place of the one that they had."""
    is_owner = role is Office.OWNER
    values = {"is_owner": is_owner, "office": Office.MODERATOR if is_owner else role}
    await db.execute(
        upsert_of(db)(moderator)
        .values(tenant_id=tenant_id, slack_user_id=slack_user_id, **values)
        .on_conflict_do_update(index_elements=["tenant_id", "slack_user_id"], set_=values)
    )


async def add(db: Db, tenant_id: int, slack_user_id: str, *, is_owner: bool = False) -> bool:
    """Make somebody a moderator; False when they had a role."""
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


async def hold_owners(db: Db, tenant_id: int) -> list[str]:
    """Return the stored owners, whose rows no other transaction changes until this one is over."""
    rows = select(moderator.c.slack_user_id).where(moderator.c.tenant_id == tenant_id, moderator.c.is_owner)
    return [str(each) for each in await db.scalars(rows.order_by(moderator.c.slack_user_id).with_for_update())]


async def make_owner(db: Db, tenant_id: int, slack_user_id: str) -> None:
    """Make a moderator an owner."""
    await db.execute(
        update(moderator)
        .where(moderator.c.tenant_id == tenant_id, moderator.c.slack_user_id == slack_user_id)
        .values(is_owner=True, office=Office.MODERATOR)
    )
