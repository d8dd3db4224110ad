"""What happens when a moderator looks and decides: one short write, which also settles the reports."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Kit
from bot.domain.exchanges import known
from bot.domain.report_reasons import REASONS, reason_words
from bot.slack.errors import KindError
from bot.slack.speaker import Speaker
from storage import exchanges, moderation
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.moderation import Act, Case, Place
from storage.session import Db

PAGE = 5  # cards at a time
_PAGE_TEXT = 6_000  # characters of comments on a page; Slack caps a whole message
BECOMES = {"keep": "live", "hide": "hidden", "restore": "live", "remove": "removed"}
WITH_REASON = {"hide", "remove"}
_SEALED = "moderator"


@dataclass(frozen=True, slots=True)
class Ref:
    """Which comment is meant."""

    exchange_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood before a moderator when they decided."""

    ref: Ref
    version: int
    acts: int
    reports: int
    mark: str  # of the words


@dataclass(frozen=True, slots=True)
class File:
    """One comment before a moderator: never its author, never who reported it."""

    exchange: Exchange
    case: Case
    is_own: bool  # the moderator wrote it: another one decides
    decided_by: str  # Slack id of the moderator of the last act, "" when there was none

    @property
    def ref(self) -> Ref:
        """Which comment it is."""
        return Ref(self.exchange.exchange_id, self.case.comment.number)

    @property
    def seen(self) -> Seen:
        """What a card of this file shows."""
        comment = self.case.comment
        return Seen(self.ref, comment.version, self.case.acts, self.case.reports, mark(comment))

    @property
    def place(self) -> Place:
        """Its place in the queue."""
        comment = self.case.comment
        return (self.case.rank, comment.shared_hour, self.exchange.exchange_id, comment.number)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue. total: how many wait in all; after: behind which the rest waits, None for its start."""

    scope: Exchange | None
    files: list[File]
    total: int
    after: Place | None
    more: bool
    unreadable: int = 0  # comments of exchanges that the secret does not open, left out of all else


class ChangedError(KindError):
    """Another decision, new words or a new report came in between: look again first."""


def mark(comment: Comment) -> str:
    """Return a short mark of a comment's words, by which new words are noticed."""
    return hashlib.sha256(f"{comment.text}\0{comment.why}".encode()).hexdigest()[:8]


async def page(kit: Kit, speaker: Speaker, exchange_id: int, after: Place | None = None) -> Page:
    """Return the next page of what waits.

    exchange_id: 0 for all. Raises KindError for an exchange that this workspace does not have.
    """
    async with kit.storage.read() as db:
        scope = await known(db, speaker.tenant_id, exchange_id) if exchange_id else None
        waiting, unreadable = await _waiting(kit, db, speaker, exchange_id)
        files: list[File] = []
        room = _PAGE_TEXT
        for place in [place for place in waiting if after is None or place > after][:PAGE]:
            file = await _file(kit, db, speaker, Ref(place[2], place[3]))
            room -= len(file.case.comment.text) + len(file.case.comment.why)
            if room < 0 and files:
                break
            files.append(file)
    return _paged(scope, files, waiting, unreadable)


async def _waiting(kit: Kit, db: Db, speaker: Speaker, exchange_id: int) -> tuple[list[Place], int]:
    """Return what waits, and how many more wait in exchanges that the secret does not open."""
    waiting = await moderation.waiting(db, speaker.tenant_id, exchange_id or None)
    found = [await exchanges.get(db, speaker.tenant_id, each) for each in sorted({place[2] for place in waiting})]
    keys = kit.keys_of(each for each in found if each)
    readable = [place for place in waiting if place[2] in keys]
    return readable, len(waiting) - len(readable)


async def same_page(kit: Kit, speaker: Speaker, exchange_id: int, refs: Sequence[Ref]) -> Page:
    """Return a page that was shown before, as it stands now. exchange_id: 0 for all."""
    async with kit.storage.read() as db:
        scope = await known(db, speaker.tenant_id, exchange_id) if exchange_id else None
        waiting, unreadable = await _waiting(kit, db, speaker, exchange_id)
        return _paged(scope, [await _file(kit, db, speaker, ref) for ref in refs], waiting, unreadable)


