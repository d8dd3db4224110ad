"""What happens when a moderator looks and decides: one short write, which also settles the reports."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import get_exchange
from bot.domain.report_reasons import REASONS, reason_text
from bot.slack.errors import KindError
from storage import exchanges, moderation
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.moderation import ModerationAct, QueueCursor, ReportedComment
from storage.session import Db

PAGE = 5  # cards at a time
_PAGE_TEXT = 6_000  # characters of comments on a page; Slack caps a whole message
BECOMES = {"keep": "live", "hide": "hidden", "restore": "live", "remove": "removed"}
WITH_REASON = {"hide", "remove"}
_SEALED = "moderator"


@dataclass(frozen=True, slots=True)
class CaseRef:
    """Which comment is meant."""

    exchange_id: int
    number: int


@dataclass(frozen=True, slots=True)
class SeenCase:
    """What stood before a moderator when they decided."""

    ref: CaseRef
    version: int
    acts: int
    reports: int
    mark: str  # of the words


@dataclass(frozen=True, slots=True)
class ModerationCase:
    """One comment before a moderator: never its author, never who reported it."""

    exchange: Exchange
    case: ReportedComment
    is_own: bool  # the moderator wrote it: another one decides
    decided_by: str  # Slack id of the moderator of the last act, "" when there was none

    @property
    def ref(self) -> CaseRef:
        """Which comment it is."""
        return CaseRef(self.exchange.exchange_id, self.case.comment.number)

    @property
    def seen(self) -> SeenCase:
        """What a card of this file shows."""
        comment = self.case.comment
        return SeenCase(self.ref, comment.version, self.case.acts, self.case.reports, case_mark(comment))

    @property
    def place(self) -> QueueCursor:
        """Its place in the queue."""
        comment = self.case.comment
        return (self.case.rank, comment.shared_hour, self.exchange.exchange_id, comment.number)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue. total: how many wait in all; after: behind which the rest waits, None for its start."""

    scope: Exchange | None
    files: list[ModerationCase]
    total: int
    after: QueueCursor | None
    more: bool
    unreadable: int = 0  # comments of exchanges that the secret does not open, left out of all else


class ChangedError(KindError):
    """Another decision, new words or a new report came in between: look again first."""


def case_mark(comment: Comment) -> str:
    """Return a short mark of a comment's words, by which new words are noticed."""
    return hashlib.sha256(f"{comment.text}\0{comment.why}".encode()).hexdigest()[:8]


async def page(ctx: Context, actor: Actor, exchange_id: int, after: QueueCursor | None = None) -> Page:
    """Return the next page of what waits.

    exchange_id: 0 for all. Raises KindError for an exchange that this workspace does not have.
    """
    async with ctx.storage.read() as db:
        scope = await get_exchange(db, actor.tenant_id, exchange_id) if exchange_id else None
        waiting, unreadable = await _waiting(ctx, db, actor, exchange_id)
        files: list[ModerationCase] = []
        room = _PAGE_TEXT
        for place in [place for place in waiting if after is None or place > after][:PAGE]:
            file = await _file(ctx, db, actor, CaseRef(place[2], place[3]))
            room -= len(file.case.comment.text) + len(file.case.comment.why)
            if room < 0 and files:
                break
            files.append(file)
    return _paged(scope, files, waiting, unreadable)


async def _waiting(ctx: Context, db: Db, actor: Actor, exchange_id: int) -> tuple[list[QueueCursor], int]:
    """Return what waits, and how many more wait in exchanges that the secret does not open."""
    waiting = await moderation.list_waiting(db, actor.tenant_id, exchange_id or None)
    found = [await exchanges.get(db, actor.tenant_id, each) for each in sorted({place[2] for place in waiting})]
    keys = ctx.keys_of(each for each in found if each)
    readable = [place for place in waiting if place[2] in keys]
    return readable, len(waiting) - len(readable)


async def reload_page(ctx: Context, actor: Actor, exchange_id: int, refs: Sequence[CaseRef]) -> Page:
    """Return a page that was shown before, as it stands now. exchange_id: 0 for all."""
    async with ctx.storage.read() as db:
        scope = await get_exchange(db, actor.tenant_id, exchange_id) if exchange_id else None
        waiting, unreadable = await _waiting(ctx, db, actor, exchange_id)
        return _paged(scope, [await _file(ctx, db, actor, ref) for ref in refs], waiting, unreadable)


