"""Seed comments: by the exchange's creator, marked as such, replaced as a whole while it is a draft."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, func, select, update

from storage import comments
from storage.comments import NewComment
from storage.enums import CommentState
from storage.models import comment
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db


async def replace(db: Db, scope: ExchangeScope, seeds: Sequence[NewComment]) -> None:
    """Save these seed comments, replacing the older ones."""
    await db.execute(delete(comment).where(in_exchange(comment, scope), comment.c.is_seed))
    for seed in seeds:
        await comments.add(db, scope, seed)


async def list_texts(db: Db, scope: ExchangeScope, source_macs: Sequence[str]) -> list[str]:
    """Return the texts of the seed comments, in the order of their sources."""
    rows = await db.execute(
        select(comment.c.source_mac, comment.c.text).where(
            in_exchange(comment, scope),
            comment.c.is_seed,
            comment.c.source_mac.in_(list(source_macs)),
        )
    )
    found = {str(row.source_mac): str(row.text) for row in rows}
    return [found[mark] for mark in source_macs if mark in found]


async def list_live(db: Db, scope: ExchangeScope) -> list[str]:
    """Return the texts of the seed comments that are shown, in no order."""
    query = select(comment.c.text).where(
        in_exchange(comment, scope), comment.c.is_seed, comment.c.state == CommentState.LIVE
    )
    return [str(each) for each in (await db.execute(query)).scalars()]


_LIVE = select(func.count()).where(in_scope(comment), comment.c.is_seed, comment.c.state == CommentState.LIVE)


async def count_live(db: Db, scope: ExchangeScope) -> int:
    """Return how many seed comments are shown."""
    return int((await db.execute(_LIVE, scope.bind())).scalar_one())


async def has_others(db: Db, scope: ExchangeScope) -> bool:
    """Say whether there are comments that people wrote, in any state."""
    query = select(comment.c.comment_id).where(in_exchange(comment, scope), ~comment.c.is_seed).limit(1)
    return (await db.execute(query)).first() is not None


async def set_day(db: Db, scope: ExchangeScope, day: date) -> None:
    """Set the day of the seed comments to that on which the exchange opens."""
    await db.execute(update(comment).where(in_exchange(comment, scope), comment.c.is_seed).values(shared_on=day))


async def await_translation(db: Db, scope: ExchangeScope) -> None:
    """Let the seed comments of an exchange that opens wait for their translations."""
    this = in_exchange(comment, scope) & comment.c.is_seed
    await db.execute(update(comment).where(this).values(awaits_translation=True))
