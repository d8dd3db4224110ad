"""What it costs SQLite's storage to rest: to give recent ratings other places, and to empty the journal.

    .venv/bin/python -m benchmarks.resting

Prints the processor time of this process for a star with and without resting, in turn, in microseconds: stars that
arrive together, as long as they go on; and one that is alone, after which the storage rests each time. Then, how many
of the newest ratings lie in the file as what came last lies, before and after a rest.
"""

import argparse
import asyncio
import secrets
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median

from sqlalchemy import create_engine

from benchmarks.star_acts import Acts
from bot.context import Context
from storage.models import metadata
from storage.resting import change_places
from storage.session import Storage
from tests.attack.copies import sqlite_copy
from tests.rate.test_batches import Everybody, Side
from tests.storage.test_ratings import RING, place_with
from tests.templates import migrated

_ALONE = 12


async def _cpu_us(run: Awaitable[None], stars: int) -> float:
    began = time.process_time()
    await run
    return (time.process_time() - began) / stars * 1e6


async def _alone(acts: Acts, people: list[str], stars: int, then: Callable[[], Awaitable[object]]) -> None:
    for _ in range(stars):
        await acts.run(people, 1, 1)
        await then()


async def _nothing() -> None:
    """Do what a storage without rests does then."""


async def measure(options: argparse.Namespace) -> None:
    """Fill a file, and print medians over rounds of both ways in turn."""
    people = [f"U{number}" for number in range(options.people)]
    with tempfile.TemporaryDirectory(prefix="starling-resting-") as folder:
        storage = Storage(await migrated(f"sqlite+aiosqlite:///{Path(folder)}/acts.sqlite"))
        place = await place_with(storage, options.comments)
        side = Side(Context(storage, RING, Everybody(), None, rng=Random(3)), place.scope, is_batched=True)  # type: ignore[arg-type]
        await side.begin_as(people)
        acts, resting = Acts(side), storage.resting
        together: dict[bool, list[float]] = {True: [], False: []}
        alone: dict[bool, list[float]] = {True: [], False: []}
        for number in range(options.rounds):
            for rests in (True, False) if number % 2 else (False, True):
                resting._is_on = rests  # noqa: SLF001 - the storage as it was
                stars = options.stars
                together[rests].append(await _cpu_us(acts.run(people, stars, options.together), stars))
                then = storage.rest if rests else _nothing
                alone[rests].append(await _cpu_us(_alone(acts, people, _ALONE, then), _ALONE))
                resting.take_rows()
        for name, found in (("together", together), ("alone", alone)):
            pairs = [one / other - 1 for one, other in zip(found[True], found[False], strict=True)]
            with_, without = median(found[True]), median(found[False])
            print(f"{name}: {with_:,.0f} µs with rest, {without:,.0f} without, {median(pairs):+.1%} in the median pair")
        await storage.close()


def measure_places(rounds: int) -> None:
    """Print which share of the newest ratings their place in the file shows, in files that were in order before."""
    for old, new in ((480, 12), (480, 30), (480, 60)):
        found = [_places(old, new) for _ in range(rounds)]
        before, after = (sum(each) / rounds for each in zip(*found, strict=True))
        by_lot = new / (old + new)
        print(f"{new} new beside {old}: {before:.2f} of them found, after a rest {after:.2f}, by lot {by_lot:.2f}")


def _places(old: int, new: int) -> tuple[float, float]:
    comments = [secrets.randbits(50) for _ in range(24)]

    def rating(number: int) -> tuple[int, int, int, bytes, int, int]:
        return 1, 7, comments[number % 24], secrets.token_bytes(16), 1 + number % 5, secrets.randbits(60)

    def found(newest: set[tuple[object, ...]]) -> float:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        rows = sqlite_copy.read_copy(*sqlite_copy.take(path), with_changes=False).rows("rating")
        return sum(row.key in newest for row in sorted(rows, key=lambda row: -row.rank)[:new]) / new

    with tempfile.TemporaryDirectory(prefix="starling-places-") as folder:
        path = Path(folder) / "places.sqlite"
        engine = create_engine(f"sqlite:///{path}")
        metadata.tables["rating"].create(engine)
        engine.dispose()
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.execute("PRAGMA journal_mode=WAL")
            file.executemany(f"INSERT INTO rating {_COLUMNS}", map(rating, range(old)))
            file.execute("VACUUM")
            acts = [rating(number) for number in range(new)]
            for act in acts:
                file.execute(f"INSERT INTO rating {_COLUMNS}", act)
            keys: set[tuple[object, ...]] = {act[:4] for act in acts}
            before = found(keys)
            change_places(file, [("rating", *act[:4]) for act in acts])
            return before, found(keys)


_COLUMNS = "(tenant_id, exchange_id, comment_id, rater_seal, stars, clicked_at) VALUES (?, ?, ?, ?, ?, ?)"


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="What it costs SQLite's storage to rest.")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--comments", type=int, default=300)
    parser.add_argument("--stars", type=int, default=320, help="in a round")
    parser.add_argument("--together", type=int, default=16, help="stars that arrive at the same time")
    parser.add_argument("--rounds", type=int, default=30)
    asyncio.run(measure(parser.parse_args()))
    measure_places(20)


if __name__ == "__main__":
    main()
