"""What stars cost PostgreSQL and the bot without HTTP: batches of them, straight through the flow of rating.

    .venv/bin/python -m benchmarks.star_acts
    .venv/bin/python -m benchmarks.star_acts --before "ALTER TABLE rating ADD CONSTRAINT ..."

Prints for each round the microseconds of PostgreSQL's own processor time and of this process for a star. `--before`
runs a sentence of SQL first, so that a change of the schema can be held against the schema as it is.
"""

import argparse
import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from benchmarks.star_load import cpu_of
from bot.context import Context
from bot.rate import flow
from bot.rate.payloads import CommentRef
from storage.session import Storage
from tests.postgres import Postgres
from tests.rate import test_batches
from tests.rate.test_batches import Everybody, Side
from tests.storage.test_ratings import RING, place_with
from tests.templates import make_postgres_template

ROUNDS = 3


class Acts:
    """People who click on the cards that they were shown last."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._rng = Random(5)
        self._at = 1_000

    async def click(self, name: str) -> None:
        """Give the comment on somebody's card some stars, and take the next card."""
        view = self._side.views[name][-1]
        if view.comment is None:
            return
        self._at += 1
        ref = CommentRef(
            self._side.scope.exchange_id, view.comment.number, view.comment.version, view.person.card_serial
        )
        shown = await flow.rate(self._side.ctx, self._side.actor(name), ref, self._rng.randint(1, 5), self._at)
        if shown.changed is None:
            self._side.views[name].append(shown)

    async def run(self, stars: int, together: int) -> None:
        """Let different people click at the same time, again and again."""
        for _ in range(stars // together):
            await asyncio.gather(*(self.click(name) for name in self._rng.sample(test_batches.PEOPLE, together)))


@contextmanager
def counting(server: int, stars: int) -> Iterator[None]:
    """Print what the stars inside cost a PostgreSQL server, by its process id, and this process."""

    def of_server() -> float:
        children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
        return sum(cpu_of(int(child)) for child in children)

    before, own = of_server(), time.process_time()
    yield
    database, bot = (of_server() - before) / stars * 1e6, (time.process_time() - own) / stars * 1e6
    print(f"PostgreSQL {database:.0f} µs a star, the bot {bot:.0f}")


async def measure(options: argparse.Namespace) -> None:
    """Fill a database of its own, and print the figures of each round."""
    test_batches.PEOPLE = tuple(f"U{number}" for number in range(options.people))  # type: ignore[assignment]  # more of them
    with Postgres() as server:
        server.create_database("acts", make_postgres_template(server))
        for sentence in options.before:
            server.psql(sentence, "acts")
        storage = Storage(server.url("acts"))
        place = await place_with(storage, options.comments)
        side = Side(Context(storage, RING, Everybody(), None, rng=Random(3)), place.scope, is_batched=True)  # type: ignore[arg-type]
        await side.begin()
        acts = Acts(side)
        process = server._process  # noqa: SLF001 - whose children's time is counted
        assert process
        for _ in range(ROUNDS):
            with counting(process.pid, options.stars):
                await acts.run(options.stars, options.together)
        await storage.close()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="What stars cost PostgreSQL and the bot, without HTTP.")
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--comments", type=int, default=300)
    parser.add_argument("--stars", type=int, default=6_400, help="in a round")
    parser.add_argument("--together", type=int, default=16, help="stars that arrive at the same time")
    parser.add_argument("--before", action="append", default=[], help="a sentence of SQL to run first")
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
