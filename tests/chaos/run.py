"""Faults under load, as a table: `make chaos`, or `python -m tests.chaos.run`.

    --database sqlite,postgres  --people 200  --comments 120  --rate 50  --away 1,3,10  --kills 5
    replicas: several bots behind PgBouncer instead (tests/chaos/replicas.py)
    50 kills under 200 clicks a second: --only kills --kills 50 --rate 200 --people 1137 --comments 300

Every click's fate is written to a ledger as it is known, and compared with the database after each fault: what was
acknowledged is there once, with its stars. At the end one row is taken out and one is changed, and the ledger has to
notice both.
"""

import argparse
import asyncio
import logging
import os
import platform
import sys
from collections.abc import Iterator
from random import Random

from bot import log
from tests.chaos import faults, replicas
from tests.chaos.control import notices_a_loss
from tests.chaos.ledger import Ledger
from tests.chaos.trials import HEAD, Fault, Trial, with_fault, with_kills
from tests.chaos.world import World, open_world
from tests.postgres import Postgres

_FULL_S = 3.0
_SLACK_S = 3.0


def faults_of(world: World, server: Postgres | None, away: list[float]) -> Iterator[tuple[str, Fault, float]]:
    """Yield the faults of a database: their names, contexts and seconds."""
    for seconds in away:
        if server is None:
            yield f"SQLite locked by another program for {seconds:.0f} s", faults.sqlite_locked(world), seconds
        else:
            yield f"PostgreSQL frozen for {seconds:.0f} s", faults.postgres_paused(server), seconds
            yield f"PostgreSQL killed, back after {seconds:.0f} s", faults.postgres_down(server), seconds
    if server is None:
        yield f"disk full for {_FULL_S:.0f} s", faults.disk_full(world), _FULL_S
    for how in ("late", "429", "500", "never"):
        yield f"response_url answers {how} for {_SLACK_S:.0f} s", faults.slack_answers(world.loop, how), _SLACK_S


async def play(url: str | None, server: Postgres | None, options: argparse.Namespace) -> list[Trial]:
    """Play all faults on one database; print each as it ends."""
    trials = []
    async with open_world(url, people=options.people, comments=options.comments) as world:
        ledger = Ledger(world.folder / "ledger.jsonl")
        world.loop.on_fate = ledger.note
        if "faults" in options.only:
            for name, fault, seconds in faults_of(world, server, options.away):
                trials.append(await with_fault(world, name, fault, rate=options.rate, seconds=seconds))
                print(trials[-1].row, flush=True)
        if "kills" in options.only and options.kills:
            rng = Random(options.seed)
            trials.append(await with_kills(world, options.kills, rate=options.rate, rng=rng, minutes=options.minutes))
            print(trials[-1].row, flush=True)
        ledger.close()
        print(f"\nLedger: {trials[-1].verdict}. Negative control: {await notices_a_loss(world)}\n", flush=True)
    return trials


def main() -> int:
    """Print the tables; return 1 where anything acknowledged was lost, doubled or wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.run")
    parser.add_argument("--database", default="sqlite,postgres")
    parser.add_argument("--only", default="faults,kills")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--comments", type=int, default=120)
    parser.add_argument("--rate", type=float, default=50.0, help="clicks a second")
    parser.add_argument("--away", type=lambda text: [float(each) for each in text.split(",")], default=[1.0, 3.0, 10.0])
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=60.0, help="after which no more kills come")
    parser.add_argument("--seed", type=int, default=1)
    if sys.argv[1:2] == ["replicas"]:
        return replicas.main(sys.argv[2:])
    options = parser.parse_args()
    log.set_up(level=logging.ERROR)
    print(f"Python {platform.python_version()}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.0f}")
    print(f"{options.rate:.0f} clicks a second by {options.people} people: {' '.join(sys.argv[1:]) or 'default sizes'}")
    trials = []
    if "sqlite" in options.database:
        print(f"\nSQLite\n\n{HEAD}", flush=True)
        trials += asyncio.run(play(None, None, options))
    if "postgres" in options.database:
        with Postgres() as server:
            print(f"\nPostgreSQL\n\n{HEAD}", flush=True)
            trials += asyncio.run(play(server.url(), server, options))
    return int(not all(each.verdict.is_whole for each in trials))


if __name__ == "__main__":
    sys.exit(main())
