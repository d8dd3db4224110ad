"""What receipts are made of: the newest words of people's comments, and a mark of all that changes what one shows."""

from sqlalchemy import func, select

from storage import answers, appeals
from storage.comments import COLUMNS, Comment, read_row
from storage.enums import CommentState
from storage.models import comment, exchange, moderation_act, score_run
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db

_COMMENTS = (
    select(comment.c.state, func.count().label("n"), func.sum(comment.c.version).label("versions"))
    .where(in_scope(comment), ~comment.c.is_seed)
    .group_by(comment.c.state)
    .order_by(comment.c.state)
)
_OTHERS = select(
    select(func.count()).where(in_scope(moderation_act)).scalar_subquery().label("acts"),
    select(score_run.c.revision).where(in_scope(score_run)).scalar_subquery().label("released"),
    select(exchange.c.state).where(in_scope(exchange)).scalar_subquery().label("state"),
)


async def get_mark(db: Db, scope: ExchangeScope) -> str:
    """Return what changes whenever some receipt of the exchange may have to; a few counts, so cheap to ask often."""
    counted = await db.execute(_COMMENTS, scope.bind())
    parts = [f"{row.state}:{row.n}:{row.versions}" for row in counted]
    others = (await db.execute(_OTHERS, scope.bind())).one()
    parts += [str(others.acts), str(others.released), str(others.state)]
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
