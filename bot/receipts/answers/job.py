"""Job of answers: who asked to hear of them has one message about what is new, and is asked once whether it helped.

It concerns those who wrote the comment or gave it four or five stars; of a theme, any comment of it. Who they are is
read from seals, with the exchange's key, and kept nowhere: nobody sees who or how many had such a message. How many
found that an answer helped is counted from the records, and shown from the exchange's smallest group on, in steps.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.context import Context
from bot.core.wall_clock import local_day
from bot.domain.leases import Round, end_lease, require_time, rest_end
from bot.domain.preferences import list_muted
from bot.domain.sending import Pauses, log_as, post
from bot.keys import ExchangeKey
from bot.receipts.answers import blocks
from bot.slack.blocks import Block
from bot.slack.client import CALL_ERRORS, without_retries
from bot.slack.locales import find_texts
from bot.slack.sent_messages import find_sent
from bot.slack.workspaces import Workspace
from bot.texts import Texts
from storage import answers, computations, exchanges, followers, participants, receipts, themes
from storage.answers import Answer
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.letters import read_letters
from storage.participant_record import Participant
from storage.session import Db
from storage.themes import Theme

log = structlog.get_logger()

BATCH = 10
"""Messages in one round."""

EVENT = "starling_answers"

ASK_AFTER = timedelta(days=30)
"""After an answer changed last, those who heard of it are asked whether it helped."""

_MAX_NAMED = 10  # answers in one message; the others follow
_STEP = 5


@dataclass(frozen=True, slots=True)
class Due:
    """A message to one person. news: answers that are new to them; asks: one that may have helped.

    themes: of the exchange, by their numbers with a minus before.
    """

    mark: bytes
    slack_user_id: str
    key: str
    news: Sequence[Answer]
    asks: Answer | None
    is_on_its_way: bool
    themes: Mapping[int, Theme]

    def change(self, person: Participant, *, is_done: bool) -> Participant:
        """Return the person's record while the message is on its way, or once it is there."""
        letters = read_letters(person.letters)
        letters = replace(letters, sending="" if is_done else self.key)
        if is_done:
            letters = replace(letters, heard={**letters.heard, **{each.number: each.status for each in self.news}})
            if self.asks:
                letters = replace(letters, asked=letters.asked | {self.asks.number})
        return replace(person, letters=letters.to_bytes())


