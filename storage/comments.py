"""Comments: saved once each, numbered at random, edited in place until somebody acts on their words.

Every edit raises the version, in place or not, so that number and version identify the words that somebody saw.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Integer, bindparam, select, true, update

from storage import translations
from storage.comment_places import draw_places
from storage.enums import ActKind, CommentState
from storage.histogram import HISTOGRAM, Histogram, read_histogram
from storage.models import comment, moderation_act, new_id, rating, report, skip
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.seals import random_seal
from storage.session import ConflictError, Db
from storage.sql import upsert_of

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Comment:
    """One version of a comment. histogram: how many ratings of one star … five stars."""

    comment_id: int
    number: int
    version: int
    position: int  # its place in the rows of people
    author_seal: bytes
    text: str
    why: str
    state: str  # live, pending, hidden, removed, withdrawn, superseded
    reason: str | None
    is_seed: bool
    encrypted_name: bytes | None
    shared_on: date
    histogram: Histogram
    reports: int
    virtual_finish_time: float
    held_for: str = ""  # rules for which it waits or waited, separated by commas
    is_quotable: bool = False  # outside the workspace, where the exchange asks: bot.domain.quotable.py
    translations: str = ""  # languages with blanks between: "es" is kept, "es?" is to come; bot.domain.translations.py

    @property
    def ratings(self) -> int:
        """Number of ratings."""
        return sum(self.histogram)


@dataclass(frozen=True, slots=True)
class NewComment:
    """The values of a new comment. author_seal: of its author on this comment_id; of nobody unless it is given."""

    source_mac: str
    text: str
    why: str
    state: str
    shared_on: date
    is_seed: bool = False
    held_for: str = ""
    is_quotable: bool = False
    awaits_look: bool = False  # for signs of danger, by its meaning
    awaits_topic: bool = False  # for being about the question
    awaits_service: bool = False  # for signs of danger, by the operator's own service
    awaits_translation: bool = False
    encrypted_name: bytes | None = None
    comment_id: int = field(default_factory=new_id)
    author_seal: bytes = field(default_factory=random_seal)


COLUMNS = [comment.c[name] for name in Comment.__dataclass_fields__ if name != "histogram"] + HISTOGRAM
_BY_NUMBER = select(*COLUMNS).where(in_scope(comment), comment.c.number == bindparam("which"))
_NEWEST = _BY_NUMBER.order_by(comment.c.version.desc()).limit(1)
_BY_ID = select(*COLUMNS).where(in_scope(comment), comment.c.comment_id == bindparam("which"))
_BY_IDS = select(*COLUMNS).where(in_scope(comment), comment.c.comment_id.in_(bindparam("ids", expanding=True)))
_HELD = _BY_IDS.order_by(comment.c.comment_id).with_for_update(key_share=True)
_BY_SOURCE = select(*COLUMNS).where(in_scope(comment), comment.c.source_mac == bindparam("source"))
_LIVE_VERSIONS = (
    select(comment.c.comment_id, comment.c.version)
    .where(in_scope(comment), comment.c.state == CommentState.LIVE)
    .limit(bindparam("most", type_=Integer))
)
_TEXTS_BY_ID = select(comment.c.comment_id, comment.c.text).where(
    in_scope(comment), comment.c.comment_id.in_(bindparam("ids", expanding=True))
)
_IS_THERE = comment.c.state.in_([CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN])
_TEXTS_BY_NUMBER = select(comment.c.number, comment.c.text).where(
    in_scope(comment), _IS_THERE, comment.c.number.in_(bindparam("numbers", expanding=True))
)
_WITH_WORDS = (
    select(comment.c.number)
    .where(in_scope(comment), _IS_THERE, comment.c.text == bindparam("words"), comment.c.number != bindparam("besides"))
    .limit(1)
)


def read_row(row: Any) -> Comment:
    """Return the comment of a row that has COLUMNS."""
    return to_dataclass(row, Comment, histogram=read_histogram(row))


async def add(db: Db, scope: ExchangeScope, new: NewComment) -> tuple[Comment, bool]:
    """Save a comment; return (comment, whether it is new).

    Idempotent: the same source (modal, message, command) returns the same comment.
    """
    insert = upsert_of(db)
    for _ in range(_TRIES):
        known = await get_by_source(db, scope, new.source_mac)
        if known:
            return known, False
        number, position = await draw_places(db, scope)
        made = await db.execute(
            insert(comment)
            .values(
                **scope.columns,
                number=number,
                position=position,
                tie_breaker=secrets.randbelow(2**30) / 2**30,
                **{name: getattr(new, name) for name in NewComment.__dataclass_fields__},
            )
            .on_conflict_do_nothing()  # a concurrent insert took the number or place, or has the same source
            .returning(*COLUMNS)
        )
        row = made.first()
        if row:
            return read_row(row), True
    msg = f"no free comment number after {_TRIES} tries"
    raise RuntimeError(msg)


async def get_by_source(db: Db, scope: ExchangeScope, source_mac: str) -> Comment | None:
    """Return the comment of this modal, message or command, None if there is none."""
    row = (await db.execute(_BY_SOURCE, scope.bind(source=source_mac))).first()
    return read_row(row) if row else None


async def get_by_number(db: Db, scope: ExchangeScope, number: int, version: int | None = None) -> Comment | None:
    """Return a version of comment #number, the newest when none is named."""
    query = _NEWEST if version is None else _BY_NUMBER.where(comment.c.version == version)
    row = (await db.execute(query, scope.bind(which=number))).first()
    return read_row(row) if row else None


