"""Bulk insertion of comments, ratings and participants, in a few statements.

For an exchange without concurrent writes: the playground's example. The rows equal those of `comments.add`,
`ratings.save` and `participants.update_participant`.
"""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from storage.comments import COLUMNS, Comment, NewComment, numbers_for, read_row
from storage.models import comment, new_id, participant, rating
from storage.ratings import Star, virtual_finish_time
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


async def add_comments(db: Db, scope: ExchangeScope, new: Sequence[NewComment]) -> list[Comment]:
    """Save comments with new sources in an exchange that has none yet, and return them in order.

    Raises IntegrityError when a source exists.
    """
    numbers = numbers_for(len(new))
    rows: list[dict[str, Any]] = [
        {
            **scope.columns,
            "comment_id": new_id(),
            "number": number,
            "tie_breaker": secrets.randbelow(2**30) / 2**30,
            **{name: getattr(each, name) for name in NewComment.__dataclass_fields__},
        }
        for number, each in zip(numbers, new, strict=True)
    ]
    await db.execute(insert(comment), rows)
    made = await db.execute(select(*COLUMNS).where(in_exchange(comment, scope)))
    by_id = {each.comment_id: each for each in map(read_row, made)}
    return [by_id[row["comment_id"]] for row in rows]


async def add_ratings(db: Db, scope: ExchangeScope, stars: Sequence[Star]) -> None:
    """Save first ratings, each pair of rater and comment once, and count them.

    Raises IntegrityError when a comment does not exist, the pair is rated, or stars are outside 1..5.
    """
    rows = [scope.columns | {name: getattr(star, name) for name in Star.__dataclass_fields__} for star in stars]
    await db.execute(insert(rating), rows)
    counted: dict[int, Counter[int]] = {}
    for star in stars:
        counted.setdefault(star.comment_id, Counter())[star.stars] += 1
    more = {f"n{each}": comment.c[f"n{each}"] + bindparam(f"more{each}") for each in range(1, 6)}
    await db.execute(
        update(comment)
        .where(
            in_exchange(comment, scope),
            comment.c.comment_id == bindparam("which"),
        )
        .values(more | {"virtual_finish_time": virtual_finish_time(bindparam("more"))}),
        [
            {"which": which, "more": counts.total()} | {f"more{each}": counts[each] for each in range(1, 6)}
            for which, counts in counted.items()
        ],
    )


async def add_participants(db: Db, scope: ExchangeScope, people: Mapping[str, Mapping[str, Any]]) -> None:
    """Save new participants. people: by rater id, the columns that differ from the defaults.

    All name the same columns. Raises IntegrityError when one exists.
    """
    await db.execute(
        insert(participant),
        [{**scope.columns, "rater_id": rater_id, **columns} for rater_id, columns in people.items()],
    )
