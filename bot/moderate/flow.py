"""What happens when a moderator looks and decides: one short write, which also settles the reports."""

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.moderation_log import make_moderators_act, record
from bot.domain.report_reasons import REASONS, reason_message
from bot.moderate.case import BECOMES, CaseRef, ModerationCase, SeenCase, case_mark, load_case
from bot.texts import Message
from storage import moderation, moderation_log, rephrase_requests
from storage.enums import ActKind, CommentState
from storage.moderation import ReportedComment
from storage.moderation_log import Act
from storage.session import Db

WITH_REASON = {ActKind.HIDE, ActKind.REMOVE, ActKind.ASK}
_PROPOSALS = {ActKind.HIDE: ActKind.PROPOSE_HIDE, ActKind.REMOVE: ActKind.PROPOSE_REMOVE}


class ChangedError(UserError):
    """Another decision, new words or a new report came in between: look again first."""


async def get_case(ctx: Context, actor: Actor, ref: CaseRef) -> ModerationCase:
    """Return a comment as it is now. Raises UserError when it does not exist."""
    async with ctx.storage.read() as db:
        return await load_case(ctx, db, actor, ref)


async def list_cases(ctx: Context, actor: Actor, refs: Sequence[CaseRef]) -> list[ModerationCase]:
    """Return these comments as they are now. Raises UserError for one that does not exist."""
    async with ctx.storage.read() as db:
        return [await load_case(ctx, db, actor, ref) for ref in refs]


async def decide(
    ctx: Context, actor: Actor, ref: CaseRef, act: str, reason: str = "", *, seen: SeenCase | None = None
) -> ModerationCase:
    """Save a decision and return the comment as it is then.

    seen: what the moderator's card showed; None for a command, which names the comment as it is.
    Raises ChangedError when it is no longer so, UserError when the act makes no sense or is not theirs.
    """
    if act not in BECOMES:
        raise UserError("moderate.unknown_decision")
    if act in WITH_REASON and reason not in REASONS:
        raise UserError("moderate.no_reason")

    async def work(db: Db) -> ModerationCase:
        before = await load_case(ctx, db, actor, ref, hold=True)
        if before.is_own:
            raise UserError("moderate.own_comment", number=ref.number)
        if seen and seen != before.seen:
            raise _changed_error(seen, before)
        require_sense(before.reported, act)
        if _needs_second(before, act):
            if before.is_proposed_by_reader and _is_proposed(before, act):
                raise UserError("moderate.second_needed", number=ref.number)
            made = make_moderators_act(ctx, before.exchange, actor, _PROPOSALS[ActKind(act)], reason=reason)
            await moderation_log.record(db, before.exchange.scope, before.reported.comment.comment_id, made)
            return await load_case(ctx, db, actor, ref)
        if BECOMES[act] == CommentState.LIVE:
            await moderation.count_overruled(db, actor.scope(ref.exchange_id), ref.number)
        act_id = await moderation.decide(
            db,
            actor.scope(ref.exchange_id),
            before.reported.comment,
            state=BECOMES[act],
            act=_make_act(ctx, actor, before, act, reason),
        )
        if act == ActKind.ASK:
            await rephrase_requests.add(db, before.exchange.scope, act_id, before.reported.comment.comment_id)
        return await load_case(ctx, db, actor, ref)

    after = await ctx.storage.transact(work)
    ctx.wake()  # a digest may quote what is no longer shown
    return after


def _needs_second(case: ModerationCase, act: str) -> bool:
    """Say whether an act is a proposal for now: a second moderator has to agree."""
    if not case.exchange.needs_second_moderator or act not in _PROPOSALS:
        return False
    return case.is_proposed_by_reader or not _is_proposed(case, act)


def _is_proposed(case: ModerationCase, act: str) -> bool:
    proposal = case.reported.proposal
    return proposal is not None and proposal.act == _PROPOSALS[ActKind(act)]


