"""Ratings: one for each person and comment, the later click wins; counts change in the same transaction.

A person's rows are found by their seals on a comment; which comments they acted on is in their record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Insert, Integer, bindparam, delete, select, update
from sqlalchemy.exc import NoResultFound

from storage import comments_of_people
from storage.comments import Comment
from storage.enums import SkipReason
from storage.histogram import HISTOGRAM, RATINGS, read_histogram
from storage.models import comment, rating, skip
from storage.participant_record import Participant
from storage.resting import note_act
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.seals import ActSeals, SealKey
from storage.session import Db
from storage.sql import upsert_for, upsert_of

_AT_ONCE = 500
_STARS_BY_SEALS = select(rating.c.comment_id, rating.c.stars).where(
    in_scope(rating),
    rating.c.comment_id.in_(bindparam("ids", expanding=True)),
    rating.c.rater_seal.in_(bindparam("seals", expanding=True)),
)
_THIS_COMMENT = update(comment).where(in_scope(comment), comment.c.comment_id == bindparam("which"))


@dataclass(frozen=True, slots=True)
class Star:
    """One click on a star. seals: the person's on the comment; clicked_at: microseconds, blinded by the exchange's key.

    is_first: the person's record knows of no rating or skip of this comment, so that none is looked for.
    """

    comment_id: int
    seals: ActSeals
    stars: int
    clicked_at: int
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The effect of a click. before: the person's previous stars, None when none."""

    before: int | None
    counted: bool  # False: repeated, or older than the saved one
    histogram: tuple[int, ...] = ()  # the comment's counts of stars 1 to 5 afterwards, if it counted


@dataclass(frozen=True, slots=True)
class Undone:
    """The effect of taking back. stars: that were removed, None where there were none."""

    counted: bool  # False: the rating is later than that
    stars: int | None = None


def of_seal(table: Any, scope: ExchangeScope, comment_id: int, seal: bytes) -> Any:
    """Return the condition that a row is of this comment and seal."""
    return in_exchange(table, scope) & (table.c.comment_id == comment_id) & (table.c.rater_seal == seal)


async def save(db: Db, scope: ExchangeScope, star: Star) -> Placed:
    """Save a star and count it; see `save_row`. Raises NoResultFound when the comment does not exist."""
    placed = await save_row(db, scope, star)
    if not placed.counted:
        return placed
    return replace(placed, histogram=await _count(db, scope, star.comment_id, placed.before, star.stars))


async def save_row(db: Db, scope: ExchangeScope, star: Star) -> Placed:
    """Save a star, and do not count it; of two clicks by one person on one comment the later one wins. Safe to repeat.

    Raises IntegrityError when stars are outside 1..5. That the comment exists is found out when it is counted.
    """
    skipped = None if star.is_first else await _get_skip(db, scope, star.comment_id, star.seals)
    if skipped and skipped.clicked_at > star.clicked_at:
        return Placed(None, counted=False)
    before: int | None = None
    note_act(db, scope, stars=[(star.comment_id, star.seals.rating)])
    if not (await db.execute(_insert_rating(db.dialect.name), _row_of(scope, star))).rowcount:
        this = of_seal(rating, scope, star.comment_id, star.seals.rating)
        query = select(rating.c.stars, rating.c.clicked_at).where(this).with_for_update()
        old = (await db.execute(query)).one()
        before = int(old.stars)
        if old.clicked_at >= star.clicked_at:
            return Placed(before, counted=False)
        await db.execute(update(rating).where(this).values(stars=star.stars, clicked_at=star.clicked_at))
    if skipped:
        await db.execute(delete(skip).where(of_seal(skip, scope, star.comment_id, star.seals.skip)))
    return Placed(before, counted=True)


@cache
def _insert_rating(dialect: str) -> Insert:
    row: Insert = upsert_for(dialect)(rating)
    return row.on_conflict_do_nothing(index_elements=list(rating.primary_key.columns))  # type: ignore[attr-defined,no-any-return]


def _row_of(scope: ExchangeScope, star: Star) -> dict[str, Any]:
    return {
        **scope.columns,
        "comment_id": star.comment_id,
        "rater_seal": star.seals.rating,
        "stars": star.stars,
        "clicked_at": star.clicked_at,
    }


async def count(db: Db, scope: ExchangeScope, star: Star, before: int | None, *, weight: float) -> None:
    """Count a saved star, and give its comment a new sampling weight. before: the person's stars until then.

    Raises NoResultFound when the comment does not exist.
    """
    counted = await db.execute(_count_star(before, star.stars), scope.bind(which=star.comment_id, weight=weight))
    if not counted.rowcount:
        raise NoResultFound


@cache
def _count_star(before: int | None, after: int) -> Any:
    weight = bindparam("weight", type_=comment.c.sampling_weight.type)
    more = 0 if before is not None else 1
    key = (RATINGS + comment.c.open_cards + more) / weight
    return _THIS_COMMENT.values(
        _changed_counts(before, after) | {"sampling_weight": weight, "virtual_finish_time": key}
    )