def _paged(scope: Exchange | None, files: list[File], waiting: list[Place], unreadable: int) -> Page:
    after = max((file.place for file in files if file.case.waits), default=None)
    more = any(after is None or place > after for place in waiting)
    return Page(scope, files, len(waiting), after, more=more, unreadable=unreadable)


async def files(kit: Kit, speaker: Speaker, refs: Sequence[Ref]) -> list[File]:
    """Return these comments as they stand now. Raises KindError for one that does not exist."""
    async with kit.storage.read() as db:
        return [await _file(kit, db, speaker, ref) for ref in refs]


async def decide(kit: Kit, speaker: Speaker, ref: Ref, act: str, reason: str = "", *, seen: Seen | None = None) -> File:
    """Keep a decision and return the comment as it stands then.

    seen: what the moderator had before them; None for a command, which names the comment as it is.
    Raises ChangedError when it is no longer so, KindError when the act makes no sense or is not theirs.
    """
    if act not in BECOMES:
        raise KindError("I do not know this decision.")
    if act in WITH_REASON and reason not in REASONS:
        raise KindError("Please choose a reason of the list.")

    async def work(db: Db) -> File:
        if BECOMES[act] == "live":  # people before comments, as everywhere: see docs/decisions/0002-storage.md
            await moderation.count_overruled(db, speaker.tenant_id, ref.exchange_id, ref.number)
        before = await _file(kit, db, speaker, ref, hold=True)
        if before.is_own:
            raise KindError(f"#{ref.number} is a comment of your own. Another moderator decides about it.")
        if seen and seen != before.seen:
            raise ChangedError(_what_changed(seen, before))
        refusal = refused(before.case, act)
        if refusal:
            raise KindError(refusal)
        await moderation.decide(
            db,
            speaker.tenant_id,
            ref.exchange_id,
            before.case.comment,
            state=BECOMES[act],
            act=Act(
                act,
                reason if act in WITH_REASON else "",
                kit.key_of(before.exchange).seal(_SEALED, speaker.slack_user_id),
                kit.clock(),
            ),
        )
        return await _file(kit, db, speaker, ref)

    after = await kit.storage.transact(work)
    kit.wake()  # a digest may quote what is no longer shown
    return after


def refused(case: Case, act: str) -> str:
    """Return why an act makes no sense for a comment as it stands, "" when it does."""
    number, state = case.comment.number, case.comment.state
    if state == "withdrawn":
        return f"#{number} was withdrawn by the person who wrote it. There is nothing left to decide."
    if state == "removed":
        return f"#{number} was removed ({reason_words(case.comment.reason)}), and that is final."
    if act == "keep" and not case.waits:
        return (
            f"#{number} is hidden, and nobody reported it since. `/exchange restore #{number}` shows it again."
            if state == "hidden"
            else f"#{number} is live, and nobody reported it. There is nothing to decide."
        )
    if act == "hide" and state == "hidden" and not case.waits:
        return f"#{number} is hidden already ({reason_words(case.comment.reason)})."
    if act == "restore" and state != "hidden":
        return f"#{number} is not hidden, so there is nothing to restore."
    return ""


def _what_changed(seen: Seen, now: File) -> str:
    number = seen.ref.number
    if now.case.acts != seen.acts:
        return f"#{number} was decided in the meantime. Your click changed nothing."
    if now.case.comment.version != seen.version or mark(now.case.comment) != seen.mark:
        return f"#{number} has new words since you looked. Your click changed nothing: please read it again."
    return f"#{number} was reported again since you looked. Your click changed nothing: please look again."


async def _file(kit: Kit, db: Db, speaker: Speaker, ref: Ref, *, hold: bool = False) -> File:
    exchange = await exchanges.get(db, speaker.tenant_id, ref.exchange_id)
    found = exchange and await moderation.look(db, speaker.tenant_id, ref.exchange_id, ref.number, hold=hold)
    if exchange is None or not found:
        raise KindError(f"There is no comment #{ref.number} in this exchange.")
    key = kit.key_of(exchange)
    by = key.unseal(_SEALED, found.last.sealed_moderator) if found.last else ""
    return File(exchange, found, found.comment.author_id == speaker.author_id(key), by)
