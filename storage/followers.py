"""Who an answer concerns: the people who wrote the comment or gave it many stars, as far as its seals open."""

from collections.abc import Collection

from sqlalchemy import select

from storage.models import comment, rating
from storage.scope import ExchangeScope, in_exchange
from storage.seals import NOBODY, SealKey, SealPurpose
from storage.session import Db

LIKED = 4
"""Stars with which somebody likes a comment, or more."""


async def list_likers(
    db: Db, scope: ExchangeScope, key: SealKey, numbers: Collection[int]
) -> dict[int, frozenset[int]]:
    """Return, by the comment's number, the numbers of the people who gave it LIKED stars or more; in any version."""
    there = select(comment.c.comment_id, comment.c.number).where(
        in_exchange(comment, scope), comment.c.number.in_(sorted(numbers))
    )
    number_of = {int(row.comment_id): int(row.number) for row in await db.execute(there)}
    liked = select(rating.c.comment_id, rating.c.rater_seal).where(
        in_exchange(rating, scope), rating.c.comment_id.in_(sorted(number_of)), rating.c.stars >= LIKED
    )
    rows = [(int(row.comment_id), bytes(row.rater_seal)) for row in await db.execute(liked)]
    people = key.open_seals(SealPurpose.RATING, [each for each, _ in rows], [seal for _, seal in rows])
    found: dict[int, set[int]] = {number: set() for number in numbers}
    for (comment_id, _), person in zip(rows, people.tolist(), strict=True):
        if person != NOBODY:
            found[number_of[comment_id]].add(person)
    return {number: frozenset(each) for number, each in found.items()}