class AnswerNews:
    """Sends what is new to those who asked. What it remembers is only what it saw last, and may be lost."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._seen: dict[int, tuple[str, object]] = {}  # by exchange: what was looked at
        self._pauses = Pauses(ctx, log_as("answer_news_failed"))

    async def tick(self, workspace: Workspace) -> None:
        """Send a few messages of a workspace, and count what helped."""
        now = self._ctx.clock()
        if self._pauses.is_on(workspace):
            return
        async with self._ctx.storage.read() as db:
            there = await exchanges.list_all(db, workspace.tenant_id, ExchangeState.OPEN, ExchangeState.CLOSED)
            marks = {each.exchange_id: await receipts.get_mark(db, each.scope) for each in there if each.has_key}
        last: list[tuple[Exchange, ExchangeKey, list[Due]]] = []
        for exchange_id, key in self._ctx.keys_of(there).items():
            exchange = next(each for each in there if each.exchange_id == exchange_id)
            hour = (marks[exchange_id], now.replace(minute=0, second=0, microsecond=0))
            if self._seen.get(exchange_id) == hour:
                continue
            found = await self._list_due(workspace, exchange, key)
            due = [each for each in found if not workspace.reach.waits(each.slack_user_id)]
            if due and workspace.reach.is_unsure(due[0].slack_user_id):
                last.append((exchange, key, due))  # after other exchanges too
                continue
            if due and not await self._work(workspace, exchange, key, due[:BATCH]):
                return
            if len(due) > BATCH:
                return
            if not any(workspace.reach.is_unsure(each.slack_user_id) for each in found):
                self._seen[exchange_id] = hour
        for exchange, key, due in last:
            if not await self._work(workspace, exchange, key, due[:BATCH]):
                return

    async def _list_due(self, workspace: Workspace, exchange: Exchange, key: ExchangeKey) -> list[Due]:
        today = local_day(self._ctx.clock(), exchange.zone)
        async with self._ctx.storage.read() as db:
            given = {each.number: each for each in await answers.list_for(db, exchange.scope)}
            if not given:
                return []
            people = await participants.list_all(db, exchange.scope, key.seals)
            about = await list_about(db, exchange, given)
            given = {number: each for number, each in given.items() if number in about}
            liked = await followers.list_likers(db, exchange.scope, key.seals, frozenset().union(*about.values()))
            named = {-each.number: each for each in await themes.list_for(db, exchange.scope)}
            muted = await list_muted(self._ctx, db, exchange.tenant_id)
        await self._count_helped(exchange, people, given)
        found = []
        for person in people:
            letters = read_letters(person.letters)
            if not letters.follows or person.is_forgetting or person.slack_user_id in muted:
                continue
            mine = [
                given[each]
                for each in sorted(given)
                if about[each] & person.own or any(person.person in liked[number] for number in about[each])
            ]
            news = [each for each in mine if letters.heard.get(each.number) != each.status][:_MAX_NAMED]
            old = [
                each
                for each in mine
                if not news and each.number not in letters.asked and today - each.changed_on >= ASK_AFTER
            ]
            if news or old:
                written = ",".join(f"{each.number}{each.status}" for each in news or old[:1])
                mac = key.source_mac("answers", person.slack_user_id, written)
                mark = key.person(workspace.team_id, person.slack_user_id).mark
                asks = old[0] if old else None
                found.append(Due(mark, person.slack_user_id, mac, news, asks, letters.sending == mac, named))
        return sorted(found, key=lambda each: (workspace.reach.is_unsure(each.slack_user_id), each.key))

    async def _work(self, workspace: Workspace, exchange: Exchange, key: ExchangeKey, due: Sequence[Due]) -> bool:
        now = self._ctx.clock()
        until = computations.coarse_end(now)
        async with self._ctx.storage.write() as db:
            if not await computations.claim(db, exchange.scope, computations.ANSWERS, now=now, until=until):
                return False
        new = [each for each in due if not each.is_on_its_way]
        if new:
            await self._save(exchange, key, new, is_done=False)
        done, after = [], Round.GOES_ON
        for each in due:
            try:
                await self._send(workspace, exchange, each, until)
            except CALL_ERRORS as error:
                after = self._pauses.handle(workspace, exchange.exchange_id, each.slack_user_id, error)
                if after == Round.PASSES:
                    continue
                if after != Round.GOES_ON:
                    break
            done.append(each)
        if done:
            await self._save(exchange, key, done, is_done=True)
            log.info("answer_news_sent", exchange_id=exchange.exchange_id)
        rests_until = rest_end(self._ctx.clock(), is_coarse=True) if after == Round.RESTS else None
        async with self._ctx.storage.write() as db:
            await end_lease(db, exchange.scope, computations.ANSWERS, was=until, rests_until=rests_until)
        return not after.is_over

    async def _send(self, workspace: Workspace, exchange: Exchange, due: Due, until: datetime) -> None:
        """Post a message, unless an earlier try left it there. until: the lease's end. Raises CALL_ERRORS."""
        web = without_retries(workspace.client)
        if due.is_on_its_way:
            _, ts = await find_sent(web, due.slack_user_id, event_type=EVENT, key=due.key, opened_at=exchange.opened_at)
            if ts:
                return
        texts = await find_texts(self._ctx, exchange.tenant_id, due.slack_user_id, usual=exchange.language)
        text, shown = draw(texts, exchange, due)
        require_time(self._ctx, until)
        await post(workspace, due.slack_user_id, text, shown, event_type=EVENT, key=due.key)

    async def _save(self, exchange: Exchange, key: ExchangeKey, due: Sequence[Due], *, is_done: bool) -> None:
        changes: dict[bytes, Callable[[Participant], Participant]] = {
            each.mark: partial(each.change, is_done=is_done) for each in due
        }

        async def work(db: Db) -> None:
            await participants.change_all(db, exchange.scope, key.seals, changes)

        await self._ctx.storage.transact(work)

    async def _count_helped(
        self, exchange: Exchange, people: Sequence[Participant], given: Mapping[int, Answer]
    ) -> None:
        """Count who found that an answer helped; a count changes only by a step of people, and never of fewer."""
        votes: dict[int, dict[str, int]] = {}
        for person in people:
            for number, vote in read_letters(person.letters).helped.items():
                if number in given:
                    counts = votes.setdefault(number, dict.fromkeys(blocks.VOTES, 0))
                    counts[vote] = counts.get(vote, 0) + 1
        least = max(exchange.min_group_size, _STEP)
        for number, counts in votes.items():
            known, total = sum((given[number].helped or {}).values()), sum(counts.values())
            if total >= least and total >= known + _STEP:
                async with self._ctx.storage.write() as db:
                    await answers.set_helped(db, exchange.scope, number, counts)


def draw(texts: Texts, exchange: Exchange, due: Due) -> tuple[str, list[Block]]:
    """Return the message: what is new, or the question whether an answer helped."""
    if due.asks:
        return blocks.question(texts, exchange, due.asks, due.themes.get(due.asks.number))
    return blocks.news(texts, exchange, due.news, due.themes)


async def list_about(db: Db, exchange: Exchange, given: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the numbers of the shown comments that each answer is about, by the answer's number: one, or a theme's."""
    shown = await receipts.list_shown(db, exchange.scope)
    inside = await themes.list_live_numbers(db, exchange.scope)
    about = {
        number: frozenset({number}) & shown if number > 0 else inside.get(-number, frozenset()) for number in given
    }
    return {number: each for number, each in about.items() if each}
