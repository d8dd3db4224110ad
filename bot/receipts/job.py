"""Job of receipts: each comment's author has one message about it, posted once and edited where it changes.

Nothing is written or sent at the act itself: the job looks, at each round, whether a few counts of the exchange are
others than before, and only then opens the records of its people. Ratings come from the last release, so a receipt
says no more than every screen does. A round writes the records of all people of the exchange, so none shows whose
comment it was about.

A process takes an exchange under a lease, saves that messages are on their way, posts them, and saves where they are.
Where one is on its way and nobody has the lease, a process died or Slack's answer was lost: then the person's messages
are looked through for it, by its metadata, before another is posted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.context import Context
from bot.domain.figures import load_figures
from bot.domain.late_lines import LateLines
from bot.domain.leases import Round, end_lease, require_time, rest_end
from bot.domain.letters import delete_messages
from bot.domain.preferences import list_muted
from bot.domain.sending import Pauses, post
from bot.keys import ExchangeKey
from bot.receipts.blocks import receipt
from bot.receipts.fate import Fate, find_fate
from bot.slack.client import CALL_ERRORS, without_retries
from bot.slack.locales import find_texts
from bot.slack.sent_messages import find_sent
from bot.slack.workspaces import Workspace
from storage import answers, appeals, computations, exchanges, moderation, participants, receipts
from storage.comments import Comment
from storage.enums import ActKind, CommentState, ExchangeState
from storage.exchanges import Exchange
from storage.letters import Letters, Receipt, read_letters
from storage.participant_record import Participant
from storage.session import Db

BATCH = 10
"""Messages in one round, so two a second: Slack lets an app write some hundred messages a minute."""

EVENT = "starling_receipt"

UNREACHABLE = "-"
"""In place of a message's ts, where Slack says that this person cannot be written to."""

_CALLS = timedelta(seconds=45)  # that one message may take: begun later, it may outlast the lease


@dataclass(frozen=True, slots=True)
class Due:
    """A receipt that has to be posted or edited. was: as it is now, None where there is none yet."""

    mark: bytes  # of the author
    slack_user_id: str
    channel_id: str
    fate: Fate
    was: Receipt | None

    @property
    def number(self) -> int:
        """The comment's number."""
        return self.fate.comment.number

    @property
    def is_posted(self) -> bool:
        """Whether a message is there that can be edited."""
        return self.was is not None and self.was.ts not in {"", UNREACHABLE}


class Receipts:
    """Posts and edits receipts. What it remembers is only what it saw last, and may be lost."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._seen: dict[int, str] = {}  # by exchange: the mark of what all its receipts show
        self._failures = LateLines("receipts_failed")
        self._pauses = Pauses(ctx, lambda _, error: self._failures.add(error, ctx.clock()))

    async def tick(self, workspace: Workspace) -> None:
        """Post and edit a few receipts of a workspace."""
        self._failures.write(self._ctx.clock())
        if self._pauses.is_on(workspace):
            return
        async with self._ctx.storage.read() as db:
            there = await exchanges.list_all(db, workspace.tenant_id, ExchangeState.OPEN, ExchangeState.CLOSED)
            marks = {each.exchange_id: await receipts.get_mark(db, each.scope) for each in there if each.has_key}
        changed = [each for each in there if marks.get(each.exchange_id) != self._seen.get(each.exchange_id)]
        left, last = BATCH, []
        for exchange_id, key in self._ctx.keys_of(changed).items():
            if left <= 0:
                return
            exchange = next(each for each in changed if each.exchange_id == exchange_id)
            due = await list_due(self._ctx, workspace, exchange, key)
            is_whole = not any(workspace.reach.is_unsure(each.slack_user_id) for each in due)
            due = [each for each in due if not workspace.reach.waits(each.slack_user_id)]
            due.sort(key=lambda each: workspace.reach.is_unsure(each.slack_user_id))  # others come first
            if due and workspace.reach.is_unsure(due[0].slack_user_id):
                last.append((exchange, key, due))  # after other exchanges too
                continue
            if due and not await self._work(workspace, exchange, key, due[:left]):
                return
            is_whole = is_whole and not any(workspace.reach.is_unsure(each.slack_user_id) for each in due)
            if is_whole and len(due) <= left:
                self._seen[exchange_id] = marks[exchange_id]
            left -= min(left, len(due))
        for exchange, key, due in last:
            if left <= 0 or not await self._work(workspace, exchange, key, due[:left]):
                return
            left -= min(left, len(due))

    async def _work(self, workspace: Workspace, exchange: Exchange, key: ExchangeKey, due: Sequence[Due]) -> bool:
        """Post or edit some receipts under the exchange's lease; False when the round had better end here."""
        now = self._ctx.clock()
        until = computations.coarse_end(now)
        async with self._ctx.storage.write() as db:
            if not await computations.claim(db, exchange.scope, computations.RECEIPTS, now=now, until=until):
                self._pauses.begin(workspace)
                return False  # another process does it
        new = [each for each in due if each.was is None]
        if new:
            await self._save(exchange, key, [(each, each.channel_id, Receipt()) for each in new])
        done, after = await self._send_all(workspace, exchange, due, until)
        if done:
            await self._keep(workspace, exchange, key, done)
        rests_until = rest_end(self._ctx.clock(), is_coarse=True) if after == Round.RESTS else None
        async with self._ctx.storage.write() as db:
            await end_lease(db, exchange.scope, computations.RECEIPTS, was=until, rests_until=rests_until)
        return not after.is_over

    async def _send_all(
        self, workspace: Workspace, exchange: Exchange, due: Sequence[Due], until: datetime
    ) -> tuple[list[tuple[Due, str, Receipt]], Round]:
        """Return where the messages are, and what becomes of the round. until: the end of the lease."""
        done: list[tuple[Due, str, Receipt]] = []
        for each in due:
            if self._ctx.clock() > until - _CALLS:
                break
            try:
                channel_id, ts = await self._send(workspace, exchange, each, until)
            except CALL_ERRORS as error:
                after = self._pauses.handle(workspace, exchange.exchange_id, each.slack_user_id, error)
                if after.is_over:
                    return done, Round.ENDS if each.is_posted else after  # an edit can be done twice
                if after == Round.PASSES:
                    continue
                channel_id, ts = each.channel_id, each.was.ts if each.was and each.is_posted else UNREACHABLE
            done.append((each, channel_id, Receipt(ts, each.fate.mark)))
        return done, Round.GOES_ON

    async def _send(self, workspace: Workspace, exchange: Exchange, due: Due, until: datetime) -> tuple[str, str]:
        """Post a receipt or edit it; return its channel and ts. until: the end of the lease. Raises CALL_ERRORS."""
        web = without_retries(workspace.client)
        texts = await find_texts(self._ctx, exchange.tenant_id, due.slack_user_id, usual=exchange.language)
        text, blocks = receipt(texts, exchange, due.fate)
        channel_id, ts = due.channel_id, due.was.ts if due.was else ""
        if due.was is not None and not ts:
            channel_id, ts = await find_sent(
                web, due.slack_user_id, event_type=EVENT, key=_key(exchange, due), opened_at=exchange.opened_at
            )
        if ts and ts != UNREACHABLE:
            await web.chat_update(channel=channel_id, ts=ts, text=text, blocks=blocks)
            workspace.reach.note_sent(due.slack_user_id)
            return channel_id, ts
        require_time(self._ctx, until)
        return await post(workspace, due.slack_user_id, text, blocks, event_type=EVENT, key=_key(exchange, due))

    async def _keep(
        self, workspace: Workspace, exchange: Exchange, key: ExchangeKey, done: Sequence[tuple[Due, str, Receipt]]
    ) -> None:
        """Save where messages are; delete those of people who were forgotten while they were on their way."""
        kept = await self._save(exchange, key, done)
        gone = [(channel_id, each.ts) for due, channel_id, each in done if due.mark not in kept]
        if gone:
            self._ctx.outbox.spawn(delete_messages(self._ctx, workspace.tenant_id, gone), "receipt")
        # Nothing is logged: a receipt follows a comment within seconds, and a line would say when that came.

    async def _save(
        self, exchange: Exchange, key: ExchangeKey, done: Sequence[tuple[Due, str, Receipt]]
    ) -> frozenset[bytes]:
        """Save receipts in the records of their authors; return the marks of those who are still there."""
        changed: dict[bytes, list[tuple[str, int, Receipt]]] = {}
        for due, channel_id, each in done:
            changed.setdefault(due.mark, []).append((channel_id, due.number, each))

        async def work(db: Db) -> frozenset[bytes]:
            changes = {mark: partial(_with_receipts, facts) for mark, facts in changed.items()}
            return await participants.change_all(db, exchange.scope, key.seals, changes)

        return await self._ctx.storage.transact(work)


