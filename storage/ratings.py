"""Ratings: one for each person and comment, the later click wins; counts change in the same transaction."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from storage.comments import COLUMNS as COMMENT_COLUMNS
from storage.comments import Comment
from storage.comments import read_row as read_comment
from storage.enums import CommentState, SkipReason
from storage.histogram import HISTOGRAM, RATINGS, read_histogram
from storage.models import comment, group_deficit, rating, skip
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of


@dataclass(frozen=True, slots=True)
class Star:
    """One click on a star. clicked_at: microseconds, blinded by the exchange's key; source: see storage/models.py."""

    comment_id: int
    rater_id: str
    stars: int
    clicked_at: int
    source: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The effect of a click. before: the person's previous stars, None when none."""

    before: int | None
    counted: bool  # False: repeated, or older than the saved one
    histogram: tuple[int, ...] = ()  # the comment's counts of stars 1 to 5 afterwards, if it counted


def of_rater(table: Any, scope: ExchangeScope, comment_id: int, rater_id: str) -> Any:
    """Return the condition that a row is of this person and comment."""
    return in_exchange(table, scope) & (table.c.comment_id == comment_id) & (table.c.rater_id == rater_id)


async def save(db: Db, scope: ExchangeScope, star: Star) -> Placed:
    """Save a star; of two clicks by one person on one comment the later one wins. Safe to repeat.

    Raises IntegrityError when the comment does not exist or stars are outside 1..5.
    """
    key = (scope, star.comment_id, star.rater_id)
    skipped = (await db.execute(select(skip.c.clicked_at).where(of_rater(skip, *key)))).first()
    if skipped and skipped.clicked_at > star.clicked_at:
        return Placed(None, counted=False)
    insert = upsert_of(db)
    inserted = await db.execute(
        insert(rating)
        .values(
            **scope.columns,
            comment_id=star.comment_id,
            rater_id=star.rater_id,
            stars=star.stars,
            clicked_at=star.clicked_at,
            source=star.source,
        )
        .on_conflict_do_nothing(index_elements=list(rating.primary_key.columns))
        .returning(rating.c.stars)
    )
    before: int | None = None
    if inserted.first() is None:
        old = (
            await db.execute(
                select(rating.c.stars, rating.c.clicked_at).where(of_rater(rating, *key)).with_for_update()
            )
        ).one()
        before = int(old.stars)
        if old.clicked_at >= star.clicked_at:
            return Placed(before, counted=False)
        await db.execute(
            update(rating)
            .where(of_rater(rating, *key))
            .values(stars=star.stars, clicked_at=star.clicked_at, source=star.source)
        )
    if skipped:
        await db.execute(delete(skip).where(of_rater(skip, *key)))
    histogram = await _count(db, scope, star.comment_id, before, star.stars)
    return Placed(before, counted=True, histogram=histogram)


async def save_sampling_weight(
    db: Db, scope: ExchangeScope, comment_id: int, weight: float, *, group_name: str | None
) -> None:
    """Save a comment's new sampling weight, and lower the deficit of the group that rated it.

    group_name: the rater's group, None without one or when they rated the comment before.
    """
    key = (RATINGS + comment.c.open_cards) / weight
    await _step(db, scope, comment_id, sampling_weight=weight, virtual_finish_time=key)
    if group_name is not None:
        await db.execute(
            update(group_deficit)
            .where(
                in_exchange(group_deficit, scope),
                group_deficit.c.group_name == group_name,
                group_deficit.c.comment_id == comment_id,
            )
            .values(deficit=group_deficit.c.deficit - 1)
        )


async def undo(db: Db, scope: ExchangeScope, comment_id: int, rater_id: str, clicked_at: int) -> int | None:
    """Undo a rating or skip; return the removed stars, None when there was no rating or it is later."""
    key = (scope, comment_id, rater_id)
    old = (await db.execute(select(rating.c.stars, rating.c.clicked_at).where(of_rater(rating, *key)))).first()
    if old and old.clicked_at >= clicked_at:
        return None
    await _save_skip(db, scope, comment_id, rater_id, SkipReason.UNDONE, clicked_at)
    if old is None:
        return None
    await db.execute(delete(rating).where(of_rater(rating, *key)))
    await _count(db, scope, comment_id, int(old.stars), None)
    return int(old.stars)


async def save_skip(db: Db, scope: ExchangeScope, comment_id: int, rater_id: str, reason: str, clicked_at: int) -> bool:
    """Save a skip; False when the person has rated or skipped the comment."""
    key = (scope, comment_id, rater_id)
    if (await db.execute(select(rating.c.stars).where(of_rater(rating, *key)))).first():
        return False
    old = (await db.execute(select(skip.c.reason, skip.c.clicked_at).where(of_rater(skip, *key)))).first()
    if old and (old.clicked_at >= clicked_at or old.reason != SkipReason.UNDONE):
        return False
    await _save_skip(db, scope, comment_id, rater_id, reason, clicked_at)
    await _step(db, scope, comment_id, skips=comment.c.skips + 1)
    return True


async def _save_skip(
    db: Db, scope: ExchangeScope, comment_id: int, rater_id: str, reason: str, clicked_at: int
) -> None:
    row = upsert_of(db)(skip).values(
        **scope.columns,
        comment_id=comment_id,
        rater_id=rater_id,
        reason=reason,
        clicked_at=clicked_at,
    )
    await db.execute(
        row.on_conflict_do_update(
            index_elements=list(skip.primary_key.columns), set_={"reason": reason, "clicked_at": clicked_at}
        )
    )


