"""How long a rewrite of an exchange's rows takes, and how long it locks a table: both databases, three sizes.

.venv/bin/python benchmarks/retention.py
"""

import asyncio
import tempfile
import time
from typing import Any

from sqlalchemy import text

from storage import exchanges, physical, tenants
from storage.scope import ExchangeScope
from storage.session import Storage
from tests.postgres import Postgres
from tests.templates import migrate

SIZES = ((200, 5_000), (2_000, 50_000), (2_000, 200_000), (10_000, 1_000_000))  # comments, ratings
_COMMENTS = (
    "INSERT INTO comment (tenant_id, exchange_id, comment_id, number, position, author_seal, source_mac, text, state, "
    "shared_on, tie_breaker) SELECT {tenant}, {exchange}, n * 7919, n, n, {seal}, n, "
    "'A comment of some eighty characters, as long as many of them are, and no longer', 'live', '2026-11-29', n "
    "FROM {rows}"
)
_RATINGS = (
    "INSERT INTO rating (tenant_id, exchange_id, comment_id, rater_seal, stars, clicked_at) "
    "SELECT {tenant}, {exchange}, (n % {comments} + 1) * 7919, {seal}, n % 5 + 1, n FROM {rows}"
)


def rows(count: int, *, is_sqlite: bool) -> str:
    """Return a table of the numbers from 1 to a count."""
    if not is_sqlite:
        return f"generate_series(1, {count}) AS n"
    series = "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s)"
    return series.format(count=count)


async def measure(storage: Storage, comments: int, ratings: int) -> tuple[float, float, float]:
    """Return seconds of a truncation, of a rewrite, and the longest that it locked a table."""
    async with storage.write() as db:
        tenant = await tenants.ensure(db, enterprise_id="", team_id="T1", is_playground=True)
        facts: dict[str, Any] = {
            "slug": "q", "question": "Q?", "star_meaning": "agree", "groups": [], "is_anonymous": True,
            "moderation": "post", "comment_limit": 1000, "state": "open", "zone": "UTC", "wrapped_key": b"k",
        }  # fmt: skip
        scope = ExchangeScope(tenant, await exchanges.insert(db, tenant, **facts))
        seal = "randomblob(16)" if storage.is_sqlite else "decode(md5(n::text || random()::text), 'hex')"
        parts = {"tenant": tenant, "exchange": scope.exchange_id, "seal": seal, "comments": comments}
        for statement, count in ((_COMMENTS, comments), (_RATINGS, ratings)):
            there = rows(count, is_sqlite=storage.is_sqlite)
            await db.execute(text(statement.format(rows=there, **parts)))
    began = time.perf_counter()
    assert await physical.truncate(storage)
    truncated = time.perf_counter() - began
    began = time.perf_counter()
    done = await physical.rewrite(storage, scope)
    took = time.perf_counter() - began
    await storage.close()
    return truncated, took, done.locked_s


async def main() -> None:
    """Print a table."""
    print("| database | comments | ratings | truncation, s | rewrite, s | longest lock, s |")
    print("|---|--:|--:|--:|--:|--:|")
    with Postgres() as server:
        for comments, ratings in SIZES:
            name = f"r{ratings}"
            server.create_database(name)
            with tempfile.TemporaryDirectory() as folder:
                for kind, url in (
                    ("SQLite", f"sqlite+aiosqlite:///{folder}/r.sqlite"),
                    ("PostgreSQL", server.url(name)),
                ):
                    await migrate(url)
                    found = await measure(Storage(url), comments, ratings)
                    figures = " | ".join(f"{each:.2f}" for each in found)
                    print(f"| {kind} | {comments:,} | {ratings:,} | {figures} |", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
