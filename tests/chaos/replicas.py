"""Several bots on one PostgreSQL behind PgBouncer, without Docker: `make chaos CHAOS=replicas`.

    --bots 2  --rate 50  --people 200  --comments 120  --kills 20  --only rolling,kills,once  --seed 1
    once: --exchanges 10  --digests 12 (of each)  --subscribed 100: 120 digests, 1,000 invitations

rolling: bots are replaced one after the other while people click. kills: PostgreSQL, then PgBouncer are killed and
come back, again and again. once: digests and invitations by three bots that are killed, while Slack answers late, 429,
500 or not at all. The ledger of tests/chaos says what was lost or doubled.
"""

import argparse
import asyncio
import logging
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from random import Random

from bot import log
from bot.app import assemble
from bot.domain.preferences import save_preferences
from storage import deliveries
from tests.chaos.fleet import Fleet
from tests.chaos.ledger import verify
from tests.chaos.trials import HEAD, Trial, tap_again, wait_for_cards
from tests.chaos.world import World, open_world
from tests.pgbouncer import PgBouncer
from tests.postgres import Postgres
from tests.whole_bot import Clock, Playground, settings_of

_BETWEEN_S = (1.0, 3.0)
_ONCE_WITHIN_S = 1_500.0
_QUIET_S = 20.0  # after the last message is there, that nothing follows
Harm = Callable[[], Awaitable[None]]


async def under_load(world: World, name: str, harm: Harm, times: int, *, rate: float, rng: Random) -> Trial:
    """Do harm several times while people click; then let people tap again who had no answer."""
    first = len(world.loop.clicks)

    async def go_on() -> None:
        for _ in range(times):
            await asyncio.sleep(rng.uniform(*_BETWEEN_S))
            await harm()
        await asyncio.sleep(_BETWEEN_S[0])

    harming = asyncio.create_task(go_on())
    while not harming.done():
        await world.loop.run(rate, 1.0)
    await harming
    clicks = list(world.loop.clicks.values())[first:]
    await wait_for_cards([])
    before = await verify(world)
    await tap_again(world, clicks)
    return Trial(name, clicks, await verify(world), [], None, before.noticed_but_stored)


def rolling(world: World) -> Harm:
    """Return what replaces one bot by a new one."""
    fleet = world.bot
    assert isinstance(fleet, Fleet)
    return lambda: fleet.roll(world.new_bot())


def killing(server: Postgres | PgBouncer) -> Harm:
    """Return what kills a server of ours, and starts it again."""

    async def kill() -> None:
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)

    return kill


async def once(server: Postgres, pooler: PgBouncer, options: argparse.Namespace) -> str:
    """Let three bots that are killed send digests and invitations; return what was there in the end."""
    async with open_world(server.url(), people=1, comments=3, bots=3, pooled_url=pooler.url()) as world:
        await _make_due(world, server.url(), options)
        wanted = options.exchanges * (options.digests + options.subscribed + 1)
        rng, began, kills = Random(options.seed), time.perf_counter(), 0
        while sum(_found(world).values()) < wanted and time.perf_counter() - began < _ONCE_WITHIN_S:
            _let_slack_fail(world, rng)
            await asyncio.sleep(rng.uniform(2.0, 6.0))
            if kills < options.kills:
                await world.bot.kill()
                await world.restart()
                kills += 1
        world.slack.faults.clear()
        await asyncio.sleep(_QUIET_S)
        found = _found(world)
    kinds = Counter(kind for kind, _, _ in found)
    doubled = sum(count > 1 for count in found.values())
    took = time.perf_counter() - began
    facts = ", ".join(f"{count:,} {kind.removeprefix('starling_')}s" for kind, count in sorted(kinds.items()))
    return f"{kills} kills of 3 bots in {took:.0f} s: {facts}; {doubled} of {wanted:,} messages more than once"


async def _make_due(world: World, url: str, options: argparse.Namespace) -> None:
    """Write what is due: exchanges that are open and not announced, their digests, and who signed up."""
    slack, clock = world.slack, Clock()
    starling = await assemble(await settings_of(slack, url), tick_s=3600)
    playground = Playground(slack, starling, clock, slack.add_person("Another moderator", is_admin=True))
    general, ctx = slack.channel("general").id, starling.context
    for number in range(options.subscribed):
        person = playground.person(f"Subscribed {number}")
        await save_preferences(ctx, playground.tenant_id, person.id, is_subscribed=True)
    for number in range(options.exchanges):
        exchange = await playground.exchange(f"Question {number}?", "One", channel_id=general, opened_at=ctx.clock())
        async with ctx.storage.write() as db:
            for each in range(options.digests):
                slot = f"{deliveries.NOW}{each}"
                await deliveries.enqueue(db, exchange.scope, slot=slot, channel_id=general, due_at=ctx.clock())
    await starling.stop()


def _let_slack_fail(world: World, rng: Random) -> None:
    faults, method = world.slack.faults, "chat.postMessage"
    faults.clear()
    match rng.randrange(5):
        case 0:
            faults.drop(method, times=3)
        case 1:
            faults.answer(method, status=500, times=3)
        case 2:
            faults.limit(method, times=3)
        case 3:
            faults.delay(method, 2.0, times=10)


def _found(world: World) -> Counter[tuple[str, str, str]]:
    """Return how often each message of the bots is there: by its kind, key and conversation."""
    return Counter(
        (each.metadata["event_type"], str(each.metadata["event_payload"]["key"]), channel.id)
        for channel in world.slack.world.channels.values()
        for each in channel.messages.values()
        if each.metadata
    )


async def play(server: Postgres, pooler: PgBouncer, options: argparse.Namespace) -> bool:
    """Play the trials; print each as it ends, and say whether nothing was lost or doubled."""
    rng, trials, is_once = Random(options.seed), [], True
    if "once" in options.only:
        line = await once(server, pooler, options)
        print(line, flush=True)
        is_once = "; 0 of" in line
    plan = [(each, options.kills) for each in ("rolling", "kills") if each in options.only]
    if plan:
        sizes = {"people": options.people, "comments": options.comments}
        server.create_database("clicks")
        ways = {"bots": options.bots, "pooled_url": pooler.url("clicks")}
        async with open_world(server.url("clicks"), **sizes, **ways) as world:
            print(f"\n{HEAD}", flush=True)
            for name, times in plan:
                harms = (
                    [("bots replaced", rolling(world), options.bots * 2)]
                    if name == "rolling"
                    else [
                        ("kills of PostgreSQL", killing(server), times),
                        ("kills of PgBouncer", killing(pooler), times),
                    ]
                )
                for what, harm, count in harms:
                    trial = await under_load(world, f"{count} {what}", harm, count, rate=options.rate, rng=rng)
                    trials.append(trial)
                    print(trial.row, flush=True)
    return is_once and all(each.verdict.is_whole for each in trials)


def main(words: list[str] | None = None) -> int:
    """Print what happened; return 1 where anything acknowledged was lost, doubled or wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.replicas")
    parser.add_argument("--bots", type=int, default=2)
    parser.add_argument("--rate", type=float, default=50.0, help="clicks a second")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--comments", type=int, default=120)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--exchanges", type=int, default=10)
    parser.add_argument("--digests", type=int, default=12)
    parser.add_argument("--subscribed", type=int, default=100)
    parser.add_argument("--only", default="rolling,kills,once")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    log.set_up(level=logging.ERROR)
    with Postgres() as server, PgBouncer(server, size=20) as pooler:
        return int(not asyncio.run(play(server, pooler, options)))


if __name__ == "__main__":
    sys.exit(main())
