"""The queue of comments to rate: read along its index, a few at a time, past what a person wrote, rated or skipped.

What that is, the person's own row knows, so that no query names a rater, and none joins ratings.
"""

from collections.abc import AsyncIterator, Collection
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, select, tuple_

from storage.comments import COLUMNS, Comment, read_row
from storage.enums import CommentState
from storage.known_comments import HEAD
from storage.models import comment, group_deficit
from storage.participant_record import Participant
from storage.scope import ExchangeScope, in_scope
from storage.session import Db
from storage.sql import same

_SPARE = 4  # comments read beyond those that are wanted, before the first look
_MOST = 1_000  # comments read at once

_ORDER = (comment.c.virtual_finish_time, comment.c.tie_breaker, comment.c.comment_id)
_AFTER = ("after_time", "after_breaker", "after_id")
_Key = tuple[float, float, int]


async def list_next(
    db: Db,
    scope: ExchangeScope,
    person: Participant,
    *,
    limit: int,
    deficit_of: str | None = None,
    among: Collection[int] | None = None,
    exclude: int | None = None,
) -> list[Comment]:
    """Return the live comments with the lowest queue keys that this person has not written, rated or skipped.

    What they took back does not count. deficit_of: a group; then only comments that it has rated too little.
    among: then only these, by their ids, and of the head of the queue. exclude: a comment that is left out.
    """
    found: list[Comment] = []
    read = 0
    async for each in _walk(db, scope, limit=HEAD if among is not None else limit, deficit_of=deficit_of):
        read += 1
        if among is not None and read > HEAD:
            break
        if among is not None and each.comment_id not in among:
            continue
        if not (person.wrote(each) or person.has_seen(each) or each.comment_id == exclude):
            found.append(each)
            if len(found) == limit:
                break
    return found


async def _walk(db: Db, scope: ExchangeScope, *, limit: int, deficit_of: str | None) -> AsyncIterator[Comment]:
    """Yield the live comments by queue key. limit: how many are probably wanted."""
    size, after = limit + _SPARE, None
    while True:
        query, parameters = build_query(scope, limit=size, deficit_of=deficit_of, after=after)
        rows = (await db.execute(query, parameters)).all()
        for row in rows:
            yield read_row(row)
        if len(rows) < size:
            return
        after = (float(rows[-1].virtual_finish_time), float(rows[-1].tie_breaker), int(rows[-1].comment_id))
        size = min(4 * size, _MOST)


def build_query(
    scope: ExchangeScope, *, limit: int, deficit_of: str | None = None, after: _Key | None = None
) -> tuple[Any, dict[str, Any]]:
    """Return the query of the next comments of the queue, and its parameters. after: the key of the last one read."""
    parameters = scope.bind(limit=limit)
    if deficit_of is not None:
        parameters["group"] = deficit_of
    if after is not None:
        parameters |= dict(zip(_AFTER, after, strict=True))
    return _build(for_group=deficit_of is not None, goes_on=after is not None), parameters


@cache
def _build(*, for_group: bool, goes_on: bool) -> Any:
    query = (
        select(*COLUMNS, comment.c.tie_breaker)
        .where(in_scope(comment), comment.c.state == CommentState.LIVE)
        .order_by(*_ORDER)
        .limit(bindparam("limit", type_=Integer))
    )
    if goes_on:
        places = [bindparam(name, type_=column.type) for name, column in zip(_AFTER, _ORDER, strict=True)]
        query = query.where(tuple_(*_ORDER) > tuple_(*places))
    if for_group:
        query = query.join(group_deficit, same(group_deficit, comment, "comment_id")).where(
            group_deficit.c.group_name == bindparam("group")
        )
    return query