async def list_due(ctx: Context, workspace: Workspace, exchange: Exchange, key: ExchangeKey) -> list[Due]:
    """Return the receipts that show something else than they should, in an order that says nothing.

    Without those of people who want no messages, who are being forgotten, or who were imported. A comment to begin
    with is nobody's.
    """
    async with ctx.storage.read() as db:
        people = await participants.list_all(db, exchange.scope, key.seals)
        newest = await receipts.list_newest(db, exchange.scope)
        live = [each.comment_id for each in newest.values()]
        figures = await load_figures(db, exchange, live)
        given = {each.number: each for each in await answers.list_for(db, exchange.scope)}
        asked = {each.number: each for each in await appeals.list_for(db, exchange.scope)}
        muted = await list_muted(ctx, db, exchange.tenant_id)
        silent = await _list_silent(db, exchange, newest)
    found = []
    for person in people:
        if not person.slack_user_id or person.is_forgetting or person.slack_user_id in muted:
            continue
        letters = read_letters(person.letters)
        mark = key.person(workspace.team_id, person.slack_user_id).mark
        for number in person.own & newest.keys():
            fate = find_fate(exchange, newest[number], figures, given.get(number), asked.get(number))
            was = letters.receipts.get(number)
            if was is None and number in silent:
                continue
            if was is None or was.shown != fate.mark:
                found.append(Due(mark, person.slack_user_id, letters.channel_id, fate, was))
    return sorted(found, key=lambda each: key.source_mac("receipt", str(each.number)))


async def _list_silent(db: Db, exchange: Exchange, newest: Mapping[int, Comment]) -> frozenset[int]:
    """Return the numbers of comments whose authors a moderator asks for other words, while the exchange is open.

    Who has no receipt yet gets that message alone (bot/moderate/rephrase.py), and a receipt with the next change.
    """
    if not exchange.is_open:
        return frozenset()
    hidden = sorted(number for number, each in newest.items() if each.state == CommentState.HIDDEN)
    cases = [await moderation.get_case(db, exchange.scope, number) for number in hidden]
    return frozenset(
        number
        for number, case in zip(hidden, cases, strict=True)
        if case is not None and case.last is not None and case.last.act == ActKind.ASK
    )


def _with_receipts(facts: Sequence[tuple[str, int, Receipt]], person: Participant) -> Participant:
    letters: Letters = read_letters(person.letters)
    for channel_id, number, each in facts:
        letters = replace(letters, channel_id=channel_id or letters.channel_id).with_receipt(number, each)
    return replace(person, letters=letters.to_bytes())


def _key(exchange: Exchange, due: Due) -> str:
    return f"{exchange.exchange_id}.{due.number}"
