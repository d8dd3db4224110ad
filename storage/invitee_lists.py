"""Lists of whom moderators want to be invited: one row an exchange, sealed by bot/domain/invitees.py."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.models import invitee_list
from storage.scope import ExchangeScope, in_exchange
from storage.session import ConflictError, Db


async def get(db: Db, scope: ExchangeScope) -> bytes | None:
    """Return the sealed list of an exchange, None where there is none."""
    found = await db.execute(select(invitee_list.c.sealed).where(in_exchange(invitee_list, scope)))
    sealed = found.scalar_one_or_none()
    return None if sealed is None else bytes(sealed)


async def list_all(db: Db, tenant_id: int) -> dict[int, bytes]:
    """Return the sealed lists of a workspace, by exchange."""
    columns = [invitee_list.c.exchange_id, invitee_list.c.sealed]
    rows = await db.execute(select(*columns).where(invitee_list.c.tenant_id == tenant_id))
    return {int(row.exchange_id): bytes(row.sealed) for row in rows}


async def replace(db: Db, scope: ExchangeScope, *, was: bytes | None, sealed: bytes | None) -> None:
    """Put another list in the place of what was read; None on either side for no row.

    Raises ConflictError when another transaction changed it meanwhile.
    """
    this = in_exchange(invitee_list, scope)
    if was is None:
        if sealed is None:
            return
        try:
            await db.execute(insert(invitee_list).values(**scope.columns, sealed=sealed))
        except IntegrityError as error:
            raise ConflictError from error
        return
    if sealed is None:
        done = await db.execute(delete(invitee_list).where(this, invitee_list.c.sealed == was))
    else:
        done = await db.execute(update(invitee_list).where(this, invitee_list.c.sealed == was).values(sealed=sealed))
    if not done.rowcount:
        raise ConflictError
