"""Translations of comments: which words wait for one, and what a service or a moderator gave, sealed.

Rows are made for all comments in the same way, by a job, and never because somebody reads one: that a translation is
there says nothing about readers. They go with the words, in the transaction that erases, edits or withdraws these.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select, true, update

from storage.enums import CommentState
from storage.models import comment, comment_translation, exchange
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of

_AT_ONCE = 500
_REVISIONS = 2**30


@dataclass(frozen=True, slots=True)
class Untranslated:
    """The words of a live comment that wait. translations: as the comment has them."""

    exchange_id: int
    comment_id: int
    version: int
    text: str
    why: str
    translations: str

    @property
    def key(self) -> tuple[int, int, int]:
        """What these words are found by, beside the workspace."""
        return self.exchange_id, self.comment_id, self.version


@dataclass(frozen=True, slots=True)
class StoredTranslation:
    """A translation as it is stored. language: en, es. sealed: bot/domain/translations.py."""

    comment_id: int
    language: str
    sealed: bytes
    is_corrected: bool = False


async def list_waiting(db: Db, tenant_id: int, *, limit: int) -> list[Untranslated]:
    """Return live comments that wait for a translation, up to limit, random ones, in exchanges that want it."""
    columns = [comment.c[name] for name in Untranslated.__dataclass_fields__]
    rows = await db.execute(
        select(*columns)
        .join(exchange, same(comment, exchange))
        .where(
            comment.c.tenant_id == tenant_id,
            comment.c.awaits_translation,
            comment.c.state == CommentState.LIVE,
            exchange.c.translates_comments,
        )
        .order_by(func.random())
        .limit(limit)
    )
    return [to_dataclass(row, Untranslated) for row in rows]


async def is_as_it_was(db: Db, scope: ExchangeScope, seen: Untranslated) -> bool:
    """Say whether a comment still waits with these words, live, and its exchange still wants it.

    Somebody may have taken theirs back meanwhile.
    """
    query = select(comment.c.comment_id).join(exchange, same(comment, exchange))
    found = await db.execute(query.where(_waits(scope, seen), exchange.c.translates_comments))
    return found.first() is not None


async def save(
    db: Db, scope: ExchangeScope, seen: Untranslated, found: Sequence[StoredTranslation], *, wanted: Collection[str]
) -> bool:
    """Save what was found for words that wait; False, with nothing saved, where they are others now, or gone.

    wanted: languages that are to come still; with none the comment waits no more.
    """
    query = select(comment.c.translations).where(_waits(scope, seen))
    now = (await db.execute(query.with_for_update(key_share=True))).scalar_one_or_none()
    if now is None:
        return False
    # As they are now: a moderator may have written one of them meanwhile.
    kept = {each for each in now.split() if not each.endswith("?")} | {each.language for each in found}
    left = set(wanted) - kept
    await db.execute(
        update(comment)
        .where(_waits(scope, seen))
        .values(translations=_written(kept, left), awaits_translation=bool(left))
    )
    for each in found:
        await _put(db, scope, each)
    return True


async def correct(db: Db, scope: ExchangeScope, seen: StoredTranslation, *, version: int) -> bool:
    """Save a moderator's translation in the place of what was there; False where the words are others now, or gone."""
    this = in_exchange(comment, scope) & (comment.c.comment_id == seen.comment_id)
    query = select(comment.c.translations).where(
        this, comment.c.version == version, comment.c.state == CommentState.LIVE
    )
    now = (await db.execute(query.with_for_update(key_share=True))).scalar_one_or_none()
    if now is None:
        return False
    kept = {each for each in now.split() if not each.endswith("?")} | {seen.language}
    wanted = {each.removesuffix("?") for each in now.split() if each.endswith("?")} - {seen.language}
    await db.execute(
        update(comment).where(this).values(translations=_written(kept, wanted), awaits_translation=bool(wanted))
    )
    await _put(db, scope, seen)
    return True


async def list_of(db: Db, scope: ExchangeScope, comment_id: int) -> list[StoredTranslation]:
    """Return the translations of a comment."""
    this = in_exchange(comment_translation, scope) & (comment_translation.c.comment_id == comment_id)
    return [_read(row) for row in await db.execute(select(*_columns()).where(this))]


async def list_live(db: Db, scope: ExchangeScope) -> list[tuple[int, StoredTranslation]]:
    """Return the translations of all live comments of an exchange with the comments' numbers, in no order."""
    rows = await db.execute(
        select(comment.c.number, *_columns())
        .join(comment, same(comment_translation, comment, "comment_id"))
        .where(in_exchange(comment_translation, scope), comment.c.state == CommentState.LIVE)
    )
    return [(int(row.number), _read(row)) for row in rows]


