"""What receipts are made of: the newest words of people's comments, and a mark of all that changes what one shows."""

from sqlalchemy import func, select

from storage import answers, appeals
from storage.comments import COLUMNS, Comment, read_row
from storage.enums import CommentState
from storage.models import comment, exchange, moderation_act, score_run
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


async def get_mark(db: Db, scope: ExchangeScope) -> str:
    """Return what changes whenever some receipt of the exchange may have to; a few counts, so cheap to ask often."""
    counted = (
        select(comment.c.state, func.count().label("n"), func.sum(comment.c.version).label("versions"))
        .where(in_exchange(comment, scope), ~comment.c.is_seed)
        .group_by(comment.c.state)
        .order_by(comment.c.state)
    )
    parts = [f"{row.state}:{row.n}:{row.versions}" for row in await db.execute(counted)]
    acts = select(func.count()).where(in_exchange(moderation_act, scope))
    released = select(score_run.c.revision).where(in_exchange(score_run, scope))
    state = select(exchange.c.state).where(in_exchange(exchange, scope))
    parts += [str((await db.execute(query)).scalar()) for query in (acts, released, state)]
    return "|".join([*parts, await answers.get_mark(db, scope), await appeals.get_mark(db, scope)])


async def list_newest(db: Db, scope: ExchangeScope) -> dict[int, Comment]:
    """Return people's comments by number, each in its newest version; without seeds and replaced versions."""
    here = in_exchange(comment, scope) & ~comment.c.is_seed & (comment.c.state != CommentState.SUPERSEDED)
    rows = await db.execute(select(*COLUMNS).where(here).order_by(comment.c.version))
    return {each.number: each for each in map(read_row, rows)}


async def list_shown(db: Db, scope: ExchangeScope) -> set[int]:
    """Return the numbers of the comments that others see."""
    here = in_exchange(comment, scope) & (comment.c.state == CommentState.LIVE)
    return {int(row.number) for row in await db.execute(select(comment.c.number).where(here))}
