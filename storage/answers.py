"""Answers to comments and themes by those who asked: one for each, in public.

An answer to a theme has the theme's number with a minus before it: theme 3 is -3, comment 3 is 3.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, bindparam, exists, func, select, update

from storage.enums import CommentState
from storage.models import answer, comment, exchange
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db
from storage.sql import same, upsert_of


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What is answered to comment #number, or to theme -number.

    owner: who looks after it, "" for nobody. due_on: until when.
    """

    number: int
    text: str
    status: str  # heard, planned, started, done, declined
    owner: str = ""
    due_on: date | None = None

    @property
    def theme(self) -> int | None:
        """The number of the theme that it answers, None where it answers a comment."""
        return -self.number if self.number < 0 else None


@dataclass(frozen=True, slots=True)
class Answer(NewAnswer):
    """An answer as it is kept. revision: its changes so far. message_ts: in the announcement's thread.

    helped: how many people said that it helped: "yes", "partly", "no"; None while they are too few.
    """

    answered_on: date = date.min
    changed_on: date = date.min
    revision: int = 0
    message_ts: str | None = None
    helped: Mapping[str, int] | None = None


_COLUMNS = [answer.c[name] for name in Answer.__dataclass_fields__]


async def save(
    db: Db, scope: ExchangeScope, new: NewAnswer, *, today: date, encrypted_moderator: bytes | None
) -> Answer:
    """Save an answer, or change the one that is there."""
    values = {name: getattr(new, name) for name in NewAnswer.__dataclass_fields__}
    values |= {"changed_on": today, "encrypted_moderator": encrypted_moderator}
    row = upsert_of(db)(answer).values(**scope.columns, answered_on=today, **values)
    changed = values | {"revision": answer.c.revision + 1}
    saved = await db.execute(
        row.on_conflict_do_update(index_elements=["tenant_id", "exchange_id", "number"], set_=changed).returning(
            *_COLUMNS
        )
    )
    return to_dataclass(saved.one(), Answer)


async def get(db: Db, scope: ExchangeScope, number: int) -> Answer | None:
    """Return the answer to comment #number, None when there is none."""
    row = (await db.execute(select(*_COLUMNS).where(in_exchange(answer, scope), answer.c.number == number))).first()
    return to_dataclass(row, Answer) if row else None


_ALL = select(*_COLUMNS).where(in_scope(answer)).order_by(answer.c.answered_on.desc(), answer.c.number)


async def list_for(db: Db, scope: ExchangeScope) -> Sequence[Answer]:
    """Return all answers of an exchange, the newest first."""
    rows = await db.execute(_ALL, scope.bind())
    return [to_dataclass(row, Answer) for row in rows]


_MARK = select(func.count(), func.coalesce(func.sum(answer.c.revision), 0)).where(in_scope(answer))


async def get_mark(db: Db, scope: ExchangeScope) -> str:
    """Return what changes whenever an answer does."""
    count, changes = (await db.execute(_MARK, scope.bind())).one()
    return f"{count}.{changes}"


@dataclass(frozen=True, slots=True)
class PostedAnswer:
    """An answer as it is posted in a channel."""

    scope: ExchangeScope
    number: int
    channel_id: str
    message_ts: str


_THERE = exists().where(
    same(comment, answer, "number"),
    comment.c.state.in_([CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN]),
)
_OF_GONE = (
    select(answer.c.exchange_id, answer.c.number, answer.c.message_ts, exchange.c.channel_id)
    .join_from(answer, exchange, same(answer, exchange))
    .where(answer.c.tenant_id == bindparam("in_tenant"), answer.c.message_ts.is_not(None), answer.c.number > 0, ~_THERE)
    .limit(bindparam("most", type_=Integer))
)


async def list_of_gone(db: Db, tenant_id: int, *, limit: int) -> list[PostedAnswer]:
    """Return posted answers to comments that were withdrawn or removed for good."""
    rows = await db.execute(_OF_GONE, {"in_tenant": tenant_id, "most": limit})
    return [
        PostedAnswer(
            ExchangeScope(tenant_id, int(row.exchange_id)), int(row.number), row.channel_id or "", row.message_ts
        )
        for row in rows
    ]


async def set_message(db: Db, scope: ExchangeScope, number: int, message_ts: str | None) -> None:
    """Save where an answer was posted, None where it is no more."""
    await db.execute(
        update(answer).where(in_exchange(answer, scope), answer.c.number == number).values(message_ts=message_ts)
    )


async def set_helped(db: Db, scope: ExchangeScope, number: int, counts: Mapping[str, int]) -> None:
    """Save how many people said that an answer helped; those who show it see that it changed."""
    values = {"helped": dict(counts), "revision": answer.c.revision + 1}
    await db.execute(update(answer).where(in_exchange(answer, scope), answer.c.number == number).values(values))
