"""Comments that were saved before it was known whether their meaning is a sign of danger: a second look follows."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, update

from storage.enums import CommentState
from storage.models import comment
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db

_SEEN = (CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN)


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


async def list_waiting(db: Db, tenant_id: int, *, limit: int, keys: Collection[tuple[int, int]] = ()) -> list[Unlooked]:
    """Return comments that wait for a second look and may be seen or decided about, up to limit.

    keys: (exchange_id, comment_id) of those to return; of any where none is given.
    """
    query = select(comment.c.exchange_id, comment.c.comment_id, comment.c.version, comment.c.text, comment.c.why).where(
        comment.c.tenant_id == tenant_id, comment.c.awaits_look, comment.c.state.in_(_SEEN)
    )
    if keys:
        query = query.where(
            comment.c.exchange_id.in_({each for each, _ in keys}), comment.c.comment_id.in_({each for _, each in keys})
        )
    rows = await db.execute(query.order_by(comment.c.comment_id).limit(limit))
    return [Unlooked(row.exchange_id, row.comment_id, row.version, row.text, row.why) for row in rows]


async def finish(db: Db, tenant_id: int, seen: Unlooked) -> bool:
    """Record that a comment was looked at; False where it has other words now, or was looked at before."""
    scope = ExchangeScope(tenant_id, seen.exchange_id)
    done = await db.execute(
        update(comment)
        .where(
            in_exchange(comment, scope),
            comment.c.comment_id == seen.comment_id,
            comment.c.version == seen.version,
            comment.c.awaits_look,
        )
        .values(awaits_look=False)
    )
    return bool(done.rowcount)
