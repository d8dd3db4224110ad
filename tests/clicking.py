"""Many people who click concurrently, each as fast as the bot answers, and the results."""

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from math import inf
from random import Random

from sqlalchemy import event
from sqlalchemy.util import await_only

from bot.keys import ExchangeKey
from bot.playground.block_kit.interactive import find_element
from bot.playground.people.outcome import Outcome
from bot.playground.people.person import Person
from bot.playground.replay.waiter import Waiter
from bot.playground.state.models import Message
from storage import comments, moderation, participants, ratings
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from tests.whole_bot import Playground

_NUMBER = re.compile(r"#(\d+)")
_CARD_S = 20.0  # how long somebody waits for the next card


@dataclass
class Tally:
    """The results of the clicks. refused: answered with an error; lost: acknowledged, and not in the database."""

    clicks: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    extends_ms: list[float] = field(default_factory=list)  # changes of the exchange itself, between the clicks

    def add(self, act: str, outcome: Outcome) -> bool:
        """Count a click; return whether it was accepted."""
        self.clicks[act] += 1
        self.milliseconds.append(outcome.ack_ms)
        if not outcome.ok:
            self.refused.append(f"{act}: {outcome.status} {outcome.error}")
        return outcome.ok


def set_far_away(playground: Playground, seconds: float) -> None:
    """Make each statement slower, as from a remote server, so that transactions overlap."""

    def wait(*_: object) -> None:
        await_only(asyncio.sleep(seconds))

    event.listen(playground.starling.context.storage.engine.sync_engine, "before_cursor_execute", wait)


async def click_at_once(
    playground: Playground, exchange: Exchange, *, people: int, seconds: float = inf, each: float = inf, seed: int = 1
) -> Tally:
    """Let people rate, skip, undo and report as fast as they can, while a moderator acts and the exchange changes.

    A person stops after `seconds`, after `each` comments, or when nothing is left to rate.
    """
    tally = Tally()
    ends = time.monotonic() + seconds
    is_over = asyncio.Event()
    waiter = Waiter(playground.slack, lambda _person, _channel: None)
    raters = [
        _Rater(playground, exchange, playground.person(f"Rater {number}"), tally, Random(seed + number), waiter)
        for number in range(people)
    ]

    async def rate() -> None:
        await asyncio.gather(*(rater.click_until(ends, each) for rater in raters))
        is_over.set()

    await asyncio.gather(
        rate(),
        _moderate_until(playground, exchange, tally, is_over),
        _extend_until(playground, exchange, tally, is_over),
        _compute_until(playground, is_over),
    )
    await playground.settle()
    return tally


@dataclass
class _Rater:
    playground: Playground
    exchange: Exchange
    person: Person
    tally: Tally
    rng: Random
    waiter: Waiter

    async def click_until(self, ends: float, max_clicks: float) -> None:
        self.tally.add("rate", await self.person.runs("/exchange rate"))
        last: int | None = None  # what undo takes back
        seen = 0
        while time.monotonic() < ends and seen < max_clicks:
            seen += 1
            card = await self._card()
            if card is None:
                return
            number, before = _number_on(card), card.blocks
            draw = self.rng.random()
            if draw < 0.7 or last is None:
                stars = self.rng.randrange(1, 6)
                if self.tally.add("star", await self.person.clicks(card, f"rate.star.{stars}")):
                    await self._expect(number, stars)
                last = number
            elif draw < 0.8:
                self.tally.add("skip", await self.person.clicks(card, "rate.skip"))
                last = None
            elif draw < 0.95 and find_element(card.blocks, "rate.undo"):  # not so where a report left nothing to undo
                if self.tally.add("undo", await self.person.clicks(card, "rate.undo")):
                    await self._expect(last, None)
                last = None
            else:
                await self._report(card)
                last = None
            await self._until_changed(card, before)

    async def _report(self, card: Message) -> None:
        before = card.blocks
        place = find_element(card.blocks, "rate.more")
        if place is None:
            return
        report = next(each for each in place.element["options"] if each["value"].startswith("report|"))
        if self.tally.add("more", await self.person.chooses(card, "rate.more", report["value"])):
            await self._until_changed(card, before)
        if find_element(card.blocks, "rate.report.rude"):
            self.tally.add("report", await self.person.clicks(card, "rate.report.rude"))

    async def _card(self) -> Message | None:
        """Return the person's card once it shows a comment; None when nothing is left to rate."""
        gives_up = time.monotonic() + _CARD_S
        while time.monotonic() < gives_up:
            shown = self.person.last()
            if shown and find_element(shown.blocks, "rate.star.1") and find_element(shown.blocks, "rate.skip"):
                return shown
            if shown and find_element(shown.blocks, "rate.start"):
                return None
            await asyncio.sleep(0.01)
        raise TimeoutError

    async def _until_changed(self, card: Message, before: object) -> None:
        await self.waiter.until(card.channel, lambda: card.blocks is not before or None, _CARD_S)

    async def _expect(self, number: int, stars: int | None) -> None:
        """Check the database for what was just acknowledged."""
        ctx, tenant_id, exchange_id = (
            self.playground.starling.context,
            self.playground.tenant_id,
            self.exchange.exchange_id,
        )
        key = _key(self.playground, self.exchange)
        async with ctx.storage.read() as db:
            comment = await comments.get_by_number(db, ExchangeScope(tenant_id, exchange_id), number)
            assert comment is not None
            who = key.person(_workspace(self.playground), self.person.id)
            person = await participants.get(db, ExchangeScope(tenant_id, exchange_id), who)
            assert person is not None
            seals = key.seals.seal_acts(comment.comment_id, person.person)
            found = await ratings.get_stars(db, ExchangeScope(tenant_id, exchange_id), comment.comment_id, seals)
            touched = await moderation.get_case(db, ExchangeScope(tenant_id, exchange_id), number)
        if found != stars and touched and not touched.acts:  # what a moderator hid is refused in words
            self.tally.lost.append(f"#{number}: {stars} expected, {found} kept")


async def _moderate_until(playground: Playground, exchange: Exchange, tally: Tally, is_over: asyncio.Event) -> None:
    """Hide and restore the same few comments, over and over."""
    few = [each.number for each in await playground.comments(exchange)][:3]
    turn = 0
    while not is_over.is_set():
        number, act = few[turn // 2 % len(few)], "restore" if turn % 2 else "hide"
        reason = "" if turn % 2 else " --reason=rude"
        line = f"/exchange {act} {exchange.slug}#{number}{reason}"
        tally.add(act, await playground.moderator.runs(line))
        turn += 1
        await asyncio.sleep(0.05)


async def _extend_until(playground: Playground, exchange: Exchange, tally: Tally, is_over: asyncio.Event) -> None:
    """Change the exchange's own row between the clicks."""
    while not is_over.is_set():
        outcome = await playground.moderator.runs(f"/exchange extend {exchange.slug} in 30d")
        tally.add("extend", outcome)
        tally.extends_ms.append(outcome.ack_ms)
        await asyncio.sleep(0.3)


async def _compute_until(playground: Playground, is_over: asyncio.Event) -> None:
    """Run the scheduler's rounds during the clicks: thresholds, scores, announcements."""
    while not is_over.is_set():
        await playground.starling.scheduler.run_once()
        await asyncio.sleep(0.3)


def _number_on(card: Message) -> int:
    found = _NUMBER.search(Person.reads(card))
    assert found is not None
    return int(found[1])


def _key(playground: Playground, exchange: Exchange) -> ExchangeKey:
    return playground.starling.context.key_of(exchange)


def _workspace(playground: Playground) -> str:
    return playground.slack.world.team_id
