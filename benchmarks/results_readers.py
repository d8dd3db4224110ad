"""What readers of the results page cost those who rate: star acks with and without them, in pairs.

    PYTHONPATH=. .venv/bin/python -m benchmarks.results_readers [--postgres] [--rate 50] [--seconds 20] [--rounds 4]

`starling serve` is a process of its own, an exchange of 1,000 comments is open in it, and its results show always.
Stars are offered at a steady rate, in one slice without readers and in one with 50 a second (--readers), who ask for
all pages in turn from a process of their own; which of both comes first alternates. Before that people rate until there
is a release. benchmarks/results.md has the figures.
"""

import argparse
import asyncio
import contextlib
import logging
import os
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator

from benchmarks.load import durable_postgres, place
from bot import log
from bot.context import Context, utc_now
from bot.core.findings import findings
from bot.core.findings_data import Findings, Given
from bot.domain.results_links import get_link
from bot.keys import Keyring
from bot.scores.job import ScoreRuns
from bot.slack.outbox import Outbox
from bot.slack.workspaces import Workspaces
from storage import exchanges
from storage.exchange_lookup import find_all
from storage.session import Storage
from tests.chaos.clicks import Click
from tests.chaos.world import World, open_world
from tests.whole_bot import SECRET

BASE = "http://127.0.0.1"
PAGES = ("", "themes", "comments", "comments?sort=newest", "comments?q=street", "groups", "checkpoints", "method")
COMMENTS, PEOPLE = 1_000, 1_137
WARM_RATE, WARM_S = 150.0, 60.0


async def _find(given: Given) -> Findings:
    return findings(given)


async def make_release(url: str, exchange_id: int) -> str:
    """Show the results to all, make a release of what was rated, and return the page's path."""
    storage = Storage(url)
    ctx = Context(
        storage=storage,
        keys=Keyring(SECRET),
        workspaces=Workspaces(),
        outbox=Outbox(None, lambda _: None),  # type: ignore[arg-type,return-value]  # nothing is sent
        clock=utc_now,
        base_url=BASE,
    )
    async with storage.read() as db:
        [(_, found)] = await find_all(db, str(exchange_id))
    async with storage.write() as db:
        await exchanges.update_exchange(db, found.scope, results_page="link", results_when="always")
    async with storage.read() as db:
        exchange = await exchanges.get(db, found.scope)
    assert exchange is not None
    await ScoreRuns(ctx, _find).fitted(exchange, wait=600)
    link = await get_link(ctx, exchange)
    await storage.close()
    return link.removeprefix(BASE)


async def read_pages(port: int, path: str, rate: float, seconds: float) -> None:
    """Ask for the pages in turn at a steady rate; print how many were answered, and the 95th percentile."""
    from aiohttp import ClientSession

    waits: list[float] = []
    bad = 0

    async def one(session: ClientSession, page: str) -> None:
        nonlocal bad
        begin = time.perf_counter()
        headers = {"Accept-Encoding": "gzip", "Accept-Language": "en"}
        async with session.get(f"http://127.0.0.1:{port}{path}{page}", headers=headers) as answer:
            await answer.read()
            bad += answer.status != 200
        waits.append((time.perf_counter() - begin) * 1000)

    async with ClientSession(auto_decompress=False) as session:
        began, tasks = time.perf_counter(), []
        for turn in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + turn / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(one(session, PAGES[turn % len(PAGES)])))
        await asyncio.gather(*tasks)
    sys.stdout.write(f"{len(waits)} read, {bad} not answered 200, p95 {statistics.quantiles(waits, n=20)[-1]:.0f} ms\n")


@contextlib.asynccontextmanager
async def readers(world: World, path: str, options: argparse.Namespace) -> AsyncIterator[None]:
    """Read the page meanwhile."""
    command = [sys.executable, "-m", "benchmarks.results_readers", "--read", path]
    command += ["--port", str(world.bot.port), "--readers", str(options.readers), "--seconds", str(options.seconds + 1)]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    await asyncio.sleep(1)
    yield
    printed, _ = await process.communicate()
    say(f"    readers: {printed.decode().strip()}")


async def measure(url: str | None, options: argparse.Namespace) -> None:
    """Print the pairs of one database."""
    more = {"STARLING_BASE_URL": BASE}
    async with open_world(url, people=PEOPLE, comments=COMMENTS, more=more) as world:
        await world.loop.run(WARM_RATE, WARM_S)
        await asyncio.sleep(5)
        await world.bot.stop()
        path = await make_release(url or f"sqlite+aiosqlite:///{world.folder}/chaos.sqlite", world.exchange_id)
        await world.restart()
        await read_once(world.bot.port, path)
        ratios: list[float] = []
        waits: dict[bool, list[Click]] = {False: [], True: []}
        for turn in range(options.rounds):
            found = {}
            for has_readers in (False, True) if turn % 2 == 0 else (True, False):
                with_readers = readers(world, path, options) if has_readers else contextlib.nullcontext()
                async with with_readers:
                    phase = await world.loop.run(options.rate, options.seconds)
                found[has_readers] = place(phase.clicks, 99)
                waits[has_readers] += phase.clicks
                await asyncio.sleep(2)
            ratios.append(found[True] / found[False])
            say(f"  ack p99 without {found[False]:.0f} ms, with {found[True]:.0f} ms: {ratios[-1]:.2f} times")
        say(f"  all: p99 {place(waits[False], 99):.0f} and {place(waits[True], 99):.0f} ms, "
            f"p50 {place(waits[False], 50):.0f} and {place(waits[True], 50):.0f} ms; ratio of p99 "
            f"{statistics.median(ratios):.2f} [{min(ratios):.2f}–{max(ratios):.2f}]")  # fmt: skip


async def read_once(port: int, path: str) -> None:
    """Ask for every page once, which loads the release."""
    await read_pages(port, path, 5.0, len(PAGES) / 5.0 + 0.1)


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def run(options: argparse.Namespace) -> None:
    """Measure one database."""
    name = "PostgreSQL" if options.postgres else "SQLite"
    say(f"{name}, {options.rate:.0f} stars and {options.readers:.0f} pages a second, load {os.getloadavg()[0]:.0f}")
    if options.postgres:
        async with durable_postgres() as server:
            await measure(server.url(), options)
    else:
        await measure(None, options)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Star acks with and without readers of the results page.")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--readers", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--read", default="")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    log.set_up(level=logging.ERROR)
    if options.read:
        asyncio.run(read_pages(options.port, options.read, options.readers, options.seconds))
    else:
        asyncio.run(run(options))


if __name__ == "__main__":
    main()
