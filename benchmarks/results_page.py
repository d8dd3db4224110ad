"""The page with results: first byte, usable in Chromium, charts, bytes of style and script; benchmarks/results.md.

    PYTHONPATH=. .venv/bin/python benchmarks/results_page.py [--size district|large] [--postgres] [--keep FOLDER]

district: 1,000 comments, 32,824 ratings, 1,137 people. large: 100,000 comments, 1,000,000 ratings, 34,600 people, which
take minutes to build; --keep builds the SQLite file once in a folder. One reader asks for each page in turn over HTTP;
the first answers, which load the release, are shown apart. Beside it is an empty answer of the same server, to hold
the machine's own time against the page's; and processor time, which other work on the machine changes less. A page is
usable when Chromium has its `domContentLoadedEventEnd`: its style and script are then there, and it works.
"""

import argparse
import asyncio
import contextlib
import gzip
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from playwright.async_api import async_playwright

from bot.domain.published_load import load_published
from bot.domain.results_links import get_link
from bot.results.page import charts
from bot.results.page.render import FOLDER
from bot.results.routes import routes
from bot.texts import texts_for
from tests import chromium
from tests.postgres import Postgres
from tests.results.district import BASE, DAYS, OPENED, District, Size, make_district, reopen

SIZES = {
    "district": Size(),
    "large": Size(comments=100_000, people=34_600, ratings=1_000_000, releases=1),
}
PAGES = (
    "",
    "themes",
    "themes?by=stars",
    "themes/1",
    "comments",
    "comments?sort=bridging",
    "comments?q=safety",
    "comments?theme=2&group=Parent",
    "groups",
    "checkpoints?since=1",
    "method",
)
ROUNDS = 30


async def ask(session: ClientSession, address: str) -> tuple[float, int]:
    """Return milliseconds to the first byte, and the bytes of the answer as it is sent."""
    begin = time.perf_counter()
    async with session.get(address, headers={"Accept-Language": "en", "Accept-Encoding": "gzip"}) as answer:
        await answer.content.readany()
        first = (time.perf_counter() - begin) * 1000
        assert answer.status == 200, address
        return first, answer.content_length or 0


async def measure(district: District, *, rounds: int) -> None:
    """Print the figures."""
    app = web.Application()
    app.router.add_routes(routes(district.ctx))

    async def empty(_: web.Request) -> web.Response:
        return web.Response(text="x" * 40_000)

    app.router.add_get("/empty", empty)
    async with (
        TestServer(app, host="127.0.0.1") as server,
        ClientSession(auto_decompress=False) as session,
    ):
        origin = str(server.make_url("")).rstrip("/")
        root = (await get_link(district.ctx, district.exchange)).replace(BASE, origin)
        for page in PAGES:
            wait, size = await ask(session, f"{root}{page}")
            say(f"  {page or '(first page)':34} first {wait:8.1f} ms, {size / 1000:6.1f} kB sent")
        # Each with another query, so that no page is one that was written before.
        cpu = time.process_time()
        fresh = [
            (await ask(session, f"{root}{page}{'&' if '?' in page else '?'}n={turn}"))[0]
            for turn in range(rounds)
            for page in PAGES
        ]
        cpu_fresh, cpu = time.process_time() - cpu, time.process_time()
        again = [(await ask(session, f"{root}{page}"))[0] for _ in range(rounds) for page in PAGES]
        cpu_again = time.process_time() - cpu
        plain = [(await ask(session, f"{origin}/empty"))[0] for _ in range(rounds * len(PAGES))]
        for name, found in (("written anew", fresh), ("as before", again), ("empty answer", plain)):
            say(f"  {name:24} median {statistics.median(found):7.1f} ms, p95 {late(found):7.1f} ms")
        for name, seconds in (("written anew", cpu_fresh), ("as before", cpu_again)):
            say(f"  {name:24} {seconds * 1000 / rounds / len(PAGES):7.1f} ms of CPU, reader included")
        await browse(root)


def late(found: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(found, n=20)[-1]


async def browse(root: str) -> None:
    """Print how long Chromium takes until pages are usable; the first visit of all fetches style and script."""
    async with async_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(executable_path=chromium.find(), args=as_root)
        waits: list[float] = []
        for turn in range(3):
            context = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
            page = await context.new_page()
            for path in PAGES:
                await page.goto(f"{root}{path}{'&' if '?' in path else '?'}b={turn}")
                waits.append(
                    await page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
                )
            await context.close()
        await browser.close()
    say(f"  usable in Chromium       median {statistics.median(waits):7.1f} ms, p95 {late(waits):7.1f} ms")


async def measure_charts(district: District) -> None:
    """Print what all charts take."""
    async with district.ctx.storage.read() as db:
        found = await load_published(district.ctx, db, district.exchange)
    begin = time.process_time()
    figures = [each for make in charts.MAKERS.values() if (each := make(texts_for("en"), found))]
    drawn = [figure.in_page(width) for figure in figures for width in (charts.WIDE, charts.NARROW)]
    say(f"  {len(drawn)} drawings of {len(figures)} charts  {(time.process_time() - begin) * 1000:5.1f} ms of CPU")
    files = {name: (FOLDER / "static" / name).read_bytes() for name in ("explorer.css", "explorer.js")}
    sizes = ", ".join(f"{name} {len(gzip.compress(data)) / 1000:.1f} kB" for name, data in files.items())
    say(f"  compressed: {sizes}; script as written {len(files['explorer.js']) / 1000:.1f} kB")


@contextlib.asynccontextmanager
async def world(options: argparse.Namespace) -> AsyncIterator[District]:
    """Build the exchange, or open the one that was built."""
    size = SIZES[options.size]
    with contextlib.ExitStack() as stack:
        folder = Path(options.keep or stack.enter_context(tempfile.TemporaryDirectory()))
        if options.postgres:
            server = stack.enter_context(Postgres())
            district = await make_district(folder, size, url=server.url())
        elif (folder / f"{options.size}.sqlite").exists():
            district = await reopen(f"sqlite+aiosqlite:///{folder / options.size}.sqlite")
        else:
            district = await make_district(folder, size, url=f"sqlite+aiosqlite:///{folder / options.size}.sqlite")
        district.clock.at = OPENED + timedelta(days=DAYS + 1)
        yield district
        await district.ctx.storage.close()


async def run(options: argparse.Namespace) -> None:
    """Measure one size on one database."""
    begin = time.perf_counter()
    async with world(options) as district:
        name = "PostgreSQL" if options.postgres else "SQLite"
        built = f"there after {time.perf_counter() - begin:.0f} s"
        say(f"{options.size}, {name}, {built}, load {os.getloadavg()[0]:.0f}")
        await measure(district, rounds=options.rounds)
        await measure_charts(district)


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="How quick the page with results is.")
    parser.add_argument("--size", choices=sorted(SIZES), default="district")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", default="")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