def change_histogram(histogram: Sequence[int], before: int | None, after: int) -> list[int]:
    """Return a comment's counts of stars 1 to 5 after a rating. before: the person's stars until then."""
    changed = list(histogram)
    changed[after - 1] += 1
    if before is not None:
        changed[before - 1] -= 1
    return changed


def _changed_counts(before: int | None, after: int | None) -> dict[str, Any]:
    """Return the columns of counts that a change of stars changes."""
    if before == after:
        return {}
    values: dict[str, Any] = {}
    if before is not None:
        values[f"n{before}"] = comment.c[f"n{before}"] - 1
    if after is not None:
        values[f"n{after}"] = comment.c[f"n{after}"] + 1
    return values


async def undo(db: Db, scope: ExchangeScope, comment_id: int, seals: ActSeals, clicked_at: int) -> Undone:
    """Undo a rating or skip, unless it was given or taken back later than that."""
    skipped = await _get_skip(db, scope, comment_id, seals)
    this = of_seal(rating, scope, comment_id, seals.rating)
    old = (await db.execute(select(rating.c.stars, rating.c.clicked_at).where(this))).first()
    if (old and old.clicked_at >= clicked_at) or (skipped and skipped.clicked_at > clicked_at):
        return Undone(counted=False)
    await _save_skip(db, scope, comment_id, seals, SkipReason.UNDONE, clicked_at)
    if old is None:
        return Undone(counted=True)
    await db.execute(delete(rating).where(this))
    await _count(db, scope, comment_id, int(old.stars), None)
    return Undone(counted=True, stars=int(old.stars))


async def save_skip(
    db: Db, scope: ExchangeScope, comment_id: int, seals: ActSeals, reason: str, clicked_at: int
) -> bool:
    """Save a skip; False when the person has rated or skipped the comment."""
    if await get_stars(db, scope, comment_id, seals) is not None:
        return False
    old = await _get_skip(db, scope, comment_id, seals)
    if old and (old.clicked_at >= clicked_at or old.reason != SkipReason.UNDONE):
        return False
    await _save_skip(db, scope, comment_id, seals, reason, clicked_at)
    await _step(db, scope, comment_id, skips=comment.c.skips + 1)
    return True


async def _get_skip(db: Db, scope: ExchangeScope, comment_id: int, seals: ActSeals) -> Any:
    query = select(skip.c.reason, skip.c.clicked_at).where(of_seal(skip, scope, comment_id, seals.skip))
    return (await db.execute(query)).first()


async def _save_skip(
    db: Db, scope: ExchangeScope, comment_id: int, seals: ActSeals, reason: str, clicked_at: int
) -> None:
    note_act(db, scope, skips=[(comment_id, seals.skip)])
    row = upsert_of(db)(skip).values(
        **scope.columns,
        comment_id=comment_id,
        rater_seal=seals.skip,
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
    values = _changed_counts(before, after)
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


async def change_cards(db: Db, scope: ExchangeScope, changes: Mapping[int, int]) -> None:
    """Change the numbers of cards that show comments, by comment id; one statement."""
    if changes:
        rows = [scope.bind(which=each, change=changes[each]) for each in sorted(changes)]
        await db.execute(_change_cards(), rows)


@cache
def _change_cards() -> Any:
    change = bindparam("change", type_=Integer)
    values = {"open_cards": comment.c.open_cards + change, "virtual_finish_time": virtual_finish_time(change)}
    return _THIS_COMMENT.values(values)


async def get_stars(db: Db, scope: ExchangeScope, comment_id: int, seals: ActSeals) -> int | None:
    """Return the stars of this person's rating of a comment, None when there is none."""
    row = (await db.execute(select(rating.c.stars).where(of_seal(rating, scope, comment_id, seals.rating)))).first()
    return int(row.stars) if row else None


async def list_stars(db: Db, scope: ExchangeScope, seals: Mapping[int, bytes]) -> dict[int, int]:
    """Return the stars of ratings by comment id. seals: of one person's ratings, by comment id."""
    ids = sorted(seals)
    found: dict[int, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = await db.execute(_STARS_BY_SEALS, scope.bind(ids=some, seals=[seals[each] for each in some]))
        found |= {int(row.comment_id): int(row.stars) for row in rows}
    return found


async def list_of_person(db: Db, scope: ExchangeScope, key: SealKey, person: Participant) -> list[tuple[Comment, int]]:
    """Return (comment, stars) of a person's ratings, by comment number."""
    rated = await comments_of_people.list_at(db, scope, person.rated)
    seals = {each.comment_id: key.seal_acts(each.comment_id, person.person).rating for each in rated}
    stars = await list_stars(db, scope, seals)
    return [
        (each, stars[each.comment_id])
        for each in sorted(rated, key=attrgetter("number", "version"))
        if each.comment_id in stars
    ]


async def list_all(db: Db, scope: ExchangeScope) -> list[tuple[int, bytes, int]]:
    """Return (comment id, rater's seal, stars) of every rating."""
    rows = await db.execute(
        select(rating.c.comment_id, rating.c.rater_seal, rating.c.stars).where(in_exchange(rating, scope))
    )
    return [(int(row.comment_id), bytes(row.rater_seal), int(row.stars)) for row in rows]