async def _count(
    db: Db, scope: ExchangeScope, comment_id: int, before: int | None, after: int | None
) -> tuple[int, ...]:
    """Update the counts for a change of stars; return the comment's new counts of stars 1 to 5."""
    values: dict[str, Any] = {}
    if before is not None:
        values[f"n{before}"] = comment.c[f"n{before}"] - 1
    if after is not None and after != before:
        values[f"n{after}"] = comment.c[f"n{after}"] + 1
    elif before == after:
        values = {}
    more = (after is not None) - (before is not None)
    values["virtual_finish_time"] = virtual_finish_time(more)
    row = await db.execute(
        update(comment)
        .where(
            in_exchange(comment, scope),
            comment.c.comment_id == comment_id,
        )
        .values(values)
        .returning(*HISTOGRAM)
    )
    return read_histogram(row.one())


def virtual_finish_time(change: Any = 0) -> Any:
    """Return the queue key of a comment as an SQL expression. change: ratings or cards to add."""
    return (RATINGS + comment.c.open_cards + change) / comment.c.sampling_weight


async def _step(db: Db, scope: ExchangeScope, comment_id: int, **values: Any) -> None:
    await db.execute(
        update(comment)
        .where(
            in_exchange(comment, scope),
            comment.c.comment_id == comment_id,
        )
        .values(values)
    )


async def change_shown(db: Db, scope: ExchangeScope, comment_id: int, change: int) -> None:
    """Change the number of cards that show a comment by 1 or -1, so that simultaneous raters get different comments."""
    await _step(
        db,
        scope,
        comment_id,
        open_cards=comment.c.open_cards + change,
        virtual_finish_time=virtual_finish_time(change),
    )


async def list_next(
    db: Db,
    scope: ExchangeScope,
    *,
    rater_id: str,
    author_id: str,
    limit: int,
    deficit_of: str | None = None,
    exclude: int | None = None,
) -> list[Comment]:
    """Return the live comments with the lowest queue keys that this person has not written, rated or skipped.

    Reads along ix_comment_queue. Undone ratings and skips do not count.
    deficit_of: a group; then only comments that it has rated too little. exclude: a comment that is left out.
    """
    query = build_next_query(
        scope,
        rater_id=rater_id,
        author_id=author_id,
        limit=limit,
        deficit_of=deficit_of,
        exclude=exclude,
    )
    return [read_comment(row) for row in await db.execute(query)]


async def count_next(db: Db, scope: ExchangeScope, *, rater_id: str, author_id: str, limit: int) -> int:
    """Return how many comments `list_next` would find for this person, up to `limit`."""
    query = build_next_query(scope, rater_id=rater_id, author_id=author_id, limit=limit)
    found = query.with_only_columns(comment.c.comment_id).subquery()
    return int((await db.execute(select(func.count()).select_from(found))).scalar_one())


def build_next_query(
    scope: ExchangeScope,
    *,
    rater_id: str,
    author_id: str,
    limit: int,
    deficit_of: str | None = None,
    exclude: int | None = None,
) -> Any:
    """Return the query of `list_next`."""
    mine = rating.alias()
    skipped = skip.alias()
    query = (
        select(*COMMENT_COLUMNS)
        .where(
            in_exchange(comment, scope),
            comment.c.state == CommentState.LIVE,
            comment.c.author_id != author_id,
            ~select(1).where(_of_comment(mine, rater_id)).exists(),
            ~select(1).where(_of_comment(skipped, rater_id), skipped.c.reason != SkipReason.UNDONE).exists(),
        )
        .order_by(comment.c.virtual_finish_time, comment.c.tie_breaker)
        .limit(limit)
    )
    if exclude is not None:
        query = query.where(comment.c.comment_id != exclude)
    if deficit_of is not None:
        query = query.join(
            group_deficit,
            same(group_deficit, comment, "comment_id"),
        ).where(group_deficit.c.group_name == deficit_of, group_deficit.c.deficit > 0)
    return query


def _of_comment(table: Any, rater_id: str) -> Any:
    return same(table, comment, "comment_id") & (table.c.rater_id == rater_id)


async def list_of_person(db: Db, scope: ExchangeScope, rater_id: str) -> list[tuple[Comment, int]]:
    """Return (comment, stars) of a person's ratings, by comment number."""
    rows = await db.execute(
        select(*COMMENT_COLUMNS, rating.c.stars)
        .join_from(rating, comment, same(rating, comment, "comment_id"))
        .where(in_exchange(rating, scope), rating.c.rater_id == rater_id)
        .order_by(comment.c.number)
    )
    return [(read_comment(row), int(row.stars)) for row in rows]


async def list_all(db: Db, scope: ExchangeScope) -> list[tuple[int, str, int]]:
    """Return (comment id, rater id, stars) of every rating."""
    rows = await db.execute(
        select(rating.c.comment_id, rating.c.rater_id, rating.c.stars).where(in_exchange(rating, scope))
    )
    return [(int(row.comment_id), str(row.rater_id), int(row.stars)) for row in rows]


async def get_stars(db: Db, scope: ExchangeScope, comment_id: int, rater_id: str) -> int | None:
    """Return the stars of this person's rating of a comment, None when there is none."""
    row = (await db.execute(select(rating.c.stars).where(of_rater(rating, scope, comment_id, rater_id)))).first()
    return int(row.stars) if row else None


async def is_waiting(db: Db, scope: ExchangeScope, comment_id: int, rater_id: str) -> bool:
    """Say whether this person has neither rated nor skipped a comment, or has undone that."""
    key = (scope, comment_id, rater_id)
    if (await db.execute(select(rating.c.stars).where(of_rater(rating, *key)))).first():
        return False
    skipped = (await db.execute(select(skip.c.reason).where(of_rater(skip, *key)))).first()
    return skipped is None or skipped.reason == SkipReason.UNDONE