async def get_mark(db: Db, scope: ExchangeScope) -> str:
    """Return a mark that changes with any translation of an exchange."""
    revision = comment_translation.c.revision
    query = select(func.count(), func.sum(revision)).where(in_exchange(comment_translation, scope))
    return "{}:{}".format(*(await db.execute(query)).one())


async def delete_of(db: Db, scope: ExchangeScope, comment_ids: Collection[int]) -> None:
    """Delete the translations of these comments, and let none of them wait for one."""
    gone = sorted(comment_ids)
    for start in range(0, len(gone), _AT_ONCE):
        some = gone[start : start + _AT_ONCE]
        await db.execute(
            delete(comment_translation).where(
                in_exchange(comment_translation, scope), comment_translation.c.comment_id.in_(some)
            )
        )
        await db.execute(
            update(comment)
            .where(
                in_exchange(comment, scope),
                comment.c.comment_id.in_(some),
                (comment.c.translations != "") | comment.c.awaits_translation,
            )
            .values(translations="", awaits_translation=False)
        )


async def delete_received(db: Db, tenant_id: int) -> None:
    """Delete what a service translated in a workspace, and let no comment wait; moderators' own words stay."""
    this = comment_translation.c.tenant_id == tenant_id
    await db.execute(delete(comment_translation).where(this, ~comment_translation.c.is_corrected))
    of_tenant = (comment.c.tenant_id == tenant_id) & ((comment.c.translations != "") | comment.c.awaits_translation)
    await db.execute(update(comment).where(of_tenant).values(translations="", awaits_translation=False))
    left: dict[tuple[int, int], set[str]] = {}
    columns = (comment_translation.c.exchange_id, comment_translation.c.comment_id, comment_translation.c.language)
    for exchange_id, comment_id, language in await db.execute(select(*columns).where(this)):
        left.setdefault((exchange_id, comment_id), set()).add(language)
    for (exchange_id, comment_id), languages in sorted(left.items()):
        scope = ExchangeScope(tenant_id, exchange_id)
        await db.execute(
            update(comment)
            .where(in_exchange(comment, scope), comment.c.comment_id == comment_id)
            .values(translations=_written(languages, ()))
        )


async def list_sealed(db: Db) -> list[tuple[ExchangeScope, StoredTranslation]]:
    """Return every translation of every workspace, in the order of their keys."""
    columns = [comment_translation.c.tenant_id, comment_translation.c.exchange_id, *_columns()]
    rows = await db.execute(select(*columns).order_by(*comment_translation.primary_key.columns))
    return [(ExchangeScope(row.tenant_id, row.exchange_id), _read(row)) for row in rows]


async def reseal(db: Db, scope: ExchangeScope, seen: StoredTranslation, sealed: bytes) -> None:
    """Save the same translation, sealed under another secret."""
    await db.execute(
        update(comment_translation)
        .where(
            in_exchange(comment_translation, scope),
            comment_translation.c.comment_id == seen.comment_id,
            comment_translation.c.language == seen.language,
        )
        .values(sealed=sealed)
    )


async def _put(db: Db, scope: ExchangeScope, each: StoredTranslation) -> None:
    values = {"sealed": each.sealed, "is_corrected": each.is_corrected, "revision": secrets.randbelow(_REVISIONS)}
    keys = {"comment_id": each.comment_id, "language": each.language}
    row = upsert_of(db)(comment_translation).values(**scope.columns, **keys, **values)
    index = ["tenant_id", "exchange_id", *keys]
    # What a moderator wrote stays, whatever comes back from a service afterwards.
    is_free = true() if each.is_corrected else ~comment_translation.c.is_corrected
    await db.execute(row.on_conflict_do_update(index_elements=index, set_=values, where=is_free))


def _waits(scope: ExchangeScope, seen: Untranslated) -> ColumnElement[bool]:
    return and_(
        in_exchange(comment, scope),
        comment.c.comment_id == seen.comment_id,
        comment.c.version == seen.version,
        comment.c.state == CommentState.LIVE,
        comment.c.awaits_translation,
    )


def _written(kept: Collection[str], wanted: Collection[str]) -> str:
    """Return how a comment says which languages are kept and which are to come, in the order of the letters."""
    return " ".join([*sorted(kept), *(f"{each}?" for each in sorted(set(wanted) - set(kept)))])


def _columns() -> list[ColumnElement[Any]]:
    return [comment_translation.c[name] for name in StoredTranslation.__dataclass_fields__]


def _read(row: Any) -> StoredTranslation:
    return StoredTranslation(row.comment_id, row.language, bytes(row.sealed), bool(row.is_corrected))
