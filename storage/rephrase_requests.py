"""Authors whom a moderator asks for other words: one row for each message that is due, deleted with it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.models import comment, moderation_act, rephrase_request
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same


@dataclass(frozen=True, slots=True)
class RephraseRequest:
    """A message that is due. acted_at: when the moderator asked; number, author_seal: of the comment."""

    exchange_id: int
    act_id: int
    comment_id: int
    number: int
    author_seal: bytes
    reason: str
    acted_at: datetime


async def add(db: Db, scope: ExchangeScope, act_id: int, comment_id: int) -> None:
    """Save that the author of a comment is due a message. act_id: of the asking, in the moderation log."""
    await db.execute(rephrase_request.insert().values(**scope.columns, act_id=act_id, comment_id=comment_id))


async def remove(db: Db, scope: ExchangeScope, act_id: int) -> None:
    """Remove a message that was sent, or is not to be sent; nothing where there is none."""
    this = in_exchange(rephrase_request, scope) & (rephrase_request.c.act_id == act_id)
    await db.execute(delete(rephrase_request).where(this))


async def list_pending(db: Db, tenant_id: int, *, until: datetime) -> list[RephraseRequest]:
    """Return the messages of a workspace whose asking was not later than `until`."""
    query = (
        select(
            rephrase_request.c.exchange_id,
            rephrase_request.c.act_id,
            rephrase_request.c.comment_id,
            comment.c.number,
            comment.c.author_seal,
            moderation_act.c.reason,
            moderation_act.c.acted_at,
        )
        .join_from(rephrase_request, comment, same(rephrase_request, comment, "comment_id"))
        .join(moderation_act, same(rephrase_request, moderation_act, "act_id"))
        .where(rephrase_request.c.tenant_id == tenant_id, moderation_act.c.acted_at <= until)
        .order_by(rephrase_request.c.exchange_id, rephrase_request.c.act_id)
    )
    return [to_dataclass(row, RephraseRequest) for row in await db.execute(query)]
