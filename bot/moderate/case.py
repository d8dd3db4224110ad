"""One comment before a moderator: what is known of it, who has it, and how like ones were decided."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.context import Context
from bot.core.screening import Match
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.moderation_log import find_moderator
from bot.domain.screening import load_screening
from bot.moderate.like_cases import LikeCases, find_like
from storage import exchanges, moderation, moderation_log, participants
from storage.comments import Comment
from storage.enums import ActKind, CommentState
from storage.exchanges import Exchange
from storage.moderation import QueueCursor, ReportedComment
from storage.moderation_log import LoggedAct
from storage.session import Db

BECOMES: dict[str, CommentState] = {
    ActKind.KEEP: CommentState.LIVE,
    ActKind.HIDE: CommentState.HIDDEN,
    ActKind.RESTORE: CommentState.LIVE,
    ActKind.REMOVE: CommentState.REMOVED,
    ActKind.ASK: CommentState.HIDDEN,
}
UNDO_WITHIN = timedelta(minutes=1)
"""For how long a moderator can take a decision back."""

CLAIM_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CaseRef:
    """Which comment is meant."""

    exchange_id: int
    number: int


@dataclass(frozen=True, slots=True)
class SeenCase:
    """What a moderator saw when they decided."""

    ref: CaseRef
    version: int
    acts: int
    reports: int
    mark: str  # of the words


@dataclass(frozen=True, slots=True)
class ModerationCase:
    """One comment before a moderator: never its author, never who reported it."""

    exchange: Exchange
    reported: ReportedComment
    is_own: bool  # the moderator wrote it: another one decides
    decided_by: str  # Slack id of the moderator of the last act, "" when there was none or it is not known
    can_undo: bool = False  # this moderator decided less than a minute ago
    proposed_by: str = ""  # Slack id of the moderator who proposes to hide or remove it
    claimed_by: str = ""  # Slack id of the moderator who looks after it
    is_claimed_by_reader: bool = False
    is_proposed_by_reader: bool = False
    like: LikeCases | None = None
    found: Sequence[Match] = ()  # what the rules find in its words now

    @property
    def ref(self) -> CaseRef:
        """Which comment it is."""
        return CaseRef(self.exchange.exchange_id, self.reported.comment.number)

    @property
    def seen(self) -> SeenCase:
        """What a card of this comment shows."""
        comment = self.reported.comment
        return SeenCase(self.ref, comment.version, self.reported.acts, self.reported.reports, case_mark(comment))

    @property
    def cursor(self) -> QueueCursor:
        """Its place in the queue."""
        comment = self.reported.comment
        return (self.reported.rank, comment.shared_on, self.exchange.exchange_id, comment.number)


def case_mark(comment: Comment) -> str:
    """Return a short mark of a comment's words, by which new words are noticed."""
    return hashlib.sha256(f"{comment.text}\0{comment.why}".encode()).hexdigest()[:8]


async def load_case(ctx: Context, db: Db, actor: Actor, ref: CaseRef, *, hold: bool = False) -> ModerationCase:
    """Return a comment as this moderator sees it. hold: lock it until the transaction ends. Raises UserError."""
    exchange = await exchanges.get(db, actor.scope(ref.exchange_id))
    found = exchange and await moderation.get_case(db, actor.scope(ref.exchange_id), ref.number, hold=hold)
    if exchange is None or not found:
        raise UserError("moderate.no_comment_here", number=ref.number)
    actor.set_subject(exchange)
    if not exchange.has_key:  # nothing says whose words they are, or who decided
        matches = await _find_matches(ctx, db, exchange, found)
        return ModerationCase(exchange, found, is_own=False, decided_by="", found=matches)
    person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
    by, proposer = find_moderator(ctx, exchange, found.last), find_moderator(ctx, exchange, found.proposal)
    claimer = _find_claimer(ctx, exchange, found)
    me = actor.slack_user_id
    return ModerationCase(
        exchange,
        found,
        person is not None and person.wrote(found.comment),
        by,
        can_undo=by == me and _is_fresh(ctx, found),
        proposed_by=proposer,
        claimed_by=claimer,
        is_claimed_by_reader=claimer == me,
        is_proposed_by_reader=proposer == me,
        like=find_like(await moderation_log.list_decided(db, actor.tenant_id), found.grounds) if found.waits else None,
        found=await _find_matches(ctx, db, exchange, found),
    )


async def load_shared_case(
    ctx: Context, db: Db, exchange: Exchange, number: int, decided: Sequence[LoggedAct]
) -> ModerationCase | None:
    """Return a comment as all moderators see it at once, in a channel; None where it is gone.

    What only some of them may do is offered, and refused to the others when they press it. decided: of the workspace,
    as `moderation_log.list_decided` returns it.
    """
    found = await moderation.get_case(db, exchange.scope, number)
    if found is None:
        return None
    claimer = _find_claimer(ctx, exchange, found)
    return ModerationCase(
        exchange,
        found,
        is_own=False,
        decided_by=find_moderator(ctx, exchange, found.last),
        can_undo=_is_fresh(ctx, found) and exchange.has_key,
        proposed_by=find_moderator(ctx, exchange, found.proposal),
        claimed_by=claimer,
        is_claimed_by_reader=bool(claimer),
        like=find_like(decided, found.grounds) if found.waits else None,
        found=await _find_matches(ctx, db, exchange, found),
    )


async def _find_matches(ctx: Context, db: Db, exchange: Exchange, reported: ReportedComment) -> Sequence[Match]:
    """Return what the rules find in a comment that waits for what they found; nothing of it is kept."""
    comment = reported.comment
    if comment.state != CommentState.PENDING or not comment.held_for:
        return ()
    screening = await load_screening(ctx, db, exchange.tenant_id)
    return screening.find(exchange, comment.text, comment.why)


def _find_claimer(ctx: Context, exchange: Exchange, found: ReportedComment) -> str:
    """Return the Slack id of the moderator who looks after a comment, "" for nobody."""
    claim_at = found.claim.acted_at if found.claim else None
    is_claimed = claim_at is not None and claim_at + CLAIM_LASTS > ctx.clock()
    return find_moderator(ctx, exchange, found.claim) if is_claimed else ""


def _is_fresh(ctx: Context, reported: ReportedComment) -> bool:
    """Say whether the last decision is of the last minute, and the comment is still as it left it."""
    last = reported.last
    if last is None or last.acted_at is None or last.comment_id != reported.comment.comment_id:
        return False
    return ctx.clock() <= last.acted_at + UNDO_WITHIN and reported.comment.state == BECOMES.get(last.act)
