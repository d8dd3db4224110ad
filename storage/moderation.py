"""Moderation: the queue, the decisions, and the reports that a decision settles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from storage import moderation_log, rephrase_requests
from storage.comments import COLUMNS as COMMENT_COLUMNS
from storage.comments import Comment
from storage.comments import read_row as read_comment
from storage.enums import ActKind, CommentState, ReportReason
from storage.models import comment, exchange, report
from storage.moderation_log import Act, LoggedAct
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same

DANGER_RANK, REPORTED_RANK, PENDING_RANK = 0, 1, 2  # order in the queue

_SHOWING = {ActKind.KEEP, ActKind.RESTORE, ActKind.APPEAL_RESTORED}
_CHANGING = {*moderation_log.DECISIONS, ActKind.PROPOSE_HIDE, ActKind.PROPOSE_REMOVE, ActKind.UNDO}

QueueCursor = tuple[int, date, int, int]  # position in the queue: rank, day, exchange, number


@dataclass(frozen=True, slots=True)
class ReportedComment:
    """The basis of a decision on a comment: its newest version, its open reports, the acts so far."""

    comment: Comment
    reasons: dict[str, int]  # open reports by reason, without reporters
    acts: int  # that changed what is decided about it, so far
    last: LoggedAct | None  # the last decision
    proposal: LoggedAct | None = None  # of a moderator, that a second one has to agree to
    claim: LoggedAct | None = None  # a moderator looks after it

    @property
    def reports(self) -> int:
        """Number of open reports."""
        return sum(self.reasons.values())

    @property
    def grounds(self) -> list[str]:
        """Why it waits: rules that hold it, and "report." with the reason of each open report."""
        held = self.comment.held_for.split(",") if self.comment.held_for and self._is_pending else []
        return [*held, *(f"report.{reason}" for reason in sorted(self.reasons))]

    @property
    def _is_pending(self) -> bool:
        return self.comment.state == CommentState.PENDING

    @property
    def waits(self) -> bool:
        """Say whether a moderator should look at it."""
        state = self.comment.state
        return state == CommentState.PENDING or (self.reports > 0 and state in {CommentState.LIVE, CommentState.HIDDEN})

    @property
    def rank(self) -> int:
        """Order in the queue, lowest first."""
        if "danger" in self.reasons or _is_danger(self.comment.state, self.comment.held_for):
            return DANGER_RANK
        return REPORTED_RANK if self.reports else PENDING_RANK


def _is_danger(state: str, held_for: str) -> bool:
    """Say whether a comment waits because a rule found signs of danger."""
    return state == CommentState.PENDING and "danger" in held_for.split(",")


def _versions(scope: ExchangeScope, number: int) -> Any:
    return select(comment.c.comment_id).where(in_exchange(comment, scope), comment.c.number == number)


def _in_any_exchange(tenant_id: int) -> Any:
    """Return the condition for comments of a whole workspace: by its exchanges, because indices begin with these."""
    there = select(exchange.c.exchange_id).where(exchange.c.tenant_id == tenant_id)
    return (comment.c.tenant_id == tenant_id) & comment.c.exchange_id.in_(there)


async def list_waiting(db: Db, tenant_id: int, exchange_id: int | None = None) -> list[QueueCursor]:
    """Return the queue: reports of danger first, then other reports, then pending comments, oldest first.

    exchange_id: only this exchange. A comment that was edited after a report still waits.
    Assembled here from simple queries: one joined query took minutes at 10,000 comments.
    """
    reported = (
        select(comment.c.exchange_id, comment.c.number, comment.c.shared_on, comment.c.state, report.c.reason)
        .join_from(
            report,
            comment,
            same(comment, report, "comment_id"),
        )
        .where(report.c.tenant_id == tenant_id, ~report.c.is_settled)
    )
    pending = select(comment.c.exchange_id, comment.c.number, comment.c.shared_on, comment.c.held_for).where(
        comment.c.tenant_id == tenant_id, comment.c.state == CommentState.PENDING
    )
    if exchange_id is not None:
        reported = reported.where(report.c.exchange_id == exchange_id)
        pending = pending.where(comment.c.exchange_id == exchange_id)
    found = {
        (row.exchange_id, row.number): (
            DANGER_RANK if _is_danger(CommentState.PENDING, row.held_for) else PENDING_RANK,
            row.shared_on,
        )
        for row in await db.execute(pending)
    }
    rows = (await db.execute(reported)).all()
    edited = [(row.exchange_id, row.number) for row in rows if row.state == CommentState.SUPERSEDED]
    newest = await _list_newest_states(db, tenant_id, edited)
    for row in rows:
        state = newest.get((row.exchange_id, row.number), row.state)
        if state in {CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN}:
            rank_and_day = (DANGER_RANK if row.reason == "danger" else REPORTED_RANK, row.shared_on)
            key = (row.exchange_id, row.number)
            found[key] = min(found.get(key, rank_and_day), rank_and_day)
    return sorted((*rank_and_day, *key) for key, rank_and_day in found.items())


async def _list_newest_states(db: Db, tenant_id: int, numbers: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return the state of the newest version of each comment by exchange and number; in one statement."""
    if not numbers:
        return {}
    rows = await db.execute(
        select(comment.c.exchange_id, comment.c.number, comment.c.state)
        .where(
            comment.c.tenant_id == tenant_id,
            comment.c.exchange_id.in_({exchange_id for exchange_id, _ in numbers}),
            comment.c.number.in_({number for _, number in numbers}),
        )
        .order_by(comment.c.version)
    )
    return {(row.exchange_id, row.number): row.state for row in rows}


