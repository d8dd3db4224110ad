"""Clicks offered at a steady rate from outside, whatever the bot answers: `make bench`, or `python -m benchmarks.load`.

    --database sqlite,postgres  --people 1137  --comments 300  --seconds 60  --rates 200,1090  --overload 2180
    short: --short, which is --seconds 10 --people 200 --comments 100

`starling serve` is a process of its own, with its jobs and its worker as an operator runs them, and SQLite or a
PostgreSQL with fsync. This process is the load, the pretend Slack and the stub of response_url. A click waits from the
moment at which it was due, and is given up after Slack's three seconds. Who taps before the next card came rates a
comment that an older card showed. After each phase the bot has a minute to send the cards that are pending; one that is
not done then is ended, and the next phase begins with a new process.
"""

import argparse
import asyncio
import json
import logging
import os
import platform
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from benchmarks.star import postgres_cpu
from benchmarks.star_load import cpu_of
from bot import log
from tests import postgres
from tests.chaos.clicks import Click
from tests.chaos.ledger import Verdict, verify
from tests.chaos.open_loop import SLACK_S, Phase
from tests.chaos.world import World, open_world

_CARDS_S = 60.0  # after the end, in which every card is to be out
_REFERENCE = re.compile(r" \(Reference \w+\)")
_SLICE_S = 10.0  # each figure with a range is one of these


@dataclass
class Measured:
    """One phase. cards_s: until the last card was out after the end; cpu in seconds; rss in MiB at its end."""

    name: str
    phase: Phase
    cards: int
    cards_s: float
    bot_cpu: float
    database_cpu: float
    load_cpu: float
    rss: float
    restarted: bool
    failures: Counter[str]


@dataclass
class Result:
    """All phases of one database, the memory before, and the ledger's verdict."""

    idle: float = 0.0
    measured: list[Measured] = field(default_factory=list)
    verdict: Verdict | None = None


def rss_of(pid: int) -> float:
    """Return the resident memory of a process in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def failures_of(world: World, offset: int) -> Counter[str]:
    """Return what failed since a place in the bot's log, by kind."""
    found: Counter[str] = Counter()
    with world.bot.log.open(encoding="utf-8", errors="replace") as lines:
        lines.seek(offset)
        for line in lines:
            try:
                facts = json.loads(line)
            except ValueError:
                continue
            if facts.get("level") in {"error", "critical"}:
                found[f"{facts['event']} {facts.get('error', '')}".strip()] += 1
    return found


async def wait_for_cards(clicks: list[Click]) -> float:
    """Wait until each acknowledged click has its card; return the seconds until the last came, at most a minute."""
    began = time.perf_counter()
    while time.perf_counter() - began < _CARDS_S:
        if all(each.card_at for each in clicks if each.is_acked):
            break
        await asyncio.sleep(0.1)
    return max((each.card_at - began for each in clicks if each.is_acked and each.card_at), default=0.0)


async def measure_phase(
    world: World, name: str, rate: float, seconds: float, database_cpu: Callable[[], float]
) -> Measured:
    """Offer clicks at a rate, then wait for the cards."""
    offset = world.bot.log.stat().st_size
    bot, database, load = cpu_of(world.bot.pid), database_cpu(), time.process_time()
    phase = await world.loop.run(rate, seconds)
    cards_s = await wait_for_cards(phase.clicks)
    acked = [each for each in phase.clicks if each.is_acked]
    cards = sum(each.card_at > 0 for each in acked)
    measured = Measured(
        name,
        phase,
        cards,
        cards_s,
        cpu_of(world.bot.pid) - bot,
        database_cpu() - database,
        time.process_time() - load,
        rss_of(world.bot.pid),
        restarted=False,
        failures=Counter(),
    )
    is_idle = await _is_idle(world)
    measured.failures = failures_of(world, offset)
    if not is_idle:
        measured.restarted = True
        await world.bot.kill()
        await world.restart()
    return measured


async def _is_idle(world: World) -> bool:
    """Say whether the bot has nothing left to do: a second of little processor time."""
    before = cpu_of(world.bot.pid)
    await asyncio.sleep(2)
    return cpu_of(world.bot.pid) - before < 1


async def measure(url: str | None, options: argparse.Namespace, database_cpu: Callable[[], float]) -> Result:
    """Run all phases on one database."""
    result = Result()
    async with open_world(url, people=options.people, comments=options.comments) as world:
        await asyncio.sleep(2)
        result.idle = rss_of(world.bot.pid)
        phases = [(f"{rate:,.0f} a second", rate, options.seconds) for rate in map(float, options.rates.split(","))]
        if options.overload:
            phases.append((f"overload, {options.overload:,.0f} a second", options.overload, 10.0))
        for name, rate, seconds in phases:
            result.measured.append(await measure_phase(world, name, rate, seconds, database_cpu))
            print(f"{time.strftime('%H:%M:%S')} {name}: {rows_of(result.measured[-1])}", file=sys.stderr, flush=True)
        result.verdict = await verify(world)
    return result


@asynccontextmanager
async def durable_postgres() -> AsyncIterator[postgres.Postgres]:
    """Run a PostgreSQL that writes to the disk at each commit, as an operator's does."""
    postgres.CONFIG.update(fsync="on", full_page_writes="on")
    with postgres.Postgres() as server:
        yield server


