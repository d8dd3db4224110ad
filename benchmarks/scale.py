"""What many workspaces on one PostgreSQL cost: sizes, stars, fits with releases, pages; benchmarks/scale.md.

    .venv/bin/python -m benchmarks.scale                                          50 workspaces, 1,000,000 ratings
    .venv/bin/python -m benchmarks.scale --workspaces 4 --people 200 --ratings 2000      seconds

Each workspace has one open exchange whose people all rated; one release is made while it is filled and one after. Then
new people click in all exchanges in turn, so that hardly two stars are of one exchange and most batches hold one: the
dearest way.
"""

import argparse
import asyncio
import logging
import os
import time
from datetime import timedelta
from random import Random

from aiohttp import ClientSession

from benchmarks.star_acts import Acts, counting
from bot import log
from bot.context import Context
from storage.session import Storage
from tests.postgres import Postgres
from tests.rate.test_batches import Even, Everybody, Side
from tests.results.district import District, Hand, Size, context_of, fill, release
from tests.results.site import reader_of
from tests.templates import make_postgres_template

CLICKERS = 10  # in each exchange
MEASURED = 5  # exchanges whose fit and pages are measured


async def count_sizes(server: Postgres, ratings: int) -> None:
    """Print the bytes of the largest tables with their indexes."""
    found = server.psql(
        "SELECT relname || '|' || pg_total_relation_size(oid) || '|' || greatest(reltuples, 0)::bigint "
        "FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
        "ORDER BY pg_total_relation_size(oid) DESC LIMIT 8",
        "scale",
    )
    for row in found.split():
        name, size, rows = row.split("|")
        print(f"| {name} | {int(rows):,} | {int(size) / 2**20:,.1f} |")
    whole = int(server.psql("SELECT pg_database_size('scale')", "scale"))
    print(
        f"| whole database | | {whole / 2**20:,.1f} |\n\n{whole / ratings:,.0f} bytes a rating, all included",
        flush=True,
    )


async def click(server: Postgres, filled: list[District], stars: int, together: int) -> None:
    """Let new people of all exchanges click, many at the same time."""
    names = [f"U0CLICKER{at}" for at in range(CLICKERS)]
    every: list[tuple[Acts, str]] = []
    storage, keys, now = filled[0].ctx.storage, filled[0].ctx.keys, filled[0].clock.now
    ctx = Context(storage, keys, Everybody(), None, clock=now, rng=Even())  # type: ignore[arg-type]
    for each in filled:
        side = Side(ctx, each.exchange.scope, is_batched=True)
        await side.begin_as(names)
        acts = Acts(side)
        every += [(acts, name) for name in names]
    rng = Random(5)
    began = time.perf_counter()
    with counting(server, "a star in one of all workspaces", stars):
        for _ in range(stars // together):
            await asyncio.gather(*(acts.click(name) for acts, name in rng.sample(every, together)))
    rate, sizes = stars / (time.perf_counter() - began), ctx.batches.sizes
    print(f"{rate:,.0f} stars a second, {sum(sizes) / len(sizes):.1f} in a batch")


async def read_page(server: Postgres, district: District) -> None:
    """Print what the first answer and a later one of the page cost."""
    async with reader_of(district.ctx, district.exchange) as reader:
        for what, times in (("the first page after a release", 1), ("a page after that", 20)):
            with counting(server, what, times):
                for _ in range(times):
                    await _get(reader.session, reader.root)


async def _get(session: ClientSession, address: str) -> None:
    async with session.get(address, headers={"Accept-Language": "en"}) as answer:
        await answer.read()
        if answer.status != 200:
            msg = f"the page answered {answer.status}"
            raise RuntimeError(msg)


async def measure(options: argparse.Namespace) -> None:
    """Fill the database and print all figures."""
    size = Size(options.comments, options.people, options.ratings, releases=1)
    with Postgres() as server:
        server.create_database("scale", make_postgres_template(server))
        ctx = context_of(Storage(server.url("scale")), Hand())
        filled: list[District] = []
        with counting(server, "a workspace filled, with its first release", options.workspaces):
            for at in range(options.workspaces):
                clock = Hand()
                own = context_of(ctx.storage, clock)
                filled.append(await fill(own, clock, size, close=False, team=f"T0SCALE{at:03}"))
        server.psql("ANALYZE", "scale")
        await count_sizes(server, options.ratings * options.workspaces)
        await click(server, filled, options.stars, options.together)
        for each in filled[:MEASURED]:
            each.clock.at += timedelta(days=1)
            with counting(server, f"a fit of {options.ratings:,} ratings and its release", 1):
                await release(each.ctx, each.exchange)
            await read_page(server, each)
        await ctx.storage.close()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="What many workspaces on one PostgreSQL cost.")
    parser.add_argument("--workspaces", type=int, default=50)
    parser.add_argument("--people", type=int, default=2_000, help="in each")
    parser.add_argument("--comments", type=int, default=400, help="in each")
    parser.add_argument("--ratings", type=int, default=20_000, help="in each")
    parser.add_argument("--stars", type=int, default=3_200, help="clicks in all")
    parser.add_argument("--together", type=int, default=32, help="clicks at the same time")
    log.set_up(level=logging.ERROR)
    print(f"load {os.getloadavg()[0]:.0f}\n", flush=True)
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
