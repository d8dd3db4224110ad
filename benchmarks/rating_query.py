"""The next comment's query, and the fit, at the size of a city.

    .venv/bin/python benchmarks/rating_query.py [--postgres | --fit 1000000]

Fills a database of its own with 100,000 comments and 1,000,000 ratings, asks for the next comment of 500 people, and
prints the plan and the percentiles. `--fit` measures CPU seconds and memory of fits of 33,000 and 1,000,000 ratings.
"""

import argparse
import asyncio
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from sqlalchemy import insert, text

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from storage import exchanges, ratings, tenants
from storage.migrate import upgrade
from storage.models import comment, participant, rating
from storage.scope import ExchangeScope
from storage.session import Storage
from tests.storage.filled_database import NOON

COMMENTS, RATINGS, PEOPLE, ASKED = 100_000, 1_000_000, 20_000, 500
_AT_ONCE = 2_000


async def fill(storage: Storage) -> tuple[int, int]:
    """Return (tenant, exchange) of an exchange of that size."""
    rng = Random(1)
    async with storage.write() as db:
        tenant = await tenants.ensure(db, enterprise_id="", team_id="T1", is_playground=True)
        facts: dict[str, Any] = {
            "slug": "city", "question": "What?", "star_meaning": "important", "groups": ["A", "B"],
            "is_anonymous": True, "moderation": "post", "comment_limit": 1000, "state": "open",
            "zone": "UTC", "wrapped_key": b"k",
        }  # fmt: skip
        exchange = await exchanges.insert(db, tenant, **facts)
    here = {"tenant_id": tenant, "exchange_id": exchange}
    people = [f"{number:032x}" for number in range(PEOPLE)]
    given = np.random.default_rng(1).integers(0, COMMENTS, RATINGS)
    raters = np.random.default_rng(2).integers(0, PEOPLE, RATINGS)
    pairs = sorted(set(zip(given.tolist(), raters.tolist(), strict=True)))
    counts = np.bincount([pair[0] for pair in pairs], minlength=COMMENTS)
    rows: list[dict[str, Any]] = [
        here
        | {
            "comment_id": number + 1, "number": number + 1, "version": 1, "author_id": people[number % PEOPLE],
            "source_mac": f"{number:032x}", "text": "x", "why": "", "state": "live", "shared_on": NOON,
            "n3": int(counts[number]), "sampling_weight": 1 + 6 * rng.random(), "tie_breaker": rng.random(),
        }
        for number in range(COMMENTS)
    ]  # fmt: skip
    for row in rows:
        row["virtual_finish_time"] = row["n3"] / row["sampling_weight"]
    await _write(storage, comment, rows)
    await _write(storage, participant, [here | {"rater_id": each, "group_name": "A"} for each in people])
    await _write(
        storage,
        rating,
        [
            here | {"comment_id": c + 1, "rater_id": people[p], "stars": 3, "clicked_at": 1, "source": "card"}
            for c, p in pairs
        ],
    )
    if storage.url.get_backend_name() == "postgresql":
        async with storage.write() as db:
            await db.execute(text("ANALYZE"))
    return tenant, exchange


async def _write(storage: Storage, table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _AT_ONCE * 10):
        async with storage.write() as db:
            for at in range(start, min(start + _AT_ONCE * 10, len(rows)), _AT_ONCE):
                await db.execute(insert(table), rows[at : at + _AT_ONCE])


async def measure(storage: Storage) -> None:
    """Print how long the next comment takes."""
    tenant, exchange = await fill(storage)
    rng, took = Random(3), []
    async with storage.read() as db:
        for _ in range(ASKED):
            rater = f"{rng.randrange(PEOPLE):032x}"
            start = time.perf_counter()
            found = await ratings.list_next(
                db, ExchangeScope(tenant, exchange), rater_id=rater, author_id=rater, limit=2
            )
            took.append(1000 * (time.perf_counter() - start))
            assert len(found) == 2
    took.sort()
    name = storage.url.get_backend_name()
    print(f"{name}: next comment p50 {statistics.median(took):.2f} ms, p99 {took[int(0.99 * ASKED)]:.2f} ms")


def fit_cost(count: int) -> None:
    """Print CPU seconds and memory of a fit in a process that does nothing else."""
    from bot.core.findings import Given, findings

    rng = np.random.default_rng(1)
    comments, people = (1_000, 1_137) if count < RATINGS else (COMMENTS, PEOPLE)
    given = Given(
        comments=rng.integers(0, comments, count), raters=rng.integers(0, people, count),
        stars=rng.integers(1, 6, count), near=np.zeros(count, dtype=np.int64), group=rng.integers(-1, 8, people),
        comment_count=comments, group_count=8, min_group_size=5,
    )  # fmt: skip
    before, cpu = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    findings(given)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"fit of {count:,} ratings: {time.process_time() - cpu:.2f} CPU s, {peak // 1024} MiB ({before // 1024} before)"
    )


async def _main(*, postgres: bool) -> None:
    if postgres:
        from tests.postgres import Postgres

        with Postgres() as server:
            server.create_database("city")
            storage = Storage(server.url("city"))
            await upgrade(storage)
            await measure(storage)
            await storage.close()
        return
    with tempfile.TemporaryDirectory() as folder:
        storage = Storage(f"sqlite+aiosqlite:///{folder}/city.sqlite")
        await upgrade(storage)
        await measure(storage)
        await storage.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--fit", type=int, metavar="RATINGS")
    chosen = parser.parse_args()
    if chosen.fit:
        fit_cost(chosen.fit)
    else:
        asyncio.run(_main(postgres=chosen.postgres))
