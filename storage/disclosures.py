"""Disclosures: requests of a safety officer to learn who wrote a comment, each confirmed by another or not.

Rows are only added, and confirmed once. There can be none in an exchange that lets nobody find out: a foreign key ties
each to an exchange whose disclosure is OFFICERS.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.enums import Disclosure
from storage.models import disclosure_request, new_id
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class DisclosureRequest:
    """A request. requested_by, confirmed_by: Slack ids of officers; times are aware UTC."""

    request_id: int
    comment_id: int
    requested_by: str
    requested_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None


_COLUMNS = [disclosure_request.c[name] for name in DisclosureRequest.__dataclass_fields__]


async def add(
    db: Db, scope: ExchangeScope, comment_id: int, *, requested_by: str, requested_at: datetime
) -> DisclosureRequest:
    """Save a request. Raises IntegrityError where the exchange lets nobody find out."""
    request_id = new_id()
    await db.execute(
        disclosure_request.insert().values(
            **scope.columns,
            comment_id=comment_id,
            request_id=request_id,
            disclosure=Disclosure.OFFICERS,
            requested_by=requested_by,
            requested_at=requested_at,
        )
    )
    return DisclosureRequest(request_id, comment_id, requested_by, requested_at, None, None)


async def get(db: Db, scope: ExchangeScope, request_id: int) -> DisclosureRequest | None:
    """Return a request, None where there is none."""
    row = (
        await db.execute(
            select(*_COLUMNS).where(
                in_exchange(disclosure_request, scope), disclosure_request.c.request_id == request_id
            )
        )
    ).first()
    return to_dataclass(row, DisclosureRequest) if row else None


async def list_for(db: Db, scope: ExchangeScope, comment_id: int) -> list[DisclosureRequest]:
    """Return the requests about a comment, oldest first."""
    rows = await db.execute(
        select(*_COLUMNS)
        .where(in_exchange(disclosure_request, scope), disclosure_request.c.comment_id == comment_id)
        .order_by(disclosure_request.c.requested_at)
    )
    return [to_dataclass(row, DisclosureRequest) for row in rows]


async def confirm(
    db: Db, scope: ExchangeScope, request_id: int, *, confirmed_by: str, confirmed_at: datetime, since: datetime
) -> bool:
    """Confirm a request by another officer than the one who made it; False where it is confirmed, or made before."""
    done = await db.execute(
        update(disclosure_request)
        .where(
            in_exchange(disclosure_request, scope),
            disclosure_request.c.request_id == request_id,
            disclosure_request.c.confirmed_by.is_(None),
            disclosure_request.c.requested_by != confirmed_by,
            disclosure_request.c.requested_at > since,
        )
        .values(confirmed_by=confirmed_by, confirmed_at=confirmed_at)
    )
    return bool(done.rowcount)
