"""Comments as people's rows know them: by their positions what somebody rated, by their numbers what somebody wrote."""

from collections.abc import Iterable

from sqlalchemy import select

from storage.comments import COLUMNS, Comment, read_row
from storage.enums import CommentState
from storage.models import comment
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db

_AT_ONCE = 500


async def list_numbers_with_words(db: Db, scope: ExchangeScope) -> set[int]:
    """Return the numbers of people's comments, without withdrawn, removed and seed comments."""
    rows = await db.execute(
        select(comment.c.number).where(
            in_exchange(comment, scope),
            ~comment.c.is_seed,
            comment.c.state.in_([CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN]),
        )
    )
    return {int(row.number) for row in rows}


async def list_at(db: Db, scope: ExchangeScope, positions: Iterable[int]) -> list[Comment]:
    """Return the comments at these positions, in any order."""
    wanted = sorted(positions)
    found: list[Comment] = []
    for start in range(0, len(wanted), _AT_ONCE):
        some = comment.c.position.in_(wanted[start : start + _AT_ONCE])
        found += map(read_row, await db.execute(select(*COLUMNS).where(in_exchange(comment, scope), some)))
    return found


async def list_ids_at(db: Db, scope: ExchangeScope, positions: Iterable[int]) -> dict[int, int]:
    """Return the ids of the comments at these positions, by position."""
    wanted = sorted(positions)
    found: dict[int, int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = comment.c.position.in_(wanted[start : start + _AT_ONCE])
        query = select(comment.c.position, comment.c.comment_id).where(in_exchange(comment, scope), some)
        found |= {int(row.position): int(row.comment_id) for row in await db.execute(query)}
    return found


async def list_of_numbers(db: Db, scope: ExchangeScope, numbers: Iterable[int]) -> list[Comment]:
    """Return the comments of these numbers, in all their versions, by number and version."""
    wanted = sorted(numbers)
    found: list[Comment] = []
    for start in range(0, len(wanted), _AT_ONCE):
        some = comment.c.number.in_(wanted[start : start + _AT_ONCE])
        query = select(*COLUMNS).where(in_exchange(comment, scope), some)
        found += map(read_row, await db.execute(query.order_by(comment.c.number, comment.c.version)))
    return found