async def get_newest(db: Db, scope: ExchangeScope, number: int) -> Comment | None:
    """Return the newest version of comment #number, locked: no edit or decision until the transaction ends."""
    query = _NEWEST.with_for_update(key_share=True)
    for _ in range(_TRIES):
        row = (await db.execute(query, scope.bind(which=number))).first()
        found = read_row(row) if row else None
        if found is None or found.state != CommentState.SUPERSEDED:
            return found
        # An edit was committed while this waited for the row: the next query finds the new version.
    msg = f"comment is reworded without end, after {_TRIES} tries"
    raise RuntimeError(msg)


async def get_by_id(db: Db, scope: ExchangeScope, comment_id: int) -> Comment | None:
    """Return the comment of that id."""
    row = (await db.execute(_BY_ID, scope.bind(which=comment_id))).first()
    return read_row(row) if row else None


async def lock(
    db: Db, scope: ExchangeScope, seen: Iterable[Comment | None], ids: Iterable[int | None] = ()
) -> dict[int, Comment]:
    """Lock these comments until the transaction ends, and return them as they are now, by id; the seen ones at least.

    Call it once, before the first change. seen: comments as read in this transaction; ids: further ids. None values
    are ignored. Raises ConflictError when the state or version of a seen comment has changed.
    """
    read = {each.comment_id: each for each in seen if each}
    if db.dialect.name != "postgresql":
        return read  # one writer: nothing changed since it was read
    wanted = sorted(read.keys() | {each for each in ids if each is not None})
    if not wanted:
        return read
    rows = await db.execute(_HELD, scope.bind(ids=wanted))
    now = {each.comment_id: each for each in map(read_row, rows)}
    for comment_id, before in read.items():
        after = now.get(comment_id)
        if after is None or (after.state, after.version) != (before.state, before.version):
            raise ConflictError
    return now


async def list_in_state(db: Db, scope: ExchangeScope, *states: str) -> list[Comment]:
    """Return the comments in these states, by number."""
    rows = await db.execute(
        select(*COLUMNS)
        .where(in_exchange(comment, scope), comment.c.state.in_(list(states)))
        .order_by(comment.c.number)
    )
    return [read_row(row) for row in rows]


async def get_live_versions(db: Db, scope: ExchangeScope, *, limit: int) -> dict[int, int]:
    """Return the version of up to `limit` live comments, by id; every edit raises it."""
    rows = await db.execute(_LIVE_VERSIONS, scope.bind(most=limit))
    return {int(comment_id): int(version) for comment_id, version in rows}


