"""Comments that were saved before it was known whether they are a sign of danger: a second look follows."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select, update

from storage.enums import CommentState
from storage.models import comment
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db

_SEEN = (CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN)


class Flag(StrEnum):
    """Which look a comment waits for: the column that says so."""

    MEANING = "awaits_look"
    SERVICE = "awaits_service"
    TOPIC = "awaits_topic"


@dataclass(frozen=True, slots=True)
class Unlooked:
    """The words of a comment as they are now."""

    exchange_id: int
    comment_id: int
    version: int
    text: str
    why: str

    @property
    def key(self) -> tuple[int, int]:
        """What it is found by, beside the workspace."""
        return self.exchange_id, self.comment_id


async def list_waiting(
    db: Db, tenant_id: int, flag: Flag, *, limit: int, keys: Collection[tuple[int, int]] = ()
) -> list[Unlooked]:
    """Return comments that wait for a second look and may be seen or decided about, up to limit, random ones.

    keys: (exchange_id, comment_id) of those to return; of any where none is given.
    """
    query = select(comment.c.exchange_id, comment.c.comment_id, comment.c.version, comment.c.text, comment.c.why).where(
        comment.c.tenant_id == tenant_id, comment.c[flag], comment.c.state.in_(_SEEN)
    )
    if keys:
        query = query.where(
            comment.c.exchange_id.in_({each for each, _ in keys}), comment.c.comment_id.in_({each for _, each in keys})
        )
    rows = await db.execute(query.order_by(func.random()).limit(limit))
    return [Unlooked(row.exchange_id, row.comment_id, row.version, row.text, row.why) for row in rows]


async def finish(db: Db, tenant_id: int, seen: Unlooked, flag: Flag) -> bool:
    """Record that a comment was looked at; False where it has other words now, or was looked at before."""
    scope = ExchangeScope(tenant_id, seen.exchange_id)
    done = await db.execute(
        update(comment)
        .where(
            in_exchange(comment, scope),
            comment.c.comment_id == seen.comment_id,
            comment.c.version == seen.version,
            comment.c[flag],
        )
        .values({flag.value: False})
    )
    return bool(done.rowcount)


async def drop(db: Db, tenant_id: int, flag: Flag) -> None:
    """Let no comment of a workspace wait any more: nobody may look at them."""
    waits = (comment.c.tenant_id == tenant_id) & comment.c[flag]
    await db.execute(update(comment).where(waits).values({flag.value: False}))
