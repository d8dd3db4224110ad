"""Reports of comments: one for each person and comment; counts change in the same transaction."""

from collections.abc import Mapping

from sqlalchemy import func, select, update

from storage.comments import update_comment
from storage.enums import ReportReason
from storage.models import comment, report
from storage.ratings import of_seal
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import upsert_of


async def save(db: Db, scope: ExchangeScope, comment_id: int, seal: bytes, reason: str) -> bool:
    """Save a report; False when this person reported the comment before. seal: theirs for reports of the comment.

    A report of danger also counts after another report, and again after a decision.
    """
    made = await db.execute(
        upsert_of(db)(report)
        .values(
            **scope.columns,
            comment_id=comment_id,
            rater_seal=seal,
            reason=reason,
            is_settled=False,
        )
        .on_conflict_do_nothing()
        .returning(report.c.reason)
    )
    if made.first() is None:
        return reason == ReportReason.DANGER and await _change_to_danger(db, scope, comment_id, seal)
    await update_comment(db, scope, comment_id, reports=comment.c.reports + 1)
    return True


async def _change_to_danger(db: Db, scope: ExchangeScope, comment_id: int, seal: bytes) -> bool:
    """Change a person's report to an open one of danger; False when it is one already."""
    this = of_seal(report, scope, comment_id, seal)
    old = (await db.execute(select(report.c.reason, report.c.is_settled).where(this))).one()
    if old.reason == ReportReason.DANGER and not old.is_settled:
        return False
    await db.execute(update(report).where(this).values(reason=ReportReason.DANGER, is_settled=False, settled_by=None))
    if old.is_settled:
        await update_comment(db, scope, comment_id, reports=comment.c.reports + 1)
    return True


async def count_open(db: Db, scope: ExchangeScope, comment_id: int) -> int:
    """Return how many people reported these words and no moderator has decided since."""
    query = select(func.count()).where(
        in_exchange(report, scope), report.c.comment_id == comment_id, ~report.c.is_settled
    )
    return int((await db.execute(query)).scalar_one())


async def list_open(db: Db, scope: ExchangeScope) -> set[int]:
    """Return the ids of the comments with reports about which no moderator has decided."""
    query = select(report.c.comment_id).where(in_exchange(report, scope), ~report.c.is_settled).distinct()
    return {row.comment_id for row in await db.execute(query)}


async def count_overruled(db: Db, scope: ExchangeScope, seals: Mapping[int, bytes]) -> int:
    """Return how often moderators overruled a person's reports of danger. seals: of their reports, by comment id."""
    if not seals:
        return 0
    rows = await db.execute(
        select(report.c.overruled).where(
            in_exchange(report, scope),
            report.c.comment_id.in_(list(seals)),
            report.c.rater_seal.in_(list(seals.values())),
        )
    )
    return sum(int(row.overruled) for row in rows)