async def count_waiting(db: Db, tenant_id: int, exchange_id: int | None = None) -> int:
    """Return the length of the queue."""
    return len(await list_waiting(db, tenant_id, exchange_id))


async def get_case(db: Db, scope: ExchangeScope, number: int, *, hold: bool = False) -> ReportedComment | None:
    """Return the basis of a decision on comment #number, None when there is no such comment.

    hold: lock all its versions until the transaction ends.
    """
    versions = _versions(scope, number)
    if hold:
        await db.execute(versions.order_by(comment.c.comment_id).with_for_update(key_share=True))
    query = (
        select(*COMMENT_COLUMNS)
        .where(in_exchange(comment, scope), comment.c.number == number)
        .order_by(comment.c.version.desc())
        .limit(1)
    )
    row = (await db.execute(query)).first()
    if row is None:
        return None
    reasons = await db.execute(
        select(report.c.reason, func.count())
        .where(
            in_exchange(report, scope),
            report.c.comment_id.in_(versions),
            ~report.c.is_settled,
        )
        .group_by(report.c.reason)
    )
    log = await moderation_log.list_of_comment(db, scope, number)
    return ReportedComment(
        read_comment(row),
        {reason: int(n) for reason, n in reasons},
        sum(each.act in _CHANGING for each in log),
        moderation_log.find_last_decision(log),
        moderation_log.find_proposal(log),
        moderation_log.find_claim(log),
    )


async def decide(db: Db, scope: ExchangeScope, target: Comment, *, state: str, act: Act) -> int:
    """Save a decision: the comment's state, the settled reports, and the act in the log, whose id is returned."""
    versions = _versions(scope, target.number)
    act_id = await moderation_log.record(db, scope, target.comment_id, act)
    await db.execute(
        update(report)
        .where(
            in_exchange(report, scope),
            report.c.comment_id.in_(versions),
            ~report.c.is_settled,
        )
        .values(is_settled=True, settled_by=act_id)
    )
    await db.execute(
        update(comment).where(in_exchange(comment, scope), comment.c.number == target.number).values(reports=0)
    )
    await db.execute(
        update(comment)
        .where(in_exchange(comment, scope), comment.c.comment_id == target.comment_id)
        .values(state=state, reason=None if state == CommentState.LIVE else act.reason)
    )
    return act_id


async def undo(db: Db, scope: ExchangeScope, target: Comment, last: LoggedAct, *, act: Act) -> None:
    """Take the last decision about a comment back: its state before, and the reports that it settled.

    act: the taking back, as the log keeps it.
    """
    settled = in_exchange(report, scope) & (report.c.settled_by == last.act_id)
    if last.act in _SHOWING:
        overruled = settled & (report.c.reason == ReportReason.DANGER) & (report.c.overruled > 0)
        await db.execute(update(report).where(overruled).values(overruled=report.c.overruled - 1))
    await db.execute(update(report).where(settled).values(is_settled=False, settled_by=None))
    still_open = select(func.count()).where(same(report, comment, "comment_id"), ~report.c.is_settled)
    await db.execute(
        update(comment)
        .where(in_exchange(comment, scope), comment.c.number == target.number)
        .values(reports=still_open.scalar_subquery())
    )
    await db.execute(
        update(comment)
        .where(in_exchange(comment, scope), comment.c.comment_id == target.comment_id)
        .values(state=last.state_before, reason=last.reason_before)
    )
    await rephrase_requests.remove(db, scope, last.act_id)
    await moderation_log.record(db, scope, target.comment_id, act)


async def count_overruled(db: Db, scope: ExchangeScope, number: int) -> None:
    """Count every open report of danger on comment #number as overruled. Call it before `decide`."""
    await db.execute(
        update(report)
        .where(
            in_exchange(report, scope),
            report.c.comment_id.in_(_versions(scope, number)),
            report.c.reason == "danger",
            ~report.c.is_settled,
        )
        .values(overruled=report.c.overruled + 1)
    )


async def was_kept(db: Db, scope: ExchangeScope, target: Comment) -> bool:
    """Say whether a moderator decided to keep these words; further reports then no longer hide them."""
    log = await moderation_log.list_of_comment(db, scope, target.number)
    last = moderation_log.find_last_decision([each for each in log if each.comment_id == target.comment_id])
    return last is not None and last.act in _SHOWING


async def list_exchanges_with(db: Db, tenant_id: int, number: int) -> list[int]:
    """Return the exchanges that have a comment of this number."""
    rows = await db.execute(
        select(comment.c.exchange_id)
        .where(_in_any_exchange(tenant_id), comment.c.number == number)
        .distinct()
        .order_by(comment.c.exchange_id)
    )
    return [int(row.exchange_id) for row in rows]
