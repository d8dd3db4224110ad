"""Bulk insertion of comments and ratings, in a few statements; `participants.add` is the one of people.

For an exchange without concurrent writes: the playground's example. The rows equal those of `comments.add` and
`ratings.save`.
"""

import secrets
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from storage.comment_places import numbers_for, positions_for
from storage.comments import COLUMNS, Comment, NewComment, read_row
from storage.models import comment, rating
from storage.ratings import Star, virtual_finish_time
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


async def add_comments(db: Db, scope: ExchangeScope, new: Sequence[NewComment]) -> list[Comment]:
    """Save comments with new sources in an exchange that has none yet, and return them in order.

    Raises IntegrityError when a source exists.
    """
    numbers, positions = numbers_for(len(new)), positions_for(len(new))
    rows: list[dict[str, Any]] = [
        {
            **scope.columns,
            "number": number,
            "position": position,
            "tie_breaker": secrets.randbelow(2**30) / 2**30,
            **{name: getattr(each, name) for name in NewComment.__dataclass_fields__},
        }
        for number, position, each in zip(numbers, positions, new, strict=True)
    ]
    await db.execute(insert(comment), rows)
    made = await db.execute(select(*COLUMNS).where(in_exchange(comment, scope)))
    by_id = {each.comment_id: each for each in map(read_row, made)}
    return [by_id[row["comment_id"]] for row in rows]


async def add_ratings(db: Db, scope: ExchangeScope, stars: Sequence[Star]) -> None:
    """Save first ratings, each pair of rater and comment once, and count them.

    Raises IntegrityError when the pair is rated, or stars are outside 1..5. The comments have to be there.
    """
    rows = [
        {**scope.columns, "comment_id": star.comment_id, "rater_seal": star.seals.rating}
        | {"stars": star.stars, "clicked_at": star.clicked_at}
        for star in stars
    ]
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
