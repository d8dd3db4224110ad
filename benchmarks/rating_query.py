"""The next comment's query, and the fit, at the size of a city.

    .venv/bin/python benchmarks/rating_query.py [--postgres] [--undisturbed]
    .venv/bin/python benchmarks/rating_query.py --fit 1000000

Fills a database of its own with 100,000 comments and 1,000,000 ratings, asks 500 times for the next comment of one who
rated 30 and of one who rated 3,000, writes their rows back, and prints the percentiles.
`--undisturbed` runs what is measured before all other work of the machine (SCHED_FIFO, as root), so that percentiles
are of the query and not of what else runs. `--fit` measures CPU seconds and memory of fits of 33,000 and 1,000,000
ratings.
"""

import argparse
import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from sqlalchemy import insert, text

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.keys import Keyring
from storage import exchanges, participants, routing_queue, scores, tenants
from storage.migrate import upgrade
from storage.models import comment, rating
from storage.participant_record import Participant
from storage.scope import ExchangeScope
from storage.seals import PersonKey, random_seal
from storage.session import Storage

COMMENTS, RATINGS, PEOPLE, ASKED = 100_000, 1_000_000, 20_000, 500
RATED = (30, 3_000)  # ratings of the people who are measured
_AT_ONCE = 2_000
_RING = Keyring("a secret of the benchmarks, long enough to be one")
_WRAPPED = _RING.new()
_KEY = _RING.open(_WRAPPED)


