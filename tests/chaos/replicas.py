"""Several bots on one PostgreSQL behind PgBouncer, without Docker: `make chaos CHAOS=replicas`.

    --only rolling       bots are replaced one after the other while people click 100 times a second: no errors
    --only postgres      PostgreSQL is killed 20 times and comes back, while people click 50 times a second
    --only pgbouncer     the same of PgBouncer; both: kills
    --only once          120 digests and 1,000 invitations by three bots that are killed 20 times, while Slack answers
                         late, 429, 500 or not at all: each is there once
    --minutes 10         after which a trial brings no more harm
    --bots 2  --rate 50  --people 200  --comments 120  --kills 20  --seed 1
    once: --exchanges 10  --digests 12 (of each)  --subscribed 100

Each is one command, and all of them without --only. The ledgers of tests/chaos say what was lost or doubled; at the end
of each, something is taken out and something is changed by hand, and they have to notice both.
"""

import argparse
import asyncio
import logging
import sys
import time
from collections.abc import Awaitable, Callable
from random import Random

from bot import log
from tests.chaos.control import notices_a_loss
from tests.chaos.fleet import Fleet
from tests.chaos.ledger import ACKED, Ledger, fate_of, verify
from tests.chaos.once import once
from tests.chaos.trials import HEAD, Trial, tap_again, wait_for_cards
from tests.chaos.world import World, open_world
from tests.pgbouncer import PgBouncer
from tests.postgres import Postgres

_BETWEEN_S = (1.0, 3.0)
_STARTS = 20  # while what a killed server left behind goes away
_AGAIN_S = 0.5
_RATES = {"rolling": 100.0}
_RATE = 50.0
Harm = Callable[[], Awaitable[None]]


async def under_load(
    world: World, name: str, harm: Harm, times: int, *, rate: float, rng: Random, minutes: float = 60.0
) -> Trial:
    """Do harm several times while people click; then let people tap again who had no answer.

    name: of the harm, before which the number of times is put. minutes: after which no more harm comes.
    """
    first, done, until = len(world.loop.clicks), 0, time.perf_counter() + 60 * minutes

    async def go_on() -> None:
        nonlocal done
        while done < times and time.perf_counter() < until:
            await asyncio.sleep(rng.uniform(*_BETWEEN_S))
            await harm()
            done += 1
            sys.stderr.write(f"{done} of {times} {name}\n")
            sys.stderr.flush()
        await asyncio.sleep(_BETWEEN_S[0])

    harming = asyncio.create_task(go_on())
    while not harming.done():
        await world.loop.run(rate, 1.0)
    await harming
    clicks = list(world.loop.clicks.values())[first:]
    await wait_for_cards([])
    before = await verify(world)
    await tap_again(world, clicks)
    return Trial(f"{done} {name}", clicks, await verify(world), [], None, before.noticed_but_stored)


def rolling(world: World) -> Harm:
    """Return what replaces one bot by a new one."""
    fleet = world.bot
    assert isinstance(fleet, Fleet)
    return lambda: fleet.roll(world.new_bot())


def killing(server: Postgres | PgBouncer) -> Harm:
    """Return what kills a server of ours, and starts it again."""

    async def kill() -> None:
        await asyncio.to_thread(server.kill)
        for attempt in range(_STARTS):
            try:
                await asyncio.to_thread(server.start)
            except RuntimeError:  # PostgreSQL's own processes may be there still
                if attempt == _STARTS - 1:
                    raise
                await asyncio.sleep(_AGAIN_S)
            else:
                return

    return kill


def count_errors(trial: Trial) -> int:
    """Return how many clicks had another answer than that they were saved."""
    return sum(fate_of(each) != ACKED for each in trial.clicks)


async def play(server: Postgres, pooler: PgBouncer, options: argparse.Namespace) -> bool:
    """Play the trials; print each as it ends, and say whether nothing was lost or doubled."""
    only = set(options.only.split(","))
    is_whole = True
    if "once" in only:
        outcome = await once(server, pooler, options)
        print(outcome, flush=True)
        is_whole = outcome.is_whole
    plan = [
        ("rolling", "bots replaced", options.bots * 2, rolling),
        ("postgres", "kills of PostgreSQL", options.kills, lambda _world: killing(server)),
        ("pgbouncer", "kills of PgBouncer", options.kills, lambda _world: killing(pooler)),
    ]
    plan = [each for each in plan if each[0] in only or (each[0] != "rolling" and "kills" in only)]
    return await _play_clicks(server, pooler, options, plan) and is_whole if plan else is_whole


async def _play_clicks(
    server: Postgres,
    pooler: PgBouncer,
    options: argparse.Namespace,
    plan: list[tuple[str, str, int, Callable[[World], Harm]]],
) -> bool:
    """Play the trials in which people click. plan: of each its name, what it does, how often, and the harm."""
    rng, is_whole = Random(options.seed), True
    server.create_database("clicks")
    sizes = {"people": options.people, "comments": options.comments}
    ways = {"bots": options.bots, "pooled_url": pooler.url("clicks")}
    async with open_world(server.url("clicks"), **sizes, **ways) as world:
        ledger = Ledger(world.folder / "ledger.jsonl")
        world.loop.on_fate = ledger.note
        print(f"\n{HEAD}", flush=True)
        for name, what, times, harm in plan:
            rate = options.rate or _RATES.get(name, _RATE)
            trial = await under_load(world, what, harm(world), times, rate=rate, rng=rng, minutes=options.minutes)
            print(trial.row, flush=True)
            is_whole &= trial.verdict.is_whole
            if name == "rolling":
                errors = count_errors(trial)
                print(f"{errors:,} errors in {len(trial.clicks):,} clicks, {rate:.0f} a second", flush=True)
                is_whole &= not errors
        ledger.close()
        print(f"\nLedger: {await verify(world)}. Negative control: {await notices_a_loss(world)}", flush=True)
    return is_whole


def main(words: list[str] | None = None) -> int:
    """Print what happened; return 1 where anything was lost, doubled or wrong, or a rolling update had errors."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.replicas")
    parser.add_argument("--bots", type=int, default=2)
    parser.add_argument("--rate", type=float, default=0.0, help="clicks a second; 100 for rolling, else 50")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--comments", type=int, default=120)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=10.0)
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
