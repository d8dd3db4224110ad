"""What happens when a moderator looks and decides: one short write, which also settles the reports."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.report_reasons import REASONS, reason_message
from bot.texts import Message
from storage import exchanges, moderation, participants
from storage.comments import Comment
from storage.enums import ActKind, CommentState
from storage.exchanges import Exchange
from storage.moderation import ModerationAct, QueueCursor, ReportedComment
from storage.scope import ExchangeScope
from storage.session import Db

PAGE = 5  # cards at a time
_PAGE_TEXT = 6_000  # characters of comments on a page; Slack caps a whole message
BECOMES: dict[str, CommentState] = {
    ActKind.KEEP: CommentState.LIVE,
    ActKind.HIDE: CommentState.HIDDEN,
    ActKind.RESTORE: CommentState.LIVE,
    ActKind.REMOVE: CommentState.REMOVED,
}
WITH_REASON = {ActKind.HIDE, ActKind.REMOVE}
_PURPOSE = "moderator"


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


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue. total: how many wait in all; after: the last that waits here, None where none does."""

    scope: Exchange | None
    cases: list[ModerationCase]
    total: int
    after: QueueCursor | None
    more: bool
    unreadable: int = 0  # comments of exchanges that the secret does not open, left out of all else


class ChangedError(UserError):
    """Another decision, new words or a new report came in between: look again first."""


def case_mark(comment: Comment) -> str:
    """Return a short mark of a comment's words, by which new words are noticed."""
    return hashlib.sha256(f"{comment.text}\0{comment.why}".encode()).hexdigest()[:8]


async def page(ctx: Context, actor: Actor, exchange_id: int, after: QueueCursor | None = None) -> Page:
    """Return the next page of what waits.

    exchange_id: 0 for all. Raises UserError for an exchange that this workspace does not have.
    """
    async with ctx.storage.read() as db:
        scope = await get_exchange(db, actor.tenant_id, exchange_id) if exchange_id else None
        waiting, unreadable = await _list_waiting(ctx, db, actor, exchange_id)
        cases: list[ModerationCase] = []
        left = _PAGE_TEXT
        for cursor in [cursor for cursor in waiting if after is None or cursor > after][:PAGE]:
            case = await _load_case(ctx, db, actor, CaseRef(cursor[2], cursor[3]))
            left -= len(case.reported.comment.text) + len(case.reported.comment.why)
            if left < 0 and cases:
                break
            cases.append(case)
    return _make_page(scope, cases, waiting, unreadable)


async def _list_waiting(ctx: Context, db: Db, actor: Actor, exchange_id: int) -> tuple[list[QueueCursor], int]:
    """Return what waits, and how many more wait in exchanges that the secret does not open."""
    waiting = await moderation.list_waiting(db, actor.tenant_id, exchange_id or None)
    found = [
        await exchanges.get(db, ExchangeScope(actor.tenant_id, each))
        for each in sorted({cursor[2] for cursor in waiting})
    ]
    keys = ctx.keys_of(each for each in found if each)
    there = keys.keys() | {each.exchange_id for each in found if each and not each.has_key}
    readable = [cursor for cursor in waiting if cursor[2] in there]
    return readable, len(waiting) - len(readable)


async def reload_page(ctx: Context, actor: Actor, exchange_id: int, refs: Sequence[CaseRef]) -> Page:
    """Return a page that was shown before, as it is now. exchange_id: 0 for all."""
    async with ctx.storage.read() as db:
        scope = await get_exchange(db, actor.tenant_id, exchange_id) if exchange_id else None
        waiting, unreadable = await _list_waiting(ctx, db, actor, exchange_id)
        return _make_page(scope, [await _load_case(ctx, db, actor, ref) for ref in refs], waiting, unreadable)


def _make_page(
    scope: Exchange | None, cases: list[ModerationCase], waiting: list[QueueCursor], unreadable: int
) -> Page:
    after = max((case.cursor for case in cases if case.reported.waits), default=None)
    more = any(after is None or cursor > after for cursor in waiting)
    return Page(scope, cases, len(waiting), after, more=more, unreadable=unreadable)


async def get_case(ctx: Context, actor: Actor, ref: CaseRef) -> ModerationCase:
    """Return a comment as it is now. Raises UserError when it does not exist."""
    async with ctx.storage.read() as db:
        return await _load_case(ctx, db, actor, ref)


async def list_cases(ctx: Context, actor: Actor, refs: Sequence[CaseRef]) -> list[ModerationCase]:
    """Return these comments as they are now. Raises UserError for one that does not exist."""
    async with ctx.storage.read() as db:
        return [await _load_case(ctx, db, actor, ref) for ref in refs]


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
        before = await _load_case(ctx, db, actor, ref, hold=True)
        if before.is_own:
            raise UserError("moderate.own_comment", number=ref.number)
        if seen and seen != before.seen:
            raise _changed_error(seen, before)
        require_sense(before.reported, act)
        if BECOMES[act] == CommentState.LIVE:
            await moderation.count_overruled(db, actor.scope(ref.exchange_id), ref.number)
        await moderation.decide(
            db,
            actor.scope(ref.exchange_id),
            before.reported.comment,
            state=BECOMES[act],
            act=ModerationAct(
                act,
                reason if act in WITH_REASON else "",
                _encrypt(ctx, before.exchange, actor),
                ctx.clock(),
            ),
        )
        return await _load_case(ctx, db, actor, ref)

    after = await ctx.storage.transact(work)
    ctx.wake()  # a digest may quote what is no longer shown
    return after


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


async def _load_case(ctx: Context, db: Db, actor: Actor, ref: CaseRef, *, hold: bool = False) -> ModerationCase:
    exchange = await exchanges.get(db, actor.scope(ref.exchange_id))
    found = exchange and await moderation.get_case(db, actor.scope(ref.exchange_id), ref.number, hold=hold)
    if exchange is None or not found:
        raise UserError("moderate.no_comment_here", number=ref.number)
    if not exchange.has_key:  # nothing says whose words they are, or who decided
        return ModerationCase(exchange, found, is_own=False, decided_by="")
    key = ctx.key_of(exchange)
    by = key.decrypt(_PURPOSE, found.last.encrypted_moderator) if found.last else ""
    person = await participants.get(db, exchange.scope, actor.person(key))
    return ModerationCase(exchange, found, person is not None and person.wrote(found.comment), by)


def _encrypt(ctx: Context, exchange: Exchange, actor: Actor) -> bytes:
    """Return who decides, encrypted; nothing where the exchange's key is erased."""
    return ctx.key_of(exchange).encrypt(_PURPOSE, actor.slack_user_id) if exchange.has_key else b""