async def fill(storage: Storage) -> ExchangeScope:
    """Return an exchange of that size."""
    rng = Random(1)
    async with storage.write() as db:
        tenant = await tenants.ensure(db, enterprise_id="", team_id="T1", is_playground=True)
        facts: dict[str, Any] = {
            "slug": "city", "question": "What?", "star_meaning": "important", "groups": ["A", "B"],
            "is_anonymous": True, "moderation": "post", "comment_limit": 1000, "state": "open",
            "zone": "UTC", "wrapped_key": _WRAPPED,
        }  # fmt: skip
        scope = ExchangeScope(tenant, await exchanges.insert(db, tenant, **facts))
    given = np.random.default_rng(1).integers(0, COMMENTS, RATINGS)
    raters = np.random.default_rng(2).integers(0, PEOPLE, RATINGS)
    pairs = sorted(set(zip(given.tolist(), raters.tolist(), strict=True)))
    counts = np.bincount([pair[0] for pair in pairs], minlength=COMMENTS)
    places = rng.sample(range(COMMENTS * 3 // 2), COMMENTS)
    rows: list[dict[str, Any]] = [
        scope.columns
        | {
            "comment_id": number + 1, "number": number + 1, "version": 1, "position": places[number],
            "author_seal": random_seal(), "source_mac": f"{number:032x}", "text": "x" * 120, "why": "", "state": "live",
            "shared_on": date(2026, 11, 23), "n3": int(counts[number]), "sampling_weight": 1 + 6 * rng.random(),
            "tie_breaker": rng.random(),
        }
        for number in range(COMMENTS)
    ]  # fmt: skip
    for row in rows:
        row["virtual_finish_time"] = row["n3"] / row["sampling_weight"]
    await _write(storage, comment, rows)
    await _write_people(storage, scope, pairs, places)
    ratings = (
        {"comment_id": c + 1, "rater_seal": _KEY.seals.seal_acts(c + 1, p).rating, "stars": 3, "clicked_at": 1}
        for c, p in pairs
    )
    await _write(storage, rating, [scope.columns | each for each in ratings])
    if storage.url.get_backend_name() == "postgresql":
        async with storage.write() as db:
            await db.execute(text("ANALYZE"))
    return scope


async def _write_people(
    storage: Storage, scope: ExchangeScope, pairs: Sequence[tuple[int, int]], places: Sequence[int]
) -> None:
    rated: dict[int, set[int]] = {person: set() for person in range(PEOPLE)}
    for place, person in pairs:
        rated[person].add(places[place])
    for count in RATED:  # ids of people behind the others
        rated[PEOPLE + count] = set(Random(count).sample(places, count))
    rows = [
        (_KEY.person("T1", f"U{person}"), Participant(person=person, group_name="A", rated=frozenset(mine)))
        for person, mine in rated.items()
    ]
    async with storage.write() as db:
        await participants.add(db, scope, rows)


async def _write(storage: Storage, table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _AT_ONCE * 10):
        async with storage.write() as db:
            for at in range(start, min(start + _AT_ONCE * 10, len(rows)), _AT_ONCE):
                await db.execute(insert(table), rows[at : at + _AT_ONCE])


async def measure(storage: Storage, *, is_undisturbed: bool) -> None:
    """Print how long the next comment takes, from reading the person's row, and how long writing it back."""
    scope = await fill(storage)
    if is_undisturbed:
        _schedule(os.SCHED_FIFO, 1)
    for count in RATED:
        who = _KEY.person("T1", f"U{PEOPLE + count}")
        await _measure_reads(storage, scope, who, f"next comment of one who rated {count:,}")
        await _measure_writes(storage, scope, who, f"block of one who rated {count:,}")
    if is_undisturbed:
        _schedule(os.SCHED_OTHER, 0)
    start, cpu = time.perf_counter(), time.process_time()
    async with storage.read() as db:
        rows = await scores.list_live_ratings(db, scope, _KEY.seals)
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    backend = storage.url.get_backend_name()
    print(
        f"{backend}: {len(rows):,} ratings read and opened in {took:.1f} s, {cpu:.1f} CPU s, {peak} MiB with the rows"
    )


def _schedule(policy: int, priority: int) -> None:
    """Schedule all threads of this process, and of the processes that it began, in this way."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    ours = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in ours} - ours:
        ours |= more
    for process in ours:
        with suppress(OSError):
            for thread in Path(f"/proc/{process}/task").iterdir():
                os.sched_setscheduler(int(thread.name), policy, os.sched_param(priority))


async def _measure_reads(storage: Storage, scope: ExchangeScope, who: PersonKey, name: str) -> None:
    took, cpu = [], time.process_time()
    async with storage.read() as db:
        for _ in range(ASKED):
            start = time.perf_counter()
            person = await participants.get(db, scope, who)
            assert person is not None
            found = await routing_queue.list_next(db, scope, person, limit=2)
            took.append(1000 * (time.perf_counter() - start))
            assert len(found) == 2
    _report(storage, name, took, time.process_time() - cpu)


async def _measure_writes(storage: Storage, scope: ExchangeScope, who: PersonKey, name: str) -> None:
    took, cpu = [], time.process_time()
    for _ in range(ASKED):
        async with storage.write() as db:
            person = await participants.hold(db, scope, who)
            start = time.perf_counter()
            await participants.save(db, scope, who, replace(person, skips=person.skips + 1))
            took.append(1000 * (time.perf_counter() - start))
    _report(storage, name, took, time.process_time() - cpu)


def _report(storage: Storage, name: str, took: list[float], cpu: float) -> None:
    took.sort()
    times = f"p50 {statistics.median(took):.2f} ms, p99 {took[int(0.99 * ASKED)]:.2f} ms"
    print(f"{storage.url.get_backend_name()}: {name}: {times}, {1000 * cpu / ASKED:.2f} CPU ms")


def fit_cost(count: int) -> None:
    """Print CPU seconds and memory of a release in a process that does nothing else: a first one, and the next."""
    from bot.core.findings import findings
    from bot.core.findings_data import Given

    rng = np.random.default_rng(1)
    comments, people = (1_000, 1_137) if count < RATINGS else (COMMENTS, PEOPLE)
    pairs = rng.choice(comments * people, count, replace=False)
    given = Given(
        comments=pairs // people, raters=pairs % people,
        stars=rng.integers(1, 6, count), near=np.zeros(count, dtype=np.int64), group=rng.integers(-1, 8, people),
        comment_count=comments, group_count=8, min_group_size=5, noise_key="ab" * 16,
        people=[str(each) for each in range(people)], names=list(range(comments)),
    )  # fmt: skip
    part = int(count * 0.6)
    first = replace(given, comments=pairs[:part] // people, raters=pairs[:part] % people, stars=given.stars[:part],
                    near=given.near[:part])  # fmt: skip
    state = ""
    for name, one in (("first", first), ("next", replace(given, day=1))):
        before, cpu = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        state = findings(replace(one, before=state)).state
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"{name} release, of {len(one.stars):,} ratings: {time.process_time() - cpu:.2f} CPU s, "
            f"{peak // 1024} MiB ({before // 1024} before), {len(state) * 3 // 4:,} bytes kept"
        )


async def _main(*, postgres: bool, is_undisturbed: bool) -> None:
    if postgres:
        from tests.postgres import Postgres

        with Postgres() as server:
            server.create_database("city")
            storage = Storage(server.url("city"))
            await upgrade(storage)
            await measure(storage, is_undisturbed=is_undisturbed)
            await storage.close()
        return
    with tempfile.TemporaryDirectory() as folder:
        storage = Storage(f"sqlite+aiosqlite:///{folder}/city.sqlite")
        await upgrade(storage)
        await measure(storage, is_undisturbed=is_undisturbed)
        await storage.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--undisturbed", action="store_true")
    parser.add_argument("--fit", type=int, metavar="RATINGS")
    chosen = parser.parse_args()
    if chosen.fit:
        fit_cost(chosen.fit)
    else:
        asyncio.run(_main(postgres=chosen.postgres, is_undisturbed=chosen.undisturbed))
