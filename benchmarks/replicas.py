"""Whole clicks a second of several bots on one PostgreSQL, divided by those of one: benchmarks/replicas.md.

    .venv/bin/python -m benchmarks.replicas
    --bots 2  --people 400  --comments 240  --together 64  --seconds 5  --rounds 5  --without-fsync  --share .25

All bots run all the time; in each round requests go to one of them, then to all in turn, as from a balancer. A whole
click is a star that was acknowledged after the commit and whose next card came; each of `together` people clicks again
as soon as the card is there. Bots, PostgreSQL and this process, which is the load, share the processors that there are:
so the processor time of each a click is printed too, which says what bots with processors of their own would carry.
--share: each bot gets no more than that part of one processor (a control group of Linux, as root), so that the other
processes have what they need and the rates can be compared; `together` is then the number of people for each bot.
"""

import argparse
import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.load import durable_postgres
from benchmarks.star import postgres_cpu
from benchmarks.star_load import cpu_of
from bot import log
from tests.chaos.clicks import Click, Rater, choose
from tests.chaos.fleet import Fleet
from tests.chaos.ledger import verify
from tests.chaos.open_loop import SLACK_S
from tests.chaos.world import World, open_world
from tests.postgres import Postgres

_NAP_S = 0.001
_GROUPS = Path("/sys/fs/cgroup")
_PERIOD_US = 10_000


@dataclass(frozen=True)
class Slice:
    """What a slice carried. whole: clicks with their card; failed: without; seconds of processor time a whole click."""

    whole: int
    failed: int
    seconds: float
    bots_cpu: float
    database_cpu: float
    load_cpu: float

    @property
    def rate(self) -> float:
        """Whole clicks a second."""
        return self.whole / self.seconds


