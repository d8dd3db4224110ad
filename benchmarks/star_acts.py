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

    async def run(self, people: list[str], stars: int, together: int) -> None:
        """Let different people click at the same time, again and again."""
        for _ in range(stars // together):
            await asyncio.gather(*(self.click(name) for name in self._rng.sample(people, together)))


@contextmanager
def counting(server: Postgres, what: str, times: int) -> Iterator[None]:
    """Print what each of `times` cost the processes of a PostgreSQL server, and this one, in microseconds."""
    process = server._process  # noqa: SLF001 - whose children's time is counted
    assert process

    def of_server() -> float:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        return sum(cpu_of(int(child)) for child in children)

    before, own = of_server(), time.process_time()
    yield
    database, bot = (of_server() - before) / times * 1e6, (time.process_time() - own) / times * 1e6
    print(f"{what}: PostgreSQL {database:,.0f} µs, this process {bot:,.0f}", flush=True)


async def measure(options: argparse.Namespace) -> None:
    """Fill a database of its own, and print the figures of each round."""
    people = [f"U{number}" for number in range(options.people)]
    with Postgres() as server:
        server.create_database("acts", make_postgres_template(server))
        for sentence in options.before:
            server.psql(sentence, "acts")
        storage = Storage(server.url("acts"))
        place = await place_with(storage, options.comments)
        ctx = Context(storage, RING, Everybody(), None, rng=Random(3))  # type: ignore[arg-type]
        side = Side(ctx, place.scope, is_batched=True)
        await side.begin_as(people)
        acts = Acts(side)
        for _ in range(ROUNDS):
            with counting(server, "a star", options.stars):
                await acts.run(people, options.stars, options.together)
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
