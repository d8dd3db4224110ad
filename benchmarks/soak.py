"""A steady load for long: whether memory and open files of the bot stay where they were after the first minutes.

    .venv/bin/python -m benchmarks.soak --minutes 60                 the whole, on SQLite
    .venv/bin/python -m benchmarks.soak --minutes 60 --postgres
    .venv/bin/python -m benchmarks.soak --minutes 6 --warm 2         a short form

`starling serve` is a process of its own, with its jobs and its worker. --rate clicks a second come from outside (20).
What /proc says of the bot's process is read each half minute. The exit code is 1 where the mean of the last quarter
is over 5 % above that of the first quarter after --warm minutes, or a click was not answered with 200.
"""

import argparse
import asyncio
import logging
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bot import log
from tests.chaos.world import World, open_world
from tests.postgres import Postgres

ALLOWED = 1.05
_COMMENTS = 300


@dataclass(frozen=True)
class Look:
    """What a process holds. at_s: seconds since the load began; rss in MiB; files: open ones, sockets too."""

    at_s: float
    rss: float
    files: int


def look(pid: int, began: float) -> Look:
    """Return what a process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return Look(time.monotonic() - began, pages / 256, len(list(Path(f"/proc/{pid}/fd").iterdir())))


def growth(values: Sequence[float]) -> float:
    """Return the mean of the last quarter over that of the first."""
    quarter = max(1, len(values) // 4)
    return mean(values[-quarter:]) / mean(values[:quarter])


async def soak(world: World, *, minutes: float, warm: float, rate: float, every_s: float) -> list[Look]:
    """Offer the load and return the looks after the warm minutes; print each look."""
    assert world.bot.pid is not None
    began, looks = time.monotonic(), []
    load = asyncio.create_task(world.loop.run(rate, minutes * 60))
    while not load.done():
        await asyncio.wait({load}, timeout=every_s)
        now = look(world.bot.pid, began)
        print(f"| {now.at_s / 60:.1f} | {now.rss:.1f} | {now.files} |", flush=True)
        if now.at_s >= warm * 60:
            looks.append(now)
    await load
    return looks


async def play(options: argparse.Namespace, url: str | None) -> int:
    """Print the table and the verdict; return 1 where it grew."""
    people = max(20, int(options.rate * options.minutes * 60 / _COMMENTS * 1.2) + 1)
    async with open_world(url, people=people, comments=_COMMENTS) as world:
        print("| minute | resident MiB | open files |\n|--:|--:|--:|")
        looks = await soak(world, minutes=options.minutes, warm=options.warm, rate=options.rate, every_s=options.every)
        statuses = Counter(each.status for each in world.loop.clicks.values())
    memory, files = growth([each.rss for each in looks]), growth([float(each.files) for each in looks])
    print(f"\n{sum(statuses.values())} clicks: {dict(statuses)}; memory × {memory:.3f}, open files × {files:.3f}")
    return 0 if max(memory, files) <= ALLOWED and set(statuses) == {200} else 1


def main() -> int:
    """Run one soak."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--warm", type=float, default=10.0, help="minutes that do not count")
    parser.add_argument("--rate", type=float, default=20.0, help="clicks a second")
    parser.add_argument("--every", type=float, default=30.0, help="seconds between two looks")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own, else SQLite")
    options = parser.parse_args()
    log.set_up(level=logging.ERROR)
    if not options.postgres:
        return asyncio.run(play(options, None))
    with Postgres() as server:
        server.create_database("soak")
        return asyncio.run(play(options, server.url("soak")))


if __name__ == "__main__":
    sys.exit(main())
