"""Many people who click at once, on a PostgreSQL of its own: `python -m benchmarks.clicks [PEOPLE] [SECONDS] [sqlite]`.

The whole bot and the pretend Slack run in this process; 24 people rate, skip, undo and report as fast as they are
answered, a moderator hides and restores the same few comments, and the close date is moved between the clicks. Refused:
clicks that were answered with an error. Lost: clicks that were acknowledged and are not in the database.
"""

import asyncio
import logging
import sys
import tempfile
from collections import Counter
from os import getloadavg
from pathlib import Path
from statistics import quantiles

from bot import log
from tests.clicking import Tally, click_at_once, set_far_away
from tests.postgres import Postgres
from tests.whole_bot import open_playground

FAR_S = 0.003  # that each statement takes more, as on a server of its own


async def run(url: str | None, people: int, seconds: float) -> Tally:
    """Open a playground on that database and let people click."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_playground(Path(folder), database_url=url) as playground:
            texts = [f"What number {number} thinks of it" for number in range(40)]
            exchange = await playground.exchange("What keeps us safe?", *texts)
            set_far_away(playground, FAR_S)
            return await click_at_once(playground, exchange, people=people, seconds=seconds)


def main() -> None:
    """Print the table."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 24
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 30.0
    log.set_up(level=logging.WARNING)
    load = getloadavg()[0]
    if "sqlite" in sys.argv:
        tally, deadlocks = asyncio.run(run(None, people, seconds)), 0
    else:
        with Postgres() as server:
            tally = asyncio.run(run(server.url(), people, seconds))
            deadlocks = int(server.psql("SELECT sum(deadlocks) FROM pg_stat_database"))
    percentiles = quantiles(tally.milliseconds, n=100)
    total = tally.clicks.total()
    loads = f"load {load:.0f} to {getloadavg()[0]:.0f}"
    print(f"{people} people, {seconds:.0f} s, {loads}: {total} clicks, {total / seconds:.0f} a second")
    print(f"refused {len(tally.refused)}, lost {len(tally.lost)}, deadlocks in the database {deadlocks}")
    print(f"answered after {percentiles[49]:.0f} ms (median), {percentiles[98]:.0f} ms (p99)")
    print(f"an exchange changed in between: at most {max(tally.extends_ms):.0f} ms")
    print(dict(tally.clicks))
    print(Counter(tally.refused).most_common(5), tally.lost[:5])


if __name__ == "__main__":
    main()
