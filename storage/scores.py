"""Scores: the figures that the last release left, and the quality threshold that sampling weights depend on.

Every screen reads its stars from the last release, so that all show the same. `save` is the one place that writes one;
`storage/releases.py` keeps the earlier ones.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, delete, func, insert, select, update

from storage import participants
from storage.enums import CommentState
from storage.histogram import HISTOGRAM, STARS, Histogram, read_histogram
from storage.models import comment, comment_score, exchange, group_deficit, rating, score_run
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.seals import NOBODY, SealKey, SealPurpose
from storage.session import Db
from storage.sql import same, upsert_of

_BATCH = 500
_NEAR = 0.01  # stars are shown to a tenth
_RUN_KEY = ["tenant_id", "exchange_id"]


@dataclass(frozen=True, slots=True)
class Score:
    """A comment's expected stars, 1..5, with a 95 % interval and the number of ratings, or more.

    tier: one of `bot/core/tiers.py`, None with too few ratings. top_ten: probability to be among the ten highest.
    position: its place among all comments, from 0.
    """

    comment_id: int
    stars: float
    low: float
    high: float
    ratings: int
    tier: str | None = None
    top_ten: float = 0.0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """The last release. facts: its findings, by comment id; ratings_at_threshold: ratings at the last threshold.

    revision: number of releases, 0 before the first. slot: when it was last looked whether one is due, "" before.
    """

    fitted_at: datetime
    revision: int
    ratings: int
    ratings_at_threshold: int
    facts: Mapping[str, Any]
    slot: str = ""


class LiveRating(NamedTuple):
    """A rating of a live comment. person: the number that their seals carry; is_near: the rater chose the comment."""

    comment_id: int
    person: int
    stars: int
    is_near: bool


async def list_histograms(db: Db, scope: ExchangeScope) -> dict[int, Histogram]:
    """Return the stars 1 to 5 of each live comment."""
    rows = await db.execute(
        select(comment.c.comment_id, *HISTOGRAM).where(
            in_exchange(comment, scope), comment.c.state == CommentState.LIVE
        )
    )
    return {int(row.comment_id): read_histogram(row) for row in rows}


async def checksum(db: Db, scope: ExchangeScope) -> tuple[int, ...]:
    """Return sums over the live comments that change with nearly every star, comment and state."""
    row = await db.execute(
        select(func.count(), *(func.sum(column) for column in HISTOGRAM), func.sum(STARS * comment.c.number)).where(
            in_exchange(comment, scope), comment.c.state == CommentState.LIVE
        )
    )
    return tuple(int(each or 0) for each in row.one())


async def count_by_group(
    db: Db, scope: ExchangeScope, key: SealKey, comment_ids: Sequence[int], groups: Mapping[int, str]
) -> dict[int, dict[str, int]]:
    """Return how many people of each group rated each of these comments. groups: by person."""
    found: dict[int, dict[str, int]] = {}
    for start in range(0, len(comment_ids), _BATCH):
        rows = (
            await db.execute(
                select(rating.c.comment_id, rating.c.rater_seal).where(
                    in_exchange(rating, scope), rating.c.comment_id.in_(comment_ids[start : start + _BATCH])
                )
            )
        ).all()
        ids = [int(row.comment_id) for row in rows]
        people = key.open_seals(SealPurpose.RATING, ids, [bytes(row.rater_seal) for row in rows]).tolist()
        for comment_id, person in zip(ids, people, strict=True):
            if person in groups:
                counts = found.setdefault(comment_id, {})
                counts[groups[person]] = counts.get(groups[person], 0) + 1
    return found


async def list_groups_of_raters(db: Db, scope: ExchangeScope, key: SealKey) -> dict[int, str]:
    """Return the group of each participant who named one, by person."""
    people = await participants.list_all(db, scope, key)
    return {each.person: each.group_name for each in people if each.group_name is not None}


async def list_people(db: Db, scope: ExchangeScope, key: SealKey) -> dict[int, str]:
    """Return the group of each participant, "" for those who named none, by person."""
    return {each.person: each.group_name or "" for each in await participants.list_all(db, scope, key)}


async def list_live_ratings(db: Db, scope: ExchangeScope, key: SealKey) -> list[LiveRating]:
    """Return every rating of a live comment, by comment; in a comment in an order that says nothing.

    Who was forgotten after the close is somebody else for each rating, and numbered below zero.
    """
    rows = (
        await db.execute(
            select(rating.c.comment_id, comment.c.position, rating.c.rater_seal, rating.c.stars)
            .join_from(rating, comment, same(comment, rating, "comment_id"))
            .where(in_exchange(rating, scope), comment.c.state == CommentState.LIVE)
            .order_by(rating.c.comment_id, rating.c.rater_seal)
        )
    ).all()
    near = {(each.person, position) for each in await participants.list_all(db, scope, key) for position in each.near}
    ids = [each.comment_id for each in rows]
    people = key.open_seals(SealPurpose.RATING, ids, [each.rater_seal for each in rows]).tolist()
    return [
        LiveRating(comment_id, person if person != NOBODY else -1 - at, stars, (person, position) in near)
        for at, ((comment_id, position, _, stars), person) in enumerate(zip(rows, people, strict=True))
    ]


async def save_threshold(
    db: Db,
    scope: ExchangeScope,
    *,
    grand_mean: float,
    threshold: float,
    ratings: int,
    deficits: Mapping[str, Sequence[int]],
    now: datetime,
) -> None:
    """Save the quality threshold and the deficits of small groups: comment ids by group."""
    await db.execute(
        update(exchange).where(in_exchange(exchange, scope)).values(grand_mean=grand_mean, quality_threshold=threshold)
    )
    values = {"ratings_at_threshold": ratings}
    first = {"fitted_at": now, "revision": 0, "ratings": 0, "facts": {}}
    row = upsert_of(db)(score_run).values(**scope.columns, **first, **values)
    await db.execute(row.on_conflict_do_update(index_elements=_RUN_KEY, set_=values))
    old_deficits = in_exchange(group_deficit, scope)
    await db.execute(delete(group_deficit).where(*old_deficits))
    rows = [
        {
            **scope.columns,
            "group_name": name,
            "comment_id": comment_id,
        }
        for name, comment_ids in deficits.items()
        for comment_id in comment_ids
    ]
    if rows:
        await db.execute(insert(group_deficit), sorted(rows, key=itemgetter("comment_id")))


async def save(
    db: Db,
    scope: ExchangeScope,
    scores: Sequence[Score],
    facts: Mapping[str, Any],
    *,
    ratings: int,
    now: datetime,
) -> None:
    """Replace the exchange's figures, without comments that are no longer live.

    ratings: how many it counts.
    """
    live = set(await list_histograms(db, scope))
    await db.execute(delete(comment_score).where(in_exchange(comment_score, scope)))
    rows = [{**scope.columns, **asdict(each)} for each in scores if each.comment_id in live]
    if rows:
        await db.execute(insert(comment_score), sorted(rows, key=itemgetter("comment_id")))
    values = {"fitted_at": now, "ratings": ratings, "facts": facts}
    row = upsert_of(db)(score_run).values(**scope.columns, ratings_at_threshold=0, revision=1, **values)
    next_revision = {"revision": score_run.c.revision + 1}
    await db.execute(row.on_conflict_do_update(index_elements=_RUN_KEY, set_=values | next_revision))


_RUN = select(*(score_run.c[name] for name in Run.__dataclass_fields__)).where(in_scope(score_run))


async def get_run(db: Db, scope: ExchangeScope) -> Run | None:
    """Return the last release, None before the first threshold."""
    row = (await db.execute(_RUN, scope.bind())).first()
    return to_dataclass(row, Run) if row else None


_LIVE_SCORES = (
    select(*(comment_score.c[name] for name in Score.__dataclass_fields__))
    .join_from(comment_score, comment, same(comment, comment_score, "comment_id"))
    .where(in_scope(comment_score), comment.c.state == CommentState.LIVE)
)
_BEST = (
    _LIVE_SCORES.where(comment.c.reports == 0, comment_score.c.ratings >= bindparam("fewest"))
    .order_by(comment_score.c.position, comment_score.c.stars.desc(), comment.c.number)
    .limit(bindparam("most", type_=Integer))
)
_HOW_MANY_BEST = (
    select(func.count())
    .select_from(comment_score.join(comment, same(comment, comment_score, "comment_id")))
    .where(in_scope(comment_score), comment.c.state == CommentState.LIVE, comment.c.reports == 0)
    .where(comment_score.c.ratings >= bindparam("fewest"), comment_score.c.stars > bindparam("near"))
)
_SCORES_BY_ID = _LIVE_SCORES.where(comment_score.c.comment_id.in_(bindparam("ids", expanding=True)))


async def list_best(db: Db, scope: ExchangeScope, *, min_ratings: int, limit: int) -> list[Score]:
    """Return the scores of the best live comments without an open report, the highest first.

    min_ratings: ratings of each. limit: the most that are returned.
    """
    rows = await db.execute(_BEST, scope.bind(fewest=min_ratings, most=limit))
    return [to_dataclass(row, Score) for row in rows]


async def count_best(db: Db, scope: ExchangeScope, *, min_ratings: int, least: float) -> int:
    """Return how many live comments without an open report have that many stars or more. Arguments as of list_best."""
    row = await db.execute(_HOW_MANY_BEST, scope.bind(fewest=min_ratings, near=least - _NEAR))
    return int(row.scalar_one())


async def get_by_ids(db: Db, scope: ExchangeScope, comment_ids: Collection[int]) -> dict[int, Score]:
    """Return the scores of these comments, as far as they are live and have one, by comment id."""
    wanted = sorted(comment_ids)
    found: dict[int, Score] = {}
    for start in range(0, len(wanted), _BATCH):
        rows = await db.execute(_SCORES_BY_ID, scope.bind(ids=wanted[start : start + _BATCH]))
        found |= {int(row.comment_id): to_dataclass(row, Score) for row in rows}
    return found


async def list_for(db: Db, scope: ExchangeScope) -> dict[int, Score]:
    """Return the scores of the live comments by comment id."""
    return {int(row.comment_id): to_dataclass(row, Score) for row in await db.execute(_LIVE_SCORES, scope.bind())}
