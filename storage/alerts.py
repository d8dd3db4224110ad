"""Pending messages about reports to a workspace's moderators and to authors: one row for each kind of message.

A row is due, is claimed by one process under a lease, and ends as sent. Further reports meanwhile keep it due. Alerts
name no exchange, comment or author, so that nothing joins a moderator's Slack id with them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, update

from storage.enums import AlertKind
from storage.models import alert, author_help, comment
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of

DANGER, REPORT, AUTHOR = AlertKind.DANGER, AlertKind.REPORT, AlertKind.AUTHOR
EVERY = timedelta(hours=1)
"""Shortest time between two messages about reports that are not of danger."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A pending message. report_count: reports since the last one; sealed_notified: who received this one."""

    kind: str
    report_count: int
    sealed_notified: bytes | None
    lease_until: datetime


async def add(db: Db, tenant_id: int, kind: str, *, now: datetime) -> None:
    """Enqueue a message, or count one more report in the pending one.

    It is due at once, and only the hour is kept: the row is written with the report, and a moment would name who was
    there then.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    row = upsert_of(db)(alert).values(tenant_id=tenant_id, kind=kind, report_count=1, due_at=hour)
    await db.execute(
        row.on_conflict_do_update(
            index_elements=["tenant_id", "kind"],
            set_={
                "report_count": alert.c.report_count + 1,
                "due_at": func.coalesce(alert.c.due_at, row.excluded.due_at),
            },
        )
    )


async def claim(db: Db, tenant_id: int, *, now: datetime, until: datetime) -> list[Alert]:
    """Claim the due messages under a lease until a moment."""
    is_due = and_(
        alert.c.tenant_id == tenant_id,
        alert.c.due_at <= now,
        or_(alert.c.lease_until.is_(None), alert.c.lease_until <= now),
        or_(alert.c.kind != REPORT, alert.c.sent_at.is_(None), alert.c.sent_at <= now - EVERY),
    )
    rows = await db.execute(
        update(alert)
        .where(is_due)
        .values(lease_until=until)
        .returning(alert.c.kind, alert.c.report_count, alert.c.sealed_notified)
    )
    return [Alert(row.kind, int(row.report_count), row.sealed_notified, until) for row in rows]


async def is_any_due(db: Db, tenant_id: int, *, now: datetime) -> bool:
    """Say whether a message may be due; a read, so that idle rounds write nothing."""
    query = select(alert.c.kind).where(alert.c.tenant_id == tenant_id, alert.c.due_at <= now).limit(1)
    return (await db.execute(query)).first() is not None


async def finish(db: Db, tenant_id: int, one: Alert, *, sent_at: datetime | None) -> None:
    """Record that a message was sent, or not needed (None). It stays due if reports came in meanwhile."""
    values: dict[str, object] = {
        "report_count": alert.c.report_count - one.report_count,
        "lease_until": None,
        "sealed_notified": None,
    }
    if sent_at is not None:
        values["sent_at"] = sent_at
    mine = (alert.c.tenant_id == tenant_id) & (alert.c.kind == one.kind) & (alert.c.lease_until == one.lease_until)
    done = await db.execute(update(alert).where(mine).values(values))
    if done.rowcount:
        this = (alert.c.tenant_id == tenant_id) & (alert.c.kind == one.kind)
        await db.execute(update(alert).where(this, alert.c.report_count <= 0).values(report_count=0, due_at=None))


async def reschedule(db: Db, tenant_id: int, one: Alert, *, sealed_notified: bytes | None, due_at: datetime) -> None:
    """Record who received the message, and try the others later."""
    mine = (alert.c.tenant_id == tenant_id) & (alert.c.kind == one.kind) & (alert.c.lease_until == one.lease_until)
    await db.execute(update(alert).where(mine).values(sealed_notified=sealed_notified, due_at=due_at, lease_until=None))


# The help text for authors --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PendingHelp:
    """A comment whose author is due the help text."""

    exchange_id: int
    comment_id: int
    author_seal: bytes
    is_seed: bool


async def enqueue_help(db: Db, scope: ExchangeScope, number: int, comment_id: int) -> bool:
    """Enqueue the help text for the author of comment #number; False if that was done before, for any version."""
    there = select(author_help.c.comment_id).join_from(author_help, comment, same(author_help, comment, "comment_id"))
    if (await db.execute(there.where(in_exchange(comment, scope), comment.c.number == number).limit(1))).first():
        return False
    await db.execute(author_help.insert().values(**scope.columns, comment_id=comment_id, is_done=False))
    return True


async def count_help(db: Db, scope: ExchangeScope, numbers: Collection[int]) -> int:
    """Return for how many of an author's comments the help text is done. numbers: of their comments."""
    rows = await db.execute(
        select(comment.c.number)
        .join_from(author_help, comment, same(author_help, comment, "comment_id"))
        .where(in_exchange(comment, scope), author_help.c.is_done)
    )
    return sum(int(row.number) in numbers for row in rows)


async def list_enqueued_help(db: Db, tenant_id: int) -> list[PendingHelp]:
    """Return the pending help texts."""
    rows = await db.execute(
        select(author_help.c.exchange_id, author_help.c.comment_id, comment.c.author_seal, comment.c.is_seed)
        .join_from(
            author_help,
            comment,
            same(author_help, comment, "comment_id"),
        )
        .where(author_help.c.tenant_id == tenant_id, ~author_help.c.is_done)
        .order_by(author_help.c.exchange_id, author_help.c.comment_id)
    )
    return [PendingHelp(row.exchange_id, row.comment_id, bytes(row.author_seal), bool(row.is_seed)) for row in rows]


async def finish_help(db: Db, tenant_id: int, one: PendingHelp) -> None:
    """Record that a comment's help text is done."""
    await db.execute(
        update(author_help)
        .where(
            in_exchange(author_help, ExchangeScope(tenant_id, one.exchange_id)),
            author_help.c.comment_id == one.comment_id,
        )
        .values(is_done=True)
    )
