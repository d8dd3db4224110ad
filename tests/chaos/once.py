"""The trial of messages: bots that are killed send digests and invitations to a Slack that fails; each comes once."""

import argparse
import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from bot.app import Starling, assemble
from bot.domain.preferences import save_preferences
from bot.exchanges.announcement import EVENT as ANNOUNCEMENT
from bot.exchanges.invitations import EVENT as INVITATION
from bot.exchanges.invitations import count_invited
from storage import deliveries, exchanges
from storage.enums import DeliveryState
from storage.exchanges import Exchange
from tests.chaos.messages import Key, MessageLedger, Tally, check_control, count_shown
from tests.chaos.world import World, open_world
from tests.pgbouncer import PgBouncer
from tests.postgres import Postgres
from tests.whole_bot import Clock, Playground, settings_of

DIGEST = "starling_digest"
BOTS = 3
_METHOD = "chat.postMessage"
_PAUSE_S = (2.0, 6.0)  # between kills
_LATE_S = 2.0
_TOO_LATE_S = 12.0  # Slack acts after the bot's call has ended
_QUIET_S = 20.0  # after the last message is there, that nothing follows
_SETTLED_S = 240.0  # that the database may take to know it: longer than every lease


@dataclass
class Due:
    """What is due. starling: a bot that does no jobs, to look with; exchanges: those that are open."""

    starling: Starling
    exchanges: list[Exchange] = field(default_factory=list)
    wanted: set[Key] = field(default_factory=set)


@dataclass(frozen=True)
class Outcome:
    """What came of it. says_the_same: the ledger's lines and the conversations; is_settled: the database knows all."""

    tally: Tally
    kills: int
    faults: Counter[str]
    took_s: float
    says_the_same: bool
    is_settled: bool
    control: str

    @property
    def is_whole(self) -> bool:
        """Whether each message is there once, by whomever it is counted."""
        return self.tally.is_whole and self.says_the_same and self.is_settled

    def __str__(self) -> str:
        faults = ", ".join(f"{count} × {name}" for name, count in sorted(self.faults.items()))
        same = "the ledger says the same" if self.says_the_same else "THE LEDGER SAYS SOMETHING ELSE"
        known = "the database knows of each" if self.is_settled else "THE DATABASE DOES NOT KNOW OF EACH"
        return (
            f"{self.kills} kills of {BOTS} bots in {self.took_s:.0f} s (Slack: {faults}): "
            f"{self.tally}; {same}; {known}. Negative control: {self.control}"
        )


async def once(server: Postgres, pooler: PgBouncer, options: argparse.Namespace) -> Outcome:
    """Let three bots that are killed send digests and invitations for `options.minutes` at most."""
    async with open_world(server.url(), people=1, comments=3, bots=BOTS, pooled_url=pooler.url()) as world:
        ledger = MessageLedger(world.slack, world.folder / "messages.jsonl")
        due = await _make_due(world, server.url(), options)
        try:
            return await _play(world, due, ledger, options)
        finally:
            ledger.close()
            await due.starling.stop()


async def _play(world: World, due: Due, ledger: MessageLedger, options: argparse.Namespace) -> Outcome:
    slack, rng, began, kills = world.slack, Random(options.seed), time.perf_counter(), 0
    faults: Counter[str] = Counter()

    def is_over() -> bool:
        passed = time.perf_counter() - began
        return passed > 60 * options.minutes or not Tally(due.wanted, count_shown(slack)).missing

    while kills < options.kills or not is_over():
        if time.perf_counter() - began > 60 * options.minutes:
            break
        name = _let_slack_fail(world, rng)
        faults[name] += 1
        ledger.note("fault", name=name)
        await asyncio.sleep(rng.uniform(*_PAUSE_S))
        if kills < options.kills:
            ledger.note("kill")
            await world.bot.kill()
            await world.restart()
            kills += 1
    slack.faults.clear()
    took_s = time.perf_counter() - began
    is_settled = await _until_settled(due)
    await asyncio.sleep(_QUIET_S)
    tally = Tally(due.wanted, count_shown(slack))
    says_the_same = ledger.count() == tally.found
    return Outcome(tally, kills, faults, took_s, says_the_same, is_settled, check_control(slack, due.wanted))


async def _make_due(world: World, url: str, options: argparse.Namespace) -> Due:
    """Write what is due: exchanges that are open and not announced, their digests, and who signed up."""
    slack = world.slack
    starling = await assemble(await settings_of(slack, url), tick_s=3600)
    playground = Playground(slack, starling, Clock(), slack.add_person("Another moderator", is_admin=True))
    general, ctx, due = slack.channel("general").id, starling.context, Due(starling)
    people = [playground.person(f"Subscribed {number}") for number in range(options.subscribed)]
    for person in people:
        await save_preferences(ctx, playground.tenant_id, person.id, is_subscribed=True)
    for number in range(options.exchanges):
        exchange = await playground.exchange(f"Question {number}?", "One", channel_id=general, opened_at=ctx.clock())
        due.exchanges.append(exchange)
        key = str(exchange.exchange_id)
        due.wanted |= {(ANNOUNCEMENT, key, general)} | {(INVITATION, key, each.id) for each in people}
        async with ctx.storage.write() as db:
            for each in range(options.digests):
                slot = f"{deliveries.NOW}{each}"
                one = await deliveries.add(db, exchange.scope, slot=slot, channel_id=general, due_at=ctx.clock())
                due.wanted.add((DIGEST, str(one), general))
    return due


def _let_slack_fail(world: World, rng: Random) -> str:
    """Let Slack fail at the next messages, or not; return how."""
    faults = world.slack.faults
    faults.clear()
    match rng.randrange(10):  # well as often as not: else most rounds would end at their first message
        case 0:
            faults.drop(_METHOD, times=3)
            return "answers lost"
        case 1:
            faults.answer(_METHOD, status=500, times=3)
            return "500"
        case 2:
            faults.limit(_METHOD, times=3)
            return "429"
        case 3:
            faults.delay(_METHOD, _LATE_S, times=10)
            return "2 s late"
        case 4:
            faults.delay(_METHOD, _TOO_LATE_S, times=2)
            return "12 s late"
        case _:
            return "well"


async def _until_settled(due: Due) -> bool:
    """Wait until the database knows of each message; False where it does not in four minutes."""
    give_up = time.perf_counter() + _SETTLED_S
    while time.perf_counter() < give_up:
        if await _is_settled(due):
            return True
        await asyncio.sleep(1.0)
    return False


async def _is_settled(due: Due) -> bool:
    ctx = due.starling.context
    async with ctx.storage.read() as db:
        for each in due.exchanges:
            exchange = await exchanges.get(db, each.scope)
            rows = await deliveries.list_recent(db, each.scope, limit=1_000)
            if exchange is None or exchange.announcement_ts is None:
                return False
            if any(row.state != DeliveryState.DONE for row in rows):
                return False
            invited, people = await count_invited(ctx, db, exchange)
            if invited != people:
                return False
    return True
