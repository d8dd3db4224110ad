"""Use of external AI services: a workspace's consent, the vectors received, and the characters sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.models import ai_usage, comment_vector, tenant
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import upsert_of

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StoredVector:
    """A comment's vector. mark: hash of the model and the words; half: the numbers in half precision."""

    comment_id: int
    mark: str
    half: bytes


async def has_ai_consent(db: Db, tenant_id: int, host: str) -> bool:
    """Say whether an owner of the workspace allowed sending comments to that host."""
    return host in await agreed(db, tenant_id)


async def agreed(db: Db, tenant_id: int) -> tuple[str, ...]:
    """Return the hosts that an owner of the workspace allowed sending comments to."""
    query = select(tenant.c.has_ai_consent, tenant.c.ai_consent_hosts).where(tenant.c.tenant_id == tenant_id)
    row = (await db.execute(query)).one()
    return tuple(str(row.ai_consent_hosts).split()) if row.has_ai_consent else ()


async def set_ai_consent(db: Db, tenant_id: int, *, hosts: Sequence[str]) -> None:
    """Allow sending comments to these hosts and no others; with none, delete the stored vectors."""
    values = {"has_ai_consent": bool(hosts), "ai_consent_hosts": " ".join(hosts)}
    await db.execute(update(tenant).where(tenant.c.tenant_id == tenant_id).values(values))
    if not hosts:
        await db.execute(delete(comment_vector).where(comment_vector.c.tenant_id == tenant_id))


async def load_vectors(db: Db, scope: ExchangeScope) -> dict[int, StoredVector]:
    """Return the vectors of an exchange, by comment id."""
    rows = await db.execute(
        select(comment_vector.c.comment_id, comment_vector.c.model, comment_vector.c.vector).where(
            in_exchange(comment_vector, scope)
        )
    )
    return {int(row.comment_id): StoredVector(int(row.comment_id), row.model, bytes(row.vector)) for row in rows}


async def save_vectors(db: Db, scope: ExchangeScope, found: Sequence[StoredVector]) -> None:
    """Save vectors, each replacing an older one."""
    ordered = sorted(found, key=lambda each: each.comment_id)
    insert = upsert_of(db)
    for start in range(0, len(ordered), _AT_ONCE):
        row = insert(comment_vector).values(
            [
                {
                    **scope.columns,
                    "comment_id": each.comment_id,
                    "model": each.mark,
                    "vector": each.half,
                }
                for each in ordered[start : start + _AT_ONCE]
            ]
        )
        await db.execute(
            row.on_conflict_do_update(
                index_elements=["tenant_id", "exchange_id", "comment_id"],
                set_={"model": row.excluded.model, "vector": row.excluded.vector},
            )
        )


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