def in_slices(clicks: list[Click], began: float, of: Callable[[list[Click]], float]) -> list[float]:
    """Return a figure for each ten seconds."""
    slices: dict[int, list[Click]] = {}
    for each in clicks:
        slices.setdefault(int((each.due - began) // _SLICE_S), []).append(each)
    return [of(few) for few in slices.values() if len(few) > 2]


def place(clicks: list[Click], percent: int) -> float:
    """Return a percentile of the milliseconds to the answer; those that were given up count with three seconds."""
    waits = [(each.answered_at - each.due) * 1000 if each.is_acked else SLACK_S * 1000 for each in clicks]
    return quantiles(waits, n=100)[percent - 1]


def ranged(values: list[float], digits: int = 0) -> str:
    """Return the median and the range."""
    return f"{median(values):,.{digits}f} [{min(values):,.{digits}f}–{max(values):,.{digits}f}]" if values else "–"


def rows_of(one: Measured) -> list[tuple[str, str]]:
    """Return the lines of a table about one phase."""
    clicks, began = one.phase.clicks, one.phase.began
    acked = [each for each in clicks if each.is_acked]
    kinds = Counter(
        "given up after 3 s" if each.late else f"status {each.status}" for each in clicks if not each.is_acked
    )
    notice = Counter(_REFERENCE.sub("", each.notice) for each in clicks if each.notice)
    share = in_slices(clicks, began, lambda few: 100 * sum(each.is_acked for each in few) / len(few))
    return [
        ("offered", f"{len(clicks):,}"),
        ("acknowledged within 3 s, %", f"{100 * len(acked) / max(1, len(clicks)):.1f} {_range(share, 1)}"),
        ("ack p50, ms", ranged(in_slices(clicks, began, lambda few: place(few, 50)))),
        ("ack p99, ms", ranged(in_slices(clicks, began, lambda few: place(few, 99)))),
        ("cards out within 60 s of the end", f"{one.cards:,} of {len(acked):,}, the last after {one.cards_s:.1f} s"),
        ("not acknowledged", ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common()) or "0"),
        ("sentences by response_url", ", ".join(f"{count:,} “{text}”" for text, count in notice.most_common(3)) or "0"),
        ("failures in the log", ", ".join(f"{count:,} {kind}" for kind, count in one.failures.most_common(4)) or "0"),
        ("CPU of the bot a click, µs", f"{one.bot_cpu / max(1, len(acked)) * 1e6:,.0f}"),
        (
            "CPU of PostgreSQL a click, µs",
            f"{one.database_cpu / max(1, len(acked)) * 1e6:,.0f}" if one.database_cpu else "–",
        ),
        (
            "CPU of the load, % of a processor",
            f"{one.load_cpu / one.phase.seconds * 100:.0f}, late by {one.phase.lag_s:.1f} s at most",
        ),
        ("memory after it, MiB", f"{one.rss:.0f}{'; ended, as it was not done' if one.restarted else ''}"),
    ]


def _range(values: list[float], digits: int) -> str:
    return f"[{min(values):.{digits}f}–{max(values):.{digits}f}]" if values else ""


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description="Clicks offered at a steady rate.")
    parser.add_argument("--database", default="sqlite,postgres")
    parser.add_argument("--people", type=int, default=1137)
    parser.add_argument("--comments", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rates", default="200,1090")
    parser.add_argument("--overload", type=float, default=2180.0, help="for 10 seconds at the end; 0 for none")
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    if options.short:
        options.people, options.comments, options.seconds = 200, 100, 10.0
    return options


def print_table(columns: dict[str, Result]) -> None:
    """Print the figures of all databases side by side."""
    print(f"\n| | {' | '.join(columns)} |\n|---|{'--:|' * len(columns)}")
    print("| **memory idle, MiB** | " + " | ".join(f"{each.idle:.0f}" for each in columns.values()) + " |")
    for phases in zip(*(each.measured for each in columns.values()), strict=True):
        print(f"| **{phases[0].name}** |{' |' * len(columns)}")
        for lines in zip(*map(rows_of, phases), strict=True):
            print(f"| {lines[0][0]} | {' | '.join(value for _, value in lines)} |")
    print("| ledger | " + " | ".join(str(each.verdict) for each in columns.values()) + " |")


async def measure_all(options: argparse.Namespace) -> dict[str, Result]:
    """Measure each database."""
    columns: dict[str, Result] = {}
    if "sqlite" in options.database:
        columns["SQLite"] = await measure(None, options, lambda: 0.0)
    if "postgres" in options.database:
        async with durable_postgres() as server:
            used = postgres_cpu(server._process.pid)  # type: ignore[union-attr]  # noqa: SLF001 - to read its time
            columns["PostgreSQL"] = await measure(server.url(), options, used)
    return columns


def main() -> None:
    """Print the table."""
    options = arguments()
    log.set_up(level=logging.ERROR)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("slack-bolt", "SQLAlchemy", "aiohttp", "asyncpg"))
    print(
        f"Python {platform.python_version()}, {libraries}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.0f}"
    )
    print(f"{options.people:,} people, {options.comments} comments; load, bot and database share the processors")
    print_table(asyncio.run(measure_all(options)))


if __name__ == "__main__":
    main()
