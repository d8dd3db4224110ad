"""Slack people: which messages they want, sealed; the bot's bot/domain/preferences.py seals and reads it.

A row is found by a mark, an HMAC of the Slack id, and says nothing without the workspace's key.
"""

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update

from storage.models import slack_person
from storage.session import ConflictError, Db
from storage.sql import upsert_of

_BLOCK = 32  # people


_ONE = select(slack_person.c.sealed).where(
    slack_person.c.tenant_id == bindparam("in_tenant"), slack_person.c.person_mark == bindparam("mark")
)


async def get(db: Db, tenant_id: int, person_mark: bytes) -> bytes | None:
    """Return what is sealed of a person; None when nothing is kept."""
    found = await db.execute(_ONE, {"in_tenant": tenant_id, "mark": person_mark})
    sealed = found.scalar_one_or_none()
    return None if sealed is None else bytes(sealed)


async def replace(db: Db, tenant_id: int, person_mark: bytes, *, was: bytes | None, sealed: bytes | None) -> None:
    """Put something else in the place of what was read; None on either side for no row.

    Raises ConflictError when another transaction changed it meanwhile.
    """
    if was is None and sealed is None:
        return
    if sealed is None:
        done = await db.execute(delete(slack_person).where(_is(tenant_id, person_mark), slack_person.c.sealed == was))
    elif was is None:
        row = upsert_of(db)(slack_person).values(tenant_id=tenant_id, person_mark=person_mark, sealed=sealed)
        done = await db.execute(row.on_conflict_do_nothing())
    else:
        this = update(slack_person).where(_is(tenant_id, person_mark), slack_person.c.sealed == was)
        done = await db.execute(this.values(sealed=sealed))
    if not done.rowcount:
        raise ConflictError


async def hold_block(db: Db, tenant_id: int, person_mark: bytes) -> dict[bytes, bytes]:
    """Return what is sealed of a person and of others, some 32 to 64, by mark, held; of everybody below 64 people.

    A block is the marks that begin with the same bits, so it has the same people each time.
    """
    query = select(func.count()).select_from(slack_person).where(slack_person.c.tenant_id == tenant_id)
    bits = max(0, (int((await db.execute(query)).scalar_one()) // _BLOCK).bit_length() - 1)
    width = 8 * len(person_mark)
    first = int.from_bytes(person_mark, "big") >> (width - bits) << (width - bits)
    last = first | ((1 << (width - bits)) - 1)
    first_mark, last_mark = (each.to_bytes(len(person_mark), "big") for each in (first, last))
    rows = await db.execute(
        select(slack_person.c.person_mark, slack_person.c.sealed)
        .where(slack_person.c.tenant_id == tenant_id, slack_person.c.person_mark.between(first_mark, last_mark))
        .order_by(slack_person.c.person_mark)
        .with_for_update()
    )
    return {bytes(row.person_mark): bytes(row.sealed) for row in rows}


async def list_all(db: Db, tenant_id: int) -> list[tuple[bytes, bytes]]:
    """Return (mark, sealed) of everybody of whom anything is kept, in the order of the marks, which is random."""
    rows = await db.execute(
        select(slack_person.c.person_mark, slack_person.c.sealed)
        .where(slack_person.c.tenant_id == tenant_id)
        .order_by(slack_person.c.person_mark)
    )
    return [(bytes(row.person_mark), bytes(row.sealed)) for row in rows]


async def list_tenants(db: Db) -> list[int]:
    """Return the workspaces in which something is kept of anybody."""
    rows = await db.execute(select(slack_person.c.tenant_id).distinct().order_by(slack_person.c.tenant_id))
    return [int(row.tenant_id) for row in rows]


def _is(tenant_id: int, person_mark: bytes) -> ColumnElement[bool]:
    return (slack_person.c.tenant_id == tenant_id) & (slack_person.c.person_mark == person_mark)
