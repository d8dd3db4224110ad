"""Releases: when the figures of an exchange changed and what they were, and the sealed record of whom they count."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import func, insert, select

from storage.enums import CommentState
from storage.models import comment, release, release_score, score_run
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.scores import Score
from storage.session import Db
from storage.sql import same, upsert_of

_SCORE = ("stars", "low", "high", "ratings")


@dataclass(frozen=True, slots=True)
class Release:
    """One release. number: from 1. has_groups: figures by group changed too. comments_changed: how many comments."""

    number: int
    made_at: datetime
    has_groups: bool
    comments_changed: int


@dataclass(frozen=True, slots=True)
class PastScore:
    """A comment's figures as a release left them."""

    number: int
    comment_id: int
    stars: float
    low: float
    high: float
    ratings: int


@dataclass(frozen=True, slots=True)
class History:
    """What decides whether a release is due. first_at: of the first one. group_count: those with figures by group."""

    first_at: datetime | None = None
    group_count: int = 0


_RELEASE = [release.c[name] for name in Release.__dataclass_fields__]
_PAST_SCORE = [release_score.c[name] for name in PastScore.__dataclass_fields__]


async def get_history(db: Db, scope: ExchangeScope) -> History:
    """Return what decides whether a release is due."""
    rows = await db.execute(
        select(release.c.has_groups, func.min(release.c.made_at).label("first_at"), func.count().label("releases"))
        .where(in_exchange(release, scope))
        .group_by(release.c.has_groups)
    )
    found = rows.all()
    return History(
        min((row.first_at for row in found), default=None), sum(int(row.releases) for row in found if row.has_groups)
    )


async def get_sealed(db: Db, scope: ExchangeScope) -> bytes | None:
    """Return the sealed record of whom figures count, None before the first release."""
    row = (await db.execute(select(score_run.c.sealed).where(in_exchange(score_run, scope)))).first()
    return bytes(row.sealed) if row and row.sealed is not None else None


async def save_look(db: Db, scope: ExchangeScope, *, slot: str, sealed: bytes | None, now: datetime) -> None:
    """Save when it was looked whether a release is due, and whom figures count; nothing that is shown changes."""
    first = {"fitted_at": now, "revision": 0, "ratings": 0, "ratings_at_threshold": 0, "facts": {}}
    values = {"slot": slot, "sealed": sealed}
    row = upsert_of(db)(score_run).values(**scope.columns, **first, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["tenant_id", "exchange_id"], set_=values))


async def save_release(
    db: Db,
    scope: ExchangeScope,
    one: Release,
    facts: Mapping[str, Any],
    scores: Sequence[Score],
) -> None:
    """Save a release, and the figures of the comments that changed in it."""
    values = {name: getattr(one, name) for name in Release.__dataclass_fields__}
    await db.execute(insert(release).values(**scope.columns, **values, facts=facts))
    columns = {**scope.columns, "number": one.number}
    rows = [
        columns | {"comment_id": each.comment_id} | {name: getattr(each, name) for name in _SCORE} for each in scores
    ]
    if rows:
        await db.execute(insert(release_score), sorted(rows, key=itemgetter("comment_id")))


async def list_releases(db: Db, scope: ExchangeScope) -> list[Release]:
    """Return the releases of an exchange, the first one first."""
    rows = await db.execute(select(*_RELEASE).where(in_exchange(release, scope)).order_by(release.c.number))
    return [to_dataclass(row, Release) for row in rows]


async def list_facts(db: Db, scope: ExchangeScope) -> dict[int, Mapping[str, Any]]:
    """Return what each release reported beside the scores of comments, by its number."""
    rows = await db.execute(select(release.c.number, release.c.facts).where(in_exchange(release, scope)))
    return {int(row.number): row.facts for row in rows}


async def list_past_scores(db: Db, scope: ExchangeScope, comment_ids: Collection[int]) -> list[PastScore]:
    """Return how the figures of these comments changed, as far as they are live, the first release first."""
    rows = await db.execute(
        select(*_PAST_SCORE)
        .join_from(release_score, comment, same(comment, release_score, "comment_id"))
        .where(
            in_exchange(release_score, scope),
            release_score.c.comment_id.in_(sorted(comment_ids)),
            comment.c.state == CommentState.LIVE,
        )
        .order_by(release_score.c.number, release_score.c.comment_id)
    )
    return [to_dataclass(row, PastScore) for row in rows]
