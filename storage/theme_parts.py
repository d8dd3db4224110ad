"""Sub-themes of a theme, as its row keeps them."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Text, cast, select

from storage.enums import CommentState
from storage.models import comment, theme, theme_member
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db
from storage.sql import same

MIN_IN_PART = 2
"""Live comments of a sub-theme that is shown: its name is a phrase of two of them."""

Part = tuple[str, tuple[int, ...]]
"""A sub-theme: its name, and the ids of its comments."""


def read_parts(stored: Iterable[Any]) -> tuple[Part, ...]:
    """Return sub-themes as they are kept in JSON."""
    return tuple((str(name), tuple(ids)) for name, ids in stored)


def present_parts(stored: Iterable[Any], here: Collection[int]) -> tuple[Part, ...]:
    """Return the sub-themes as far as their comments are in the theme now. here: ids of these."""
    parts = [(name, tuple(each for each in ids if each in here)) for name, ids in read_parts(stored)]
    return tuple((name, ids) for name, ids in parts if len(ids) >= MIN_IN_PART)


_SPLIT = select(theme.c.number).where(in_scope(theme), cast(theme.c.parts, Text) != "[]")


async def list_split(db: Db, scope: ExchangeScope) -> frozenset[int]:
    """Return the numbers of the themes that have sub-themes."""
    rows = await db.execute(_SPLIT, scope.bind())
    return frozenset(int(row.number) for row in rows)


async def get_parts(db: Db, scope: ExchangeScope, number: int) -> tuple[Part, ...]:
    """Return a theme's sub-themes with their live comments, none where it has none or is not there."""
    row = (
        await db.execute(
            select(theme.c.theme_id, theme.c.parts).where(in_exchange(theme, scope), theme.c.number == number)
        )
    ).one_or_none()
    if row is None or not row.parts:
        return ()
    members = await db.execute(
        select(theme_member.c.comment_id)
        .join(comment, same(theme_member, comment, "comment_id"))
        .where(
            in_exchange(theme_member, scope),
            theme_member.c.theme_id == row.theme_id,
            comment.c.state == CommentState.LIVE,
        )
    )
    return present_parts(row.parts, {int(each.comment_id) for each in members})
