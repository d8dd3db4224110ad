"""Three processes on one PostgreSQL, a Slack that fails, processes that die: all goes out, and nothing twice.

Rows 8, 11 and 13 to 15 of docs/trust.md. Here a process dies by being cut off at the moment when Slack has its message;
real processes are killed in tests/chaos/replicas.py.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

from bot.app import Starling, assemble
from bot.domain.notices import EVENT as NOTICE
from bot.domain.preferences import save_preferences
from bot.exchanges.announcement import EVENT as ANNOUNCEMENT
from bot.exchanges.invitations import EVENT as INVITATION
from bot.playground.state.models import ChangeEvent
from storage import deliveries
from tests.kept_worker import KeptWorker
from tests.stories.digest_helpers import moderator_is, posted
from tests.stories.moderating import reported, shared
from tests.whole_bot import Playground, open_playground

DIGESTS, PEOPLE, ROUNDS = 5, 6, 40
JOBS = ("exchanges", "digests", "invitations", "danger cases", "alerts", "rephrase", "appeals")
LEASE_S = 130  # longer than every lease


@asynccontextmanager
async def three(folder: Path, database_url: str) -> AsyncIterator[tuple[Playground, list[Starling]]]:
    async with open_playground(folder, database_url=database_url) as playground:
        settings, clock = playground.starling.settings, playground.clock.now
        others = [
            await assemble(settings, clock=clock, rng=Random(n), tick_s=3600, worker=KeptWorker()) for n in (2, 3)
        ]
        try:
            yield playground, [playground.starling, *others]
        finally:
            for each in others:
                await each.stop()


async def run_jobs(starling: Starling) -> None:
    for name in JOBS:
        await starling.scheduler._jobs[name]()


def found(playground: Playground) -> Counter[tuple[str, str, str]]:
    """Return how often each message of the bot's is there: by its kind, key and conversation."""
    messages = [
        (*(each.metadata["event_type"], str(each.metadata["event_payload"]["key"])), channel.id)
        for channel in playground.slack.world.channels.values()
        for each in channel.messages.values()
        if each.metadata
    ]
    return Counter(messages)


def kinds(playground: Playground) -> Counter[str]:
    return Counter(kind for kind, _, _ in found(playground))


async def with_deaths(playground: Playground, bots: list[Starling], rng: Random) -> None:
    """Let all do a round at once; at some messages Slack's answer never arrives, or the process dies there."""
    faults = playground.slack.faults
    match rng.randrange(5):
        case 0:
            faults.drop("chat.postMessage", times=2)
        case 1:
            faults.answer("chat.postMessage", status=500, times=2)
        case 2:
            faults.limit("chat.postMessage", times=2)
    rounds = [asyncio.create_task(run_jobs(each)) for each in bots]
    deadly = rng.randrange(1, 4)

    def die(news: Any) -> None:
        nonlocal deadly
        if isinstance(news, ChangeEvent) and news.kind == "message":
            deadly -= 1
            if deadly == 0:
                rng.choice(rounds).cancel()

    playground.slack.world.listeners.append(die)
    await asyncio.gather(*rounds, return_exceptions=True)
    playground.slack.world.listeners.remove(die)
    faults.clear()
    playground.clock.later(seconds=LEASE_S)


async def test_each_message_is_there_once_whatever_dies_and_fails(tmp_path: Path, postgres_database: str) -> None:
    async with three(tmp_path, postgres_database) as (playground, bots):
        await moderator_is(playground, "Maya")
        people = [playground.person(f"Student {n}") for n in range(PEOPLE)]
        for each in people:
            ctx = playground.starling.context
            await save_preferences(ctx, playground.tenant_id, each.id, is_subscribed=True)
        general = playground.slack.channel("general").id
        exchange = await playground.exchange("What keeps us safe?", "Longer lunch", channel_id=general)
        async with ctx.storage.write() as db:
            for number in range(DIGESTS):
                slot = f"{deliveries.NOW}{number}"
                now = playground.clock.now()
                await deliveries.enqueue(db, exchange.scope, slot=slot, channel_id=general, due_at=now)
        await shared(playground, "Ana", "Everything is too heavy for me")
        playground.slack.faults.drop("chat.postMessage", times=2)
        await reported(playground, "Ben", "danger")
        rng = Random(5)
        wanted = {"starling_digest": DIGESTS, ANNOUNCEMENT: 1, INVITATION: PEOPLE}
        for _ in range(ROUNDS):
            await with_deaths(playground, bots, rng)
            done = kinds(playground)
            if all(done[kind] >= count for kind, count in wanted.items()) and done[NOTICE]:
                break
        for _ in range(3):  # nothing follows once all is there
            await asyncio.gather(*map(run_jobs, bots))
            playground.clock.later(seconds=LEASE_S)
        assert {kind: kinds(playground)[kind] for kind in wanted} == wanted
        assert max(found(playground).values()) == 1
        assert len(posted(playground)) == DIGESTS