async def get_texts(db: Db, scope: ExchangeScope, comment_ids: Sequence[int]) -> dict[int, str]:
    """Return the words of these comments, at most a few hundred, by id."""
    rows = await db.execute(_TEXTS_BY_ID, scope.bind(ids=list(comment_ids)))
    return {int(row.comment_id): str(row.text) for row in rows}


async def get_by_ids(db: Db, scope: ExchangeScope, comment_ids: Sequence[int]) -> list[Comment]:
    """Return the comments of these ids, whatever their state, in any order."""
    rows = await db.execute(_BY_IDS, scope.bind(ids=list(comment_ids)))
    return [read_row(row) for row in rows]


async def list_texts(db: Db, scope: ExchangeScope, numbers: Sequence[int]) -> dict[int, str]:
    """Return the newest words of comments by number, without those that were taken back or removed."""
    rows = await db.execute(_TEXTS_BY_NUMBER, scope.bind(numbers=list(numbers)))
    return {int(row.number): str(row.text) for row in rows}


async def has_words(db: Db, scope: ExchangeScope, text: str, *, besides: int | None = None) -> bool:
    """Say whether a comment with exactly these words is there. besides: the number of one that does not count."""
    given = scope.bind(words=text, besides=besides or 0)  # which no comment has
    return (await db.execute(_WITH_WORDS, given)).first() is not None


async def update_comment(db: Db, scope: ExchangeScope, comment_id: int, **values: Any) -> None:
    """Set columns of a comment."""
    await db.execute(
        update(comment).where(in_exchange(comment, scope), comment.c.comment_id == comment_id).values(values)
    )


async def edit(
    db: Db,
    scope: ExchangeScope,
    old: Comment,
    *,
    text: str,
    why: str,
    source_mac: str,
    comment_id: int,
    author_seal: bytes,
) -> Comment:
    """Edit a comment: in place while nobody acted on the old words, otherwise as a new row.

    The version rises by one. Ratings, skips, reports and decisions stay with the words they were about.
    old: the newest version, locked by `get_newest`. source_mac: idempotency key of the edit.
    comment_id, author_seal: of the new row, where there is one.
    """
    existing = await get_by_source(db, scope, source_mac)
    if existing:
        return existing
    if (old.text, old.why) == (text, why):
        return old
    await translations.delete_of(db, scope, [old.comment_id])  # they are of other words
    if not await _is_acted_on(db, scope, old):
        return await _edit_in_place(db, scope, old, text=text, why=why)
    await update_comment(db, scope, old.comment_id, state=CommentState.SUPERSEDED)
    _, position = await draw_places(db, scope)
    made = await db.execute(
        upsert_of(db)(comment)
        .values(
            **scope.columns,
            comment_id=comment_id,
            number=old.number,
            version=old.version + 1,
            position=position,
            author_seal=author_seal,
            source_mac=source_mac,
            text=text,
            why=why,
            state=old.state,
            reason=old.reason,
            is_seed=old.is_seed,
            is_quotable=old.is_quotable,
            encrypted_name=old.encrypted_name,
            shared_on=old.shared_on,
            tie_breaker=secrets.randbelow(2**30) / 2**30,
        )
        .returning(*COLUMNS)
    )
    return read_row(made.one())


async def _is_acted_on(db: Db, scope: ExchangeScope, old: Comment) -> bool:
    """Say whether anybody rated, skipped or reported these words, or decided about them."""
    if old.ratings:
        return True
    for table in (rating, skip, report, moderation_act):
        is_act = moderation_act.c.act != ActKind.HOLD if table is moderation_act else true()  # nobody looked yet
        there = await db.execute(
            select(table.c.comment_id)
            .where(
                in_exchange(table, scope),
                table.c.comment_id == old.comment_id,
                is_act,
            )
            .limit(1)
        )
        if there.first():
            return True
    return False


async def _edit_in_place(db: Db, scope: ExchangeScope, old: Comment, *, text: str, why: str) -> Comment:
    row = await db.execute(
        update(comment)
        .where(in_exchange(comment, scope), comment.c.comment_id == old.comment_id)
        .values(text=text, why=why, version=old.version + 1, translations="")
        .returning(*COLUMNS)
    )
    return read_row(row.one())
