"""Use of external AI services: a workspace's consent, what was received, and the characters sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from storage import translations
from storage.models import ai_summary, ai_usage, comment_vector, tenant
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import upsert_of

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StoredVector:
    """A comment's vector as it is stored: sealed under the exchange's key (bot/ai/sealed.py)."""

    comment_id: int
    sealed: bytes


async def has_ai_consent(db: Db, tenant_id: int, host: str) -> bool:
    """Say whether an owner of the workspace allowed sending comments to that host."""
    return host in await agreed(db, tenant_id)


async def agreed(db: Db, tenant_id: int) -> tuple[str, ...]:
    """Return the hosts that an owner of the workspace allowed sending comments to."""
    query = select(tenant.c.has_ai_consent, tenant.c.ai_consent_hosts).where(tenant.c.tenant_id == tenant_id)
    row = (await db.execute(query)).one()
    return tuple(str(row.ai_consent_hosts).split()) if row.has_ai_consent else ()


async def set_ai_consent(db: Db, tenant_id: int, *, hosts: Sequence[str]) -> None:
    """Allow sending comments to these hosts and no others; with none, delete what was received."""
    values = {"has_ai_consent": bool(hosts), "ai_consent_hosts": " ".join(hosts)}
    await db.execute(update(tenant).where(tenant.c.tenant_id == tenant_id).values(values))
    if not hosts:
        await db.execute(delete(comment_vector).where(comment_vector.c.tenant_id == tenant_id))
        await db.execute(delete(ai_summary).where(ai_summary.c.tenant_id == tenant_id))
        await translations.delete_received(db, tenant_id)


async def get_summary(db: Db, scope: ExchangeScope, request_mark: bytes) -> bytes | None:
    """Return what was written for a request, sealed; None for nothing."""
    query = select(ai_summary.c.sealed).where(in_exchange(ai_summary, scope), ai_summary.c.request_mark == request_mark)
    found = (await db.execute(query)).scalar_one_or_none()
    return None if found is None else bytes(found)


async def save_summary(db: Db, scope: ExchangeScope, request_mark: bytes, sealed: bytes, *, now: datetime) -> None:
    """Save what was written for a request: one text for the digests of all channels, paid for once."""
    values = {"sealed": sealed, "written_at": now}
    row = upsert_of(db)(ai_summary).values(**scope.columns, request_mark=request_mark, **values)
    keys = ["tenant_id", "exchange_id", "request_mark"]
    await db.execute(row.on_conflict_do_update(index_elements=keys, set_=values))


async def delete_summaries(db: Db, scope: ExchangeScope) -> None:
    """Delete an exchange's stored summaries: somebody whose words they may quote is forgotten."""
    await db.execute(delete(ai_summary).where(in_exchange(ai_summary, scope)))


async def delete_received(db: Db, scope: ExchangeScope) -> None:
    """Delete all that services sent back for an exchange: its key ends, and nothing opens them any more."""
    await db.execute(delete(comment_vector).where(in_exchange(comment_vector, scope)))
    await delete_summaries(db, scope)


async def has_older_summary(db: Db, tenant_id: int, before: datetime) -> bool:
    """Say whether a stored summary was written before a moment."""
    this = (ai_summary.c.tenant_id == tenant_id) & (ai_summary.c.written_at < before)
    return (await db.execute(select(ai_summary.c.exchange_id).where(this).limit(1))).first() is not None


async def delete_older_summaries(db: Db, tenant_id: int, before: datetime) -> None:
    """Delete the stored summaries that were written before a moment."""
    this = (ai_summary.c.tenant_id == tenant_id) & (ai_summary.c.written_at < before)
    await db.execute(delete(ai_summary).where(this))


async def load_vectors(db: Db, scope: ExchangeScope) -> list[StoredVector]:
    """Return the vectors of an exchange, in no order."""
    rows = await db.execute(
        select(comment_vector.c.comment_id, comment_vector.c.sealed).where(in_exchange(comment_vector, scope))
    )
    return [StoredVector(int(row.comment_id), bytes(row.sealed)) for row in rows]


async def save_vectors(db: Db, scope: ExchangeScope, found: Sequence[StoredVector]) -> None:
    """Save vectors, each replacing an older one."""
    ordered = sorted(found, key=lambda each: each.comment_id)
    insert = upsert_of(db)
    for start in range(0, len(ordered), _AT_ONCE):
        row = insert(comment_vector).values(
            [
                {**scope.columns, "comment_id": each.comment_id, "sealed": each.sealed}
                for each in ordered[start : start + _AT_ONCE]
            ]
        )
        keys = ["tenant_id", "exchange_id", "comment_id"]
        await db.execute(row.on_conflict_do_update(index_elements=keys, set_={"sealed": row.excluded.sealed}))


async def delete_vectors(db: Db, scope: ExchangeScope, comment_ids: Collection[int]) -> None:
    """Delete the vectors of these comments."""
    gone = sorted(comment_ids)
    for start in range(0, len(gone), _AT_ONCE):
        await db.execute(
            delete(comment_vector).where(
                in_exchange(comment_vector, scope),
                comment_vector.c.comment_id.in_(gone[start : start + _AT_ONCE]),
            )
        )


async def spend(db: Db, tenant_id: int, service: str, characters: int, *, cap: int, now: datetime) -> bool:
    """Count characters about to be sent; False, with nothing counted, when they exceed the month's cap.

    service: embeddings or summary. The month is that of `now` in UTC.
    """
    month = f"{now:%Y-%m}"
    insert = upsert_of(db)
    row_key = {"tenant_id": tenant_id, "service": service, "month": month}
    await db.execute(
        insert(ai_usage)
        .values(**row_key, characters=0)
        .on_conflict_do_nothing(index_elements=["tenant_id", "service", "month"])
    )
    changed = await db.execute(
        update(ai_usage)
        .where(
            ai_usage.c.tenant_id == tenant_id,
            ai_usage.c.service == service,
            ai_usage.c.month == month,
            ai_usage.c.characters + characters <= cap,
        )
        .values(characters=ai_usage.c.characters + characters)
    )
    return bool(changed.rowcount)


async def spent(db: Db, tenant_id: int, service: str, *, now: datetime) -> int:
    """Return how many characters were sent in the month of `now`."""
    found = await db.execute(
        select(ai_usage.c.characters).where(
            ai_usage.c.tenant_id == tenant_id,
            ai_usage.c.service == service,
            ai_usage.c.month == f"{now:%Y-%m}",
        )
    )
    return int(found.scalar_one_or_none() or 0)