class ClosedLoop:
    """People who click again as soon as they have their next card."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = Random(1)
        self._waiting: dict[int, asyncio.Event] = {}
        answers_well, loop = world.loop.respond, world.loop

        def respond(click: Click | None, body: bytes) -> bytes | float | None:
            if click is not None and click.number in self._waiting:
                asyncio.get_running_loop().call_soon(self._waiting[click.number].set)
            return answers_well(click, body)

        loop.respond = respond

    async def run(self, together: int, seconds: float) -> tuple[int, int]:
        """Let as many people click for some seconds; return how many clicks were whole, and how many were not."""
        people = self._rng.sample(self._world.loop.people, together)
        end = time.perf_counter() + seconds
        found = await asyncio.gather(*(self._click_on(each, end) for each in people))
        await self._world.loop.settle()
        return sum(whole for whole, _ in found), sum(failed for _, failed in found)

    async def _click_on(self, rater: Rater, end: float) -> tuple[int, int]:
        whole = failed = 0
        while time.perf_counter() < end:
            comment, value = choose(rater, self._world.exchange_id, self._rng)
            if not comment:
                break
            click = self._world.loop.send(rater, comment, value, self._rng.randint(1, 5), time.perf_counter())
            self._waiting[click.number] = came = asyncio.Event()
            with suppress(TimeoutError):
                async with asyncio.timeout(SLACK_S):
                    await came.wait()
                    while click.status is None:  # noqa: ASYNC110 - the answer was sent before the card
                        await asyncio.sleep(_NAP_S)
            del self._waiting[click.number]
            is_whole = bool(click.card_at) and click.is_acked
            whole, failed = whole + is_whole, failed + (not is_whole)
        return whole, failed


@contextmanager
def limit_to_share(pid: int, share: float) -> Iterator[None]:
    """Let a process have that part of one processor and no more. Raises OSError where control groups are not ours."""
    is_unified = (_GROUPS / "cgroup.controllers").exists()
    group = (_GROUPS if is_unified else _GROUPS / "cpu") / f"starling-{pid}"
    group.mkdir()
    quota = round(share * _PERIOD_US)
    try:
        if is_unified:
            (group / "cpu.max").write_text(f"{quota} {_PERIOD_US}")
        else:
            (group / "cpu.cfs_period_us").write_text(str(_PERIOD_US))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        for each in (group / "cgroup.procs").read_text().split():
            (group.parent / "cgroup.procs").write_text(each)
        group.rmdir()


async def measure_slice(
    world: World, loop: ClosedLoop, bots: int, options: argparse.Namespace, database_cpu: Callable[[], float]
) -> Slice:
    """Send requests to that many bots for a slice."""
    fleet = world.bot
    assert isinstance(fleet, Fleet)
    pids = fleet.pids[: options.bots]
    fleet.use(bots)

    def used() -> tuple[float, float, float]:
        return sum(map(cpu_of, pids)), database_cpu(), time.process_time()

    before, began = used(), time.perf_counter()
    together = options.together * (bots if options.share else 1)
    whole, failed = await loop.run(together, options.seconds)
    took = time.perf_counter() - began
    costs = [(after - then) / max(1, whole) for after, then in zip(used(), before, strict=True)]
    fleet.use(options.bots)
    return Slice(whole, failed, took, *costs)


def ranged(values: list[float], digits: int = 0) -> str:
    """Return the median and the range."""
    return f"{median(values):,.{digits}f} [{min(values):,.{digits}f}–{max(values):,.{digits}f}]"


def print_table(pairs: list[tuple[Slice, Slice]], bots: int) -> None:
    """Print what one carried, what all carried, and the ratio of each round."""
    ones, alls = ([pair[at] for pair in pairs] for at in (0, 1))
    print(f"| | one | {bots} | {bots} ÷ one |\n|---|--:|--:|--:|")
    figures: dict[str, Callable[[Slice], float]] = {
        "whole clicks a second": lambda each: each.rate,
        "CPU of the bots a click, µs": lambda each: each.bots_cpu * 1e6,
        "CPU of PostgreSQL a click, µs": lambda each: each.database_cpu * 1e6,
        "CPU of the load a click, µs": lambda each: each.load_cpu * 1e6,
    }
    for name, of in figures.items():
        ratios = [of(more) / max(of(one), 1e-9) for one, more in pairs]
        print(f"| {name} | {ranged(list(map(of, ones)))} | {ranged(list(map(of, alls)))} | {ranged(ratios, 2)} |")
    print(f"| clicks without a card | {sum(each.failed for each in ones)} | {sum(each.failed for each in alls)} | |")


async def measure(options: argparse.Namespace) -> None:
    """Measure all rounds, and print the table and the ledger's verdict."""
    async with AsyncExitStack() as stack:
        server = (
            stack.enter_context(Postgres())
            if options.without_fsync
            else await stack.enter_async_context(durable_postgres())
        )
        process = server._process  # noqa: SLF001 - whose time is read
        assert process
        size = {"people": options.people, "comments": options.comments}
        async with open_world(server.url(), **size, bots=options.bots) as world:
            database_cpu, loop = postgres_cpu(process.pid), ClosedLoop(world)
            assert isinstance(world.bot, Fleet)
            for pid in world.bot.pids if options.share else ():
                stack.enter_context(limit_to_share(pid, options.share))
            for bots in (1, options.bots):  # what is not measured: every process has its caches then
                await measure_slice(world, loop, bots, options, database_cpu)
            pairs = []
            for _ in range(options.rounds):
                one = await measure_slice(world, loop, 1, options, database_cpu)
                pairs.append((one, await measure_slice(world, loop, options.bots, options, database_cpu)))
            print_table(pairs, options.bots)
            print(f"\nload {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors; {await verify(world)}", flush=True)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Whole clicks a second of several bots, divided by those of one.")
    parser.add_argument("--bots", type=int, default=2)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--comments", type=int, default=240)
    parser.add_argument("--together", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--share", type=float, default=0.0, help="of one processor for each bot")
    parser.add_argument("--without-fsync", action="store_true", help="where others keep the disk busy")
    log.set_up(level=logging.ERROR)
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
