"""How many bytes a rating takes in the database, its indexes included; of this checkout or of an older one.

.venv/bin/python benchmarks/rating_bytes.py [OLD] [--postgres]
"""

import argparse
import asyncio
import secrets
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.schema import CreateIndex, CreateTable

HERE = Path(__file__).resolve().parents[1]
COMMENTS, PEOPLE, EACH, _AT_ONCE = 2_000, 400, 100, 2_000


def make_rows(table: Any) -> list[dict[str, Any]]:
    """Return ratings in random order, as the table of that checkout takes them."""
    rng = Random(1)
    people = [secrets.token_hex(16) for _ in range(PEOPLE)]
    exchange_id = rng.getrandbits(53)
    rows: list[dict[str, Any]] = []
    for comment_id in (rng.getrandbits(53) for _ in range(COMMENTS)):
        for person in rng.sample(people, EACH):
            is_sealed = "rater_seal" in table.c
            who = {"rater_seal": secrets.token_bytes(16)} if is_sealed else {"rater_id": person, "way": "card"}
            what = {"stars": rng.randint(1, 5), "clicked_at": rng.getrandbits(61)}
            rows.append({"tenant_id": 1, "exchange_id": exchange_id, "comment_id": comment_id, **who, **what})
    rng.shuffle(rows)
    return rows


async def measure(url: str, table: Any) -> float:
    """Return the bytes of a rating in the database at this address."""
    engine = create_async_engine(url)
    rows = make_rows(table)
    async with engine.begin() as db:
        await db.execute(CreateTable(table, include_foreign_key_constraints=[]))
        for index in table.indexes:
            await db.execute(CreateIndex(index))
        for start in range(0, len(rows), _AT_ONCE):
            await db.execute(insert(table), rows[start : start + _AT_ONCE])
    query = "SELECT pg_total_relation_size('rating')"
    if engine.dialect.name == "sqlite":
        query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    async with engine.connect() as db:
        size = (await db.execute(text(query))).scalar_one()
    await engine.dispose()
    return float(size) / len(rows)


def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path, nargs="?", default=HERE)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.old.resolve()))
    table = import_module("storage.models").rating
    if options.postgres:
        sys.path.append(str(HERE))
        postgres = import_module("tests.postgres")
        with postgres.Postgres() as server:
            server.create_database("bytes")
            print(f"PostgreSQL: {asyncio.run(measure(server.url('bytes'), table)):.1f} bytes")
        return
    with tempfile.TemporaryDirectory() as folder:
        print(f"SQLite: {asyncio.run(measure(f'sqlite+aiosqlite:///{folder}/bytes.sqlite', table)):.1f} bytes")


if __name__ == "__main__":
    main()
