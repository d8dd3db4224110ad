"""Erasure of a person's data in an exchange: their words are deleted, and what remains cannot be linked to them.

Each function belongs into a transaction of its own, in the order that they have here. The person's record goes last
(`participants.remove`): while it is there, it knows what is still to be done, whatever came in between.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, tuple_, update

from storage import ai_usage, appeals, comments, comments_of_people, ratings, talks, translations
from storage.enums import CommentState, SkipReason
from storage.models import comment, rating, report, skip
from storage.participant_record import Participant
from storage.scope import ExchangeScope, in_exchange
from storage.seals import NOBODY, SealKey, SealPurpose, random_seal
from storage.session import Db

_AT_ONCE = 300


async def forget_words(db: Db, scope: ExchangeScope, person: Participant) -> list[int]:
    """Erase a person's comments; return their ids.

    Every version loses its words, name, author and source, and for what it was held. The row remains as withdrawn (or
    removed, if a moderator removed it), since other people's ratings and acts refer to it.
    """
    erased = [each.comment_id for each in await comments_of_people.list_of_numbers(db, scope, person.own)]
    await lock(db, scope, erased)
    for comment_id in erased:
        this = in_exchange(comment, scope) & (comment.c.comment_id == comment_id)
        await db.execute(
            update(comment)
            .where(this)
            .values(
                author_seal=random_seal(),
                source_mac=random_seal().hex(),
                text="",
                why="",
                encrypted_name=None,
                language=None,
                held_for="",
            )
        )
        await db.execute(
            update(comment)
            .where(this, comment.c.state.in_([CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN]))
            .values(state=CommentState.WITHDRAWN)
        )
    await appeals.forget(db, scope, person.own)
    await talks.remove(db, scope, person.own)
    await ai_usage.delete_vectors(db, scope, erased)
    await translations.delete_of(db, scope, erased)
    await ai_usage.delete_summaries(db, scope)  # they may quote the words
    return erased


async def forget_acts(db: Db, scope: ExchangeScope, key: SealKey, person: Participant, *, take_back: bool) -> None:
    """Unlink a person's ratings, skips and reports, each under a seal that opens to nobody, unlike all others.

    take_back: delete their ratings and skips instead, and update the counts. Safe to repeat.
    """
    positions = person.rated | person.skipped | person.undone
    ids = set((await comments_of_people.list_ids_at(db, scope, positions)).values()) | person.reported
    await lock(db, scope, sorted(ids))
    seals = {each: key.seal_acts(each, person.person) for each in sorted(ids)}
    rated = {each: mine.rating for each, mine in seals.items()}
    skipped = {each: mine.skip for each, mine in seals.items()}
    if take_back:
        await _take_back(db, scope, rated, skipped)
    else:
        await _blind(db, scope, rating, rated)
        await _blind(db, scope, skip, skipped)
    await _blind(db, scope, report, {each: mine.report for each, mine in seals.items()})


async def close_card(db: Db, scope: ExchangeScope, person: Participant) -> None:
    """Count the comment on a person's card as shown no longer. Once: in the transaction that writes their record."""
    if person.open_comment_id is not None:
        await ratings.change_shown(db, scope, person.open_comment_id, -1)


async def lock(db: Db, scope: ExchangeScope, comment_ids: Sequence[int]) -> None:
    """Lock comments, the lowest id first, against everything: source_mac is a key column."""
    if db.dialect.name == "postgresql":
        query = select(comment.c.comment_id).where(in_exchange(comment, scope), comment.c.comment_id.in_(comment_ids))
        await db.execute(query.order_by(comment.c.comment_id).with_for_update())


async def delete_unowned(db: Db, scope: ExchangeScope, key: SealKey) -> None:
    """Delete the ratings and skips whose seals open to nobody, and update the counts.

    For an exchange that reopens: a person erased while it was closed could otherwise rate a second time.
    """
    rated = await _list_unowned(db, scope, key, rating, SealPurpose.RATING)
    skipped = await _list_unowned(db, scope, key, skip, SealPurpose.SKIP)
    for table, rows in ((rating, rated), (skip, skipped)):
        for some in _batches(rows):
            pairs = [(int(row.comment_id), bytes(row.rater_seal)) for row in some]
            await _delete(db, scope, table, pairs)


async def _list_unowned(db: Db, scope: ExchangeScope, key: SealKey, table: Any, purpose: SealPurpose) -> list[Row[Any]]:
    query = select(table.c.comment_id, table.c.rater_seal).where(in_exchange(table, scope))
    rows = list(await db.execute(query.order_by(table.c.comment_id)))
    people = key.open_seals(purpose, [row.comment_id for row in rows], [bytes(row.rater_seal) for row in rows])
    return [row for row, person in zip(rows, people.tolist(), strict=True) if person == NOBODY]


async def _take_back(db: Db, scope: ExchangeScope, rated: Mapping[int, bytes], skipped: Mapping[int, bytes]) -> None:
    for some in _batches(list(rated.items())):
        await _delete(db, scope, rating, some)
    for some in _batches(list(skipped.items())):
        await _delete(db, scope, skip, some)


async def _delete(db: Db, scope: ExchangeScope, table: Any, pairs: Sequence[tuple[int, bytes]]) -> None:
    """Delete ratings or skips, by comment and seal, and count them no longer."""
    what = table.c.stars if table is rating else table.c.reason
    gone = await db.execute(delete(table).where(_is_any(table, scope, pairs)).returning(table.c.comment_id, what))
    changes: dict[int, dict[str, int]] = {}
    for comment_id, value in gone:
        if value == SkipReason.UNDONE:
            continue
        name = f"n{value}" if table is rating else "skips"
        counts = changes.setdefault(int(comment_id), {})
        counts[name] = counts.get(name, 0) + 1
    for comment_id, counts in sorted(changes.items(), key=itemgetter(0)):
        values: dict[str, Any] = {name: comment.c[name] - count for name, count in counts.items()}
        if table is rating:
            values["virtual_finish_time"] = ratings.virtual_finish_time(-sum(counts.values()))
        await comments.update_comment(db, scope, comment_id, **values)


async def _blind(db: Db, scope: ExchangeScope, table: Any, seals: Mapping[int, bytes]) -> None:
    """Give the rows of these seals, by comment id, seals of nobody."""
    if not seals:
        return
    this = update(table).where(
        in_exchange(table, scope), table.c.comment_id == bindparam("c"), table.c.rater_seal == bindparam("s")
    )
    values = [{"c": each, "s": seal, "blind": random_seal()} for each, seal in seals.items()]
    await db.execute(this.values(rater_seal=bindparam("blind")), values)


def _is_any(table: Any, scope: ExchangeScope, pairs: Collection[tuple[int, bytes]]) -> Any:
    return in_exchange(table, scope) & tuple_(table.c.comment_id, table.c.rater_seal).in_(list(pairs))


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
