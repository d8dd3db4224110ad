"""How many people wrote comments: who wrote which, as numbers that mean nothing elsewhere."""

from sqlalchemy import select

from storage.enums import CommentState
from storage.models import comment
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


async def number_authors(db: Db, scope: ExchangeScope) -> dict[int, int]:
    """Return a number of its author for each live comment, from 0; comments to begin with are left out."""
    rows = await db.execute(
        select(comment.c.comment_id, comment.c.author_id).where(
            in_exchange(comment, scope), comment.c.state == CommentState.LIVE, comment.c.is_seed.is_(False)
        )
    )
    numbers: dict[str, int] = {}
    return {int(row.comment_id): numbers.setdefault(row.author_id, len(numbers)) for row in rows}