def _paged(scope: Exchange | None, files: list[ModerationCase], waiting: list[QueueCursor], unreadable: int) -> Page:
    after = max((file.place for file in files if file.case.waits), default=None)
    more = any(after is None or place > after for place in waiting)
    return Page(scope, files, len(waiting), after, more=more, unreadable=unreadable)


async def list_cases(ctx: Context, actor: Actor, refs: Sequence[CaseRef]) -> list[ModerationCase]:
    """Return these comments as they stand now. Raises KindError for one that does not exist."""
    async with ctx.storage.read() as db:
        return [await _file(ctx, db, actor, ref) for ref in refs]


async def decide(
    ctx: Context, actor: Actor, ref: CaseRef, act: str, reason: str = "", *, seen: SeenCase | None = None
) -> ModerationCase:
    """Keep a decision and return the comment as it stands then.

    seen: what the moderator had before them; None for a command, which names the comment as it is.
    Raises ChangedError when it is no longer so, KindError when the act makes no sense or is not theirs.
    """
    if act not in BECOMES:
        raise KindError("I do not know this decision.")
    if act in WITH_REASON and reason not in REASONS:
        raise KindError("Please choose a reason of the list.")

    async def work(db: Db) -> ModerationCase:
        if BECOMES[act] == "live":  # people before comments, as everywhere: see docs/decisions/0002-storage.md
            await moderation.count_overruled(db, actor.tenant_id, ref.exchange_id, ref.number)
        before = await _file(ctx, db, actor, ref, hold=True)
        if before.is_own:
            raise KindError(f"#{ref.number} is a comment of your own. Another moderator decides about it.")
        if seen and seen != before.seen:
            raise ChangedError(_what_changed(seen, before))
        refusal = refused(before.case, act)
        if refusal:
            raise KindError(refusal)
        await moderation.decide(
            db,
            actor.tenant_id,
            ref.exchange_id,
            before.case.comment,
            state=BECOMES[act],
            act=ModerationAct(
                act,
                reason if act in WITH_REASON else "",
                ctx.key_of(before.exchange).seal(_SEALED, actor.slack_user_id),
                ctx.clock(),
            ),
        )
        return await _file(ctx, db, actor, ref)

    after = await ctx.storage.transact(work)
    ctx.wake()  # a digest may quote what is no longer shown
    return after


def refused(case: ReportedComment, act: str) -> str:
    """Return why an act makes no sense for a comment as it stands, "" when it does."""
    number, state = case.comment.number, case.comment.state
    if state == "withdrawn":
        return f"#{number} was withdrawn by the person who wrote it. There is nothing left to decide."
    if state == "removed":
        return f"#{number} was removed ({reason_text(case.comment.reason)}), and that is final."
    if act == "keep" and not case.waits:
        return (
            f"#{number} is hidden, and nobody reported it since. `/exchange restore #{number}` shows it again."
            if state == "hidden"
            else f"#{number} is live, and nobody reported it. There is nothing to decide."
        )
    if act == "hide" and state == "hidden" and not case.waits:
        return f"#{number} is hidden already ({reason_text(case.comment.reason)})."
    if act == "restore" and state != "hidden":
        return f"#{number} is not hidden, so there is nothing to restore."
    return ""


def _what_changed(seen: SeenCase, now: ModerationCase) -> str:
    number = seen.ref.number
    if now.case.acts != seen.acts:
        return f"#{number} was decided in the meantime. Your click changed nothing."
    if now.case.comment.version != seen.version or case_mark(now.case.comment) != seen.mark:
        return f"#{number} has new words since you looked. Your click changed nothing: please read it again."
    return f"#{number} was reported again since you looked. Your click changed nothing: please look again."


async def _file(ctx: Context, db: Db, actor: Actor, ref: CaseRef, *, hold: bool = False) -> ModerationCase:
    exchange = await exchanges.get(db, actor.tenant_id, ref.exchange_id)
    found = exchange and await moderation.get_case(db, actor.tenant_id, ref.exchange_id, ref.number, hold=hold)
    if exchange is None or not found:
        raise KindError(f"There is no comment #{ref.number} in this exchange.")
    key = ctx.key_of(exchange)
    by = key.unseal(_SEALED, found.last.sealed_moderator) if found.last else ""
    return ModerationCase(exchange, found, found.comment.author_id == actor.author_id(key), by)