async def undo(ctx: Context, actor: Actor, ref: CaseRef, *, seen: SeenCase) -> ModerationCase:
    """Take a moderator's own last decision back, within a minute, and return the comment as it is then.

    Raises ChangedError when it is no longer as their card shows it, UserError when the minute is over or it is not
    theirs.
    """

    async def work(db: Db) -> ModerationCase:
        before = await load_case(ctx, db, actor, ref, hold=True)
        last = before.reported.last
        if seen != before.seen:
            raise _changed_error(seen, before)
        if last is None or not before.can_undo:
            raise UserError("moderate.undo_late", number=ref.number)
        act = make_moderators_act(ctx, before.exchange, actor, ActKind.UNDO)
        act = replace(act, undoes=last.act_id, state_before=before.reported.comment.state)
        await moderation.undo(db, before.exchange.scope, before.reported.comment, last, act=act)
        return await load_case(ctx, db, actor, ref)

    return await ctx.storage.transact(work)


async def claim(ctx: Context, actor: Actor, ref: CaseRef, *, seen: SeenCase, gives_back: bool) -> ModerationCase:
    """Say that a moderator looks after a comment, or no longer does; others see who. Safe to repeat.

    Raises ChangedError when it is no longer as their card shows it, UserError where another moderator has it.
    """

    async def work(db: Db) -> ModerationCase:
        before = await load_case(ctx, db, actor, ref, hold=True)
        if before.is_own:
            raise UserError("moderate.own_comment", number=ref.number)
        if seen != before.seen:
            raise _changed_error(seen, before)
        if before.claimed_by and not before.is_claimed_by_reader:
            raise UserError("moderate.claimed_meanwhile", number=ref.number, moderator=f"<@{before.claimed_by}>")
        if before.is_claimed_by_reader == gives_back and before.reported.waits:
            kind = ActKind.UNCLAIM if gives_back else ActKind.CLAIM
            comment_id = before.reported.comment.comment_id
            await record(ctx, db, before.exchange, comment_id, kind, actor=actor)
        return await load_case(ctx, db, actor, ref)

    return await ctx.storage.transact(work)


def require_sense(reported: ReportedComment, act: str) -> None:
    """Raise UserError where an act makes no sense for a comment as it is."""
    number, state = reported.comment.number, reported.comment.state
    reason = reason_message(reported.comment.reason)
    if state == CommentState.WITHDRAWN:
        raise UserError("moderate.refused.withdrawn", number=number)
    if state == CommentState.REMOVED:
        raise UserError("moderate.refused.removed", number=number, reason=reason)
    if act == ActKind.KEEP and not reported.waits:
        if state == CommentState.HIDDEN:
            raise UserError("moderate.refused.keep_hidden", number=number)
        raise UserError("moderate.refused.keep_live", number=number)
    if act == ActKind.HIDE and state == CommentState.HIDDEN and not reported.waits:
        raise UserError("moderate.refused.hidden", number=number, reason=reason)
    if act == ActKind.ASK and reported.comment.is_seed:
        raise UserError("moderate.refused.seed", number=number)
    if act == ActKind.RESTORE and state != CommentState.HIDDEN:
        raise UserError("moderate.refused.not_hidden", number=number)


def _changed_error(seen: SeenCase, now: ModerationCase) -> ChangedError:
    if now.reported.acts != seen.acts:
        what = "decided"
    elif now.reported.comment.version != seen.version or case_mark(now.reported.comment) != seen.mark:
        what = "words"
    else:
        what = "reported"
    message = Message(f"moderate.changed.{what}", {"number": seen.ref.number})
    return ChangedError(message.code, **message.params)


def _make_act(ctx: Context, actor: Actor, case: ModerationCase, act: str, reason: str) -> Act:
    """Return a decision as the log keeps it, with what it was about."""
    made = make_moderators_act(ctx, case.exchange, actor, ActKind(act), reason=reason if act in WITH_REASON else "")
    comment = case.reported.comment
    return replace(
        made, grounds=",".join(case.reported.grounds), state_before=comment.state, reason_before=comment.reason
    )
