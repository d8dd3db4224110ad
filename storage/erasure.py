"""Erasure of a person's data in an exchange: their words are deleted, and what remains cannot be linked to them."""

import secrets
from typing import Any

from sqlalchemy import delete, func, or_, select, update

from storage import ai_usage, participants, ratings
from storage.enums import CommentState
from storage.models import comment, participant, rating, report, skip
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


def _random_id() -> str:
    """Return a random id in the form of a person's, 32 hexadecimal digits."""
    return secrets.token_hex(16)


async def lock(db: Db, scope: ExchangeScope, author_id: str, rater_id: str) -> None:
    """Lock the person's row and every comment that the erasure changes."""
    person = await participants.get(db, scope, rater_id, hold=True)
    touched = [
        comment.c.author_id == author_id,
        *(
            comment.c.comment_id.in_(select(table.c.comment_id).where(_is_by(table, scope, rater_id)))
            for table in (rating, skip, report)
        ),
    ]
    if person and person.open_comment_id is not None:
        touched.append(comment.c.comment_id == person.open_comment_id)
    await db.execute(
        select(comment.c.comment_id)
        .where(in_exchange(comment, scope), or_(*touched))
        .order_by(comment.c.comment_id)
        .with_for_update()  # source_mac is a key column, so erasing it needs the strongest lock
    )


async def forget_author(db: Db, scope: ExchangeScope, author_id: str) -> list[int]:
    """Erase a person's comments; return their ids.

    Every version loses its words, name, author and source. The row remains as withdrawn (or removed, if a moderator
    removed it), since other people's ratings and acts refer to it.
    """
    mine = await db.execute(
        select(comment.c.comment_id).where(in_exchange(comment, scope), comment.c.author_id == author_id)
    )
    erased = [int(row.comment_id) for row in mine]
    for comment_id in erased:
        this = in_exchange(comment, scope) & (comment.c.comment_id == comment_id)
        await db.execute(
            update(comment)
            .where(this)
            .values(
                author_id=_random_id(), source_mac=_random_id(), text="", why="", encrypted_name=None, language=None
            )
        )
        await db.execute(
            update(comment)
            .where(this, comment.c.state.in_([CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN]))
            .values(state=CommentState.WITHDRAWN)
        )
    await ai_usage.delete_vectors(db, scope, erased)
    await ai_usage.delete_summaries(db, scope)  # they may quote the words
    return erased


async def forget_rater(db: Db, scope: ExchangeScope, rater_id: str, *, take_back: bool) -> None:
    """Delete the participant and unlink their ratings.

    take_back: delete their ratings and skips, and update the counts. Otherwise these remain anonymous: one new random
    id for the ratings, others for skips and reports.
    """
    person = await participants.get(db, scope, rater_id)
    if person and person.open_comment_id is not None:
        await ratings.change_shown(db, scope, person.open_comment_id, -1)
    if take_back:
        await _take_back(db, scope, rater_id)
    for table in (rating, skip, report):
        await db.execute(update(table).where(_is_by(table, scope, rater_id)).values(rater_id=_random_id()))
    await participants.forget(db, scope, rater_id)


async def delete_unowned(db: Db, scope: ExchangeScope) -> None:
    """Delete the ratings and skips without a participant, and update the counts.

    For an exchange that reopens: a person erased while it was closed could otherwise rate a second time.
    """
    rated = select(rating.c.comment_id).where(_unowned(rating, scope))
    for stars in range(1, 6):
        column = comment.c[f"n{stars}"]
        gone = (
            select(func.count())
            .select_from(rating)
            .where(
                _unowned(rating, scope),
                rating.c.comment_id == comment.c.comment_id,
                rating.c.stars == stars,
            )
            .scalar_subquery()
        )
        await db.execute(
            update(comment)
            .where(in_exchange(comment, scope), comment.c.comment_id.in_(rated))
            .values({column: column - gone})
        )
    await db.execute(
        update(comment)
        .where(in_exchange(comment, scope), comment.c.comment_id.in_(rated))
        .values({comment.c.virtual_finish_time: ratings.virtual_finish_time()})
    )
    skipped_rows = _unowned(skip, scope) & (skip.c.reason != "undone")
    gone = (
        select(func.count())
        .select_from(skip)
        .where(skipped_rows, skip.c.comment_id == comment.c.comment_id)
        .scalar_subquery()
    )
    skipped = select(skip.c.comment_id).where(skipped_rows)
    await db.execute(
        update(comment)
        .where(in_exchange(comment, scope), comment.c.comment_id.in_(skipped))
        .values(skips=comment.c.skips - gone)
    )
    for table in (rating, skip):
        await db.execute(delete(table).where(_unowned(table, scope)))


def _unowned(table: Any, scope: ExchangeScope) -> Any:
    owner = select(participant.c.rater_id).where(
        in_exchange(participant, scope),
        participant.c.rater_id == table.c.rater_id,
    )
    return in_exchange(table, scope) & ~owner.exists()


async def _take_back(db: Db, scope: ExchangeScope, rater_id: str) -> None:
    for stars in range(1, 6):
        rated = select(rating.c.comment_id).where(_is_by(rating, scope, rater_id), rating.c.stars == stars)
        column = comment.c[f"n{stars}"]
        await db.execute(
            update(comment)
            .where(in_exchange(comment, scope), comment.c.comment_id.in_(rated))
            .values({column: column - 1, comment.c.virtual_finish_time: ratings.virtual_finish_time(-1)})
        )
    skipped_rows = select(skip.c.comment_id).where(_is_by(skip, scope, rater_id), skip.c.reason != "undone")
    await db.execute(
        update(comment)
        .where(in_exchange(comment, scope), comment.c.comment_id.in_(skipped_rows))
        .values(skips=comment.c.skips - 1)
    )
    await db.execute(delete(rating).where(_is_by(rating, scope, rater_id)))
    await db.execute(delete(skip).where(_is_by(skip, scope, rater_id)))


def _is_by(table: Any, scope: ExchangeScope, rater_id: str) -> Any:
    return in_exchange(table, scope) & (table.c.rater_id == rater_id)
