"""From the start of the bot to its first acknowledged star, with a million ratings in the database.

    python -m benchmarks.start_million
    --ratings 1000000  --comments 300  --times 3

`starling serve` is a process of its own on SQLite; its database was filled by itself, then with ratings of people who
are not there. It is killed, started, and clicked at until it answers 200. Its processor time until then is the figure
that counts on a machine with other work.
"""

import argparse
import asyncio
import logging
import os
import secrets
import sqlite3
import time
from contextlib import closing
from statistics import median

from benchmarks.star_load import cpu_of
from bot import log
from tests.chaos.world import World, open_world

_PAUSE_S = 0.02


def add_ratings(path: str, exchange_id: int, ratings: int) -> int:
    """Add ratings by nobody to all comments, about as many to each, and count them; return how many there are."""
    with closing(sqlite3.connect(path)) as file, file:
        comments = file.execute(
            "SELECT tenant_id, comment_id FROM comment WHERE exchange_id = ?", [exchange_id]
        ).fetchall()
        each = -(-ratings // len(comments))
        for tenant_id, comment_id in sorted(comments):
            here = (tenant_id, exchange_id, comment_id)
            seals = sorted(secrets.token_bytes(16) for _ in range(each))
            rows = [(*here, seal, 1 + at % 5, at) for at, seal in enumerate(seals)]
            file.executemany(
                "INSERT INTO rating (tenant_id, exchange_id, comment_id, rater_seal, stars, clicked_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
            counts = [sum(row[4] == stars for row in rows) for stars in range(1, 6)]
            file.execute(
                "UPDATE comment SET n1 = n1 + ?, n2 = n2 + ?, n3 = n3 + ?, n4 = n4 + ?, n5 = n5 + ?, "
                "virtual_finish_time = virtual_finish_time + ? / sampling_weight "
                "WHERE tenant_id = ? AND exchange_id = ? AND comment_id = ?",
                [*counts, len(rows), *here],
            )
        return int(file.execute("SELECT count(*) FROM rating").fetchone()[0])


async def start(world: World, turn: int) -> tuple[float, float]:
    """Kill the bot, start it and click until a click is acknowledged; return the seconds and processor seconds."""
    await world.bot.kill()
    began = time.perf_counter()
    starting = asyncio.create_task(world.restart())
    rater, number = world.loop.people[turn], world.shared[turn].number
    assert number is not None
    while True:
        value = f"{world.exchange_id}:{number}.1:{rater.serial}"
        click = world.loop.send(rater, number, value, 4, time.perf_counter())
        while not click.answered_at:  # noqa: ASYNC110 - an answer has no event of its own
            await asyncio.sleep(_PAUSE_S)
        if click.is_acked:
            break
        await asyncio.sleep(_PAUSE_S)
    seconds, cpu = click.answered_at - began, cpu_of(world.bot.pid)
    await starting
    return seconds, cpu


async def measure(options: argparse.Namespace) -> None:
    """Print what a start takes without and with the ratings."""
    async with open_world(None, people=2 * options.times + 2, comments=options.comments) as world:
        for turn in range(2 * options.times):
            if turn in {0, options.times}:
                found = []
                await world.bot.kill()
                number = add_ratings(str(world.storage.url.database), world.exchange_id, options.ratings if turn else 1)
            found.append(await start(world, turn))
            if turn % options.times == options.times - 1:
                seconds, cpu = ([pair[at] for pair in found] for at in (0, 1))
                wall = f"{median(seconds):.1f} [{min(seconds):.1f}–{max(seconds):.1f}]"
                print(f"| {number:,} | {wall} | {median(cpu):.1f} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="From the start to the first acknowledged star.")
    parser.add_argument("--ratings", type=int, default=1_000_000)
    parser.add_argument("--comments", type=int, default=300)
    parser.add_argument("--times", type=int, default=3)
    log.set_up(level=logging.ERROR)
    print(f"load {os.getloadavg()[0]:.0f}\n\n| ratings | seconds to the first ack | processor s |\n|--:|--:|--:|")
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
