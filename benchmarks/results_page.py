"""First byte of the page with results, at a district's size: 1,000 comments, 32,824 ratings, 1,137 people.

    PYTHONPATH=. .venv/bin/python benchmarks/results_page.py [COMMENTS]

One reader asks for each page in turn over HTTP; the first answers, which load the release, are shown apart. Beside it
is an empty answer of the same server, to hold the machine's own time against the page's; and processor time, which
other work on the machine changes less.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.domain.published_load import load_published
from bot.domain.results_links import get_link
from bot.results.page import charts
from bot.results.routes import routes
from bot.texts import texts_for
from tests.results.district import BASE, Size, make_district

PAGES = (
    "",
    "themes",
    "themes/1",
    "comments",
    "comments?sort=bridging",
    "comments?q=safety",
    "groups",
    "checkpoints",
    "method",
)
ROUNDS = 30


async def ask(session: ClientSession, address: str) -> tuple[float, int]:
    """Return milliseconds to the first byte, and the bytes of the whole answer."""
    begin = time.perf_counter()
    async with session.get(address, headers={"Accept-Language": "en"}) as answer:
        await answer.content.readany()
        first = (time.perf_counter() - begin) * 1000
        return first, answer.content_length or 0


async def measure(comments: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        district = await make_district(Path(folder), Size(comments=comments))
        app = web.Application()
        app.router.add_routes(routes(district.ctx))

        async def empty(_: web.Request) -> web.Response:
            return web.Response(text="x" * 40_000)

        app.router.add_get("/empty", empty)
        async with TestServer(app, host="127.0.0.1") as server, ClientSession() as session:
            origin = str(server.make_url("")).rstrip("/")
            root = (await get_link(district.ctx, district.exchange)).replace(BASE, origin)
            first = {page: await ask(session, f"{root}{page}") for page in PAGES}
            # Each with another query, so that no page is one that was written before.
            cpu = time.process_time()
            fresh = [
                (await ask(session, f"{root}{page}{'&' if '?' in page else '?'}n={turn}"))[0]
                for turn in range(ROUNDS)
                for page in PAGES
            ]
            cpu_fresh, cpu = time.process_time() - cpu, time.process_time()
            again = [(await ask(session, f"{root}{page}"))[0] for _ in range(ROUNDS) for page in PAGES]
            cpu_again = time.process_time() - cpu
            plain = [(await ask(session, f"{origin}/empty"))[0] for _ in range(ROUNDS * len(PAGES))]
        say(f"{comments} comments")
        for page, (wait, size) in first.items():
            say(f"  {page or '(first page)':24} first {wait:6.1f} ms, {size / 1000:5.1f} kB")
        empty_late = statistics.quantiles(plain, n=20)[-1]
        for name, found in (("written anew", fresh), ("as before", again), ("empty answer", plain)):
            middle, late = statistics.median(found), statistics.quantiles(found, n=20)[-1]
            say(
                f"  {name:24} median {middle:6.1f} ms, p95 {late:6.1f} ms, {late / empty_late:5.1f} times the empty one"
            )
        for name, seconds in (("written anew", cpu_fresh), ("as before", cpu_again)):
            say(f"  {name:24} {seconds * 1000 / ROUNDS / len(PAGES):6.1f} ms of CPU, reader included")
        async with district.ctx.storage.read() as db:
            found_all = await load_published(district.ctx, db, district.exchange)
        begin = time.process_time()
        figures = [each for make in charts.MAKERS.values() if (each := make(texts_for("en"), found_all))]
        drawn = [figure.in_page(width) for figure in figures for width in (charts.WIDE, charts.NARROW)]
        say(f"  {len(drawn)} drawings of {len(figures)} charts  {(time.process_time() - begin) * 1000:5.1f} ms of CPU")
        await district.ctx.storage.close()


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
