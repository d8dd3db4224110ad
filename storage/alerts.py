"""Pending messages about reports to a workspace's moderators and to authors: one row for each kind of message.

A row counts the reports since the last message; its state is sealed (bot/moderate/alert_state.py). Alerts name no
exchange, comment or author, so that nothing joins a moderator's Slack id with them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from storage.enums import AlertKind
from storage.models import alert, author_help, comment
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of

DANGER, REPORT, AUTHOR, SERVICE = AlertKind.DANGER, AlertKind.REPORT, AlertKind.AUTHOR, AlertKind.SERVICE


@dataclass(frozen=True, slots=True)
class StoredAlert:
    """A pending message. report_count: reports since the last one; sealed: its state, None at the beginning."""

    kind: str
    report_count: int
    sealed: bytes | None


async def add(db: Db, tenant_id: int, kind: str) -> None:
    """Enqueue a message, or count one more report in the pending one."""
    row = upsert_of(db)(alert).values(tenant_id=tenant_id, kind=kind, report_count=1)
    await db.execute(
        row.on_conflict_do_update(index_elements=["tenant_id", "kind"], set_={"report_count": alert.c.report_count + 1})
    )


async def list_pending(db: Db, tenant_id: int) -> list[StoredAlert]:
    """Return the messages with reports that nobody was written to about, of each kind one at most."""
    rows = await db.execute(
        select(alert.c.kind, alert.c.report_count, alert.c.sealed)
        .where(alert.c.tenant_id == tenant_id, alert.c.report_count > 0)
        .order_by(alert.c.kind)
    )
    return [StoredAlert(row.kind, int(row.report_count), row.sealed) for row in rows]


async def replace(db: Db, tenant_id: int, was: StoredAlert, *, sealed: bytes, sent: int = 0) -> bool:
    """Save the state of a message; False, with nothing changed, where another process saved something meanwhile.

    sent: reports that it was about. Those that came in meanwhile keep it pending.
    """
    this = (alert.c.tenant_id == tenant_id) & (alert.c.kind == was.kind)
    same_as_read = alert.c.sealed.is_(None) if was.sealed is None else alert.c.sealed == was.sealed
    values = {"sealed": sealed, "report_count": alert.c.report_count - sent}
    done = await db.execute(update(alert).where(this, same_as_read).values(values))
    return bool(done.rowcount)


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


async def remove_done_help(db: Db, scope: ExchangeScope) -> None:
    """Remove the rows of help texts that are done, once nobody can report any more."""
    await db.execute(delete(author_help).where(in_exchange(author_help, scope), author_help.c.is_done))


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
