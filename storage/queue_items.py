"""Items of the queue as moderators have them: where the card of each is, and about since when it waits; sealed."""

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, func, select

from storage.enums import CommentState
from storage.models import comment, moderation_act, queue_item, report
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of

_COUNTED = (
    comment.c.exchange_id,
    comment.c.state,
    func.count().label("n"),
    func.sum(comment.c.version).label("versions"),
    func.sum(comment.c.number).label("numbers"),
)
_PENDING = (
    select(*_COUNTED)
    .where(comment.c.tenant_id == bindparam("in_tenant"), comment.c.state == CommentState.PENDING)
    .group_by(comment.c.exchange_id, comment.c.state)
)
_REPORTED = (
    select(*_COUNTED)
    .join_from(report, comment, same(report, comment, "comment_id"))
    .where(report.c.tenant_id == bindparam("in_tenant"), ~report.c.is_settled)
    .group_by(comment.c.exchange_id, comment.c.state)
    .order_by(comment.c.exchange_id, comment.c.state)
)
_ACTS = (
    select(moderation_act.c.exchange_id, func.count().label("n"))
    .where(moderation_act.c.tenant_id == bindparam("in_tenant"))
    .group_by(moderation_act.c.exchange_id)
)


async def list_marks(db: Db, tenant_id: int) -> dict[int, str]:
    """Return by exchange what changes whenever a card may have to; a few counts, so cheap to ask often.

    Exchanges in which nothing waits and nothing was done are left out.
    """
    found: dict[int, str] = {}
    for query in (_PENDING, _REPORTED):
        for row in await db.execute(query, {"in_tenant": tenant_id}):
            mark = f"{row.state}:{row.n}:{row.versions}:{row.numbers}"
            found[row.exchange_id] = f"{found.get(row.exchange_id, '')}|{mark}"
    for row in await db.execute(_ACTS, {"in_tenant": tenant_id}):
        found[row.exchange_id] = f"{found.get(row.exchange_id, '')}|{row.n}"
    return found


async def list_exchanges(db: Db, tenant_id: int) -> set[int]:
    """Return the exchanges that have items."""
    there = select(queue_item.c.exchange_id).where(queue_item.c.tenant_id == tenant_id).distinct()
    return {int(row.exchange_id) for row in await db.execute(there)}


async def list_all(db: Db, scope: ExchangeScope) -> dict[int, bytes]:
    """Return the sealed items of an exchange by the numbers of their comments."""
    rows = await db.execute(select(queue_item.c.number, queue_item.c.sealed).where(in_exchange(queue_item, scope)))
    return {int(row.number): bytes(row.sealed) for row in rows}


async def save(db: Db, scope: ExchangeScope, sealed: Mapping[int, bytes]) -> None:
    """Save items, new and known ones. The caller commits."""
    for number in sorted(sealed):
        row = upsert_of(db)(queue_item).values(**scope.columns, number=number, sealed=sealed[number])
        await db.execute(
            row.on_conflict_do_update(
                index_elements=["tenant_id", "exchange_id", "number"], set_={"sealed": row.excluded.sealed}
            )
        )


async def remove(db: Db, scope: ExchangeScope, number: int) -> None:
    """Remove an item about which nothing is left to do. The caller commits."""
    await db.execute(delete(queue_item).where(in_exchange(queue_item, scope), queue_item.c.number == number))
