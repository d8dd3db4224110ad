"""Through PgBouncer in transaction mode every statement has its own answer, also after restarts of the program."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.app import assemble
from storage import physical
from storage.migrate import upgrade
from storage.models import comment
from storage.pooling import count_wrong
from storage.session import Storage
from tests.pgbouncer import MissingError, PgBouncer
from tests.postgres import Postgres
from tests.storage.filled_database import house
from tests.whole_bot import open_playground, words


@pytest.fixture(scope="module")
def pooler(postgres: Postgres) -> Iterator[PgBouncer]:
    """A pooler with fewer connections to the server than programs want, so that they take turns on each."""
    try:
        with PgBouncer(postgres, size=3) as running:
            yield running
    except MissingError as error:
        pytest.skip(str(error))


@pytest.fixture
def pooled(pooler: PgBouncer, postgres_database: str) -> str:
    """The address of a fresh database through the pooler."""
    return pooler.url(postgres_database.rsplit("/", 1)[-1])


async def test_no_statement_has_the_answer_of_another_and_with_usual_settings_some_do(pooled: str) -> None:
    assert await count_wrong(pooled, statements=600) == 0
    assert await count_wrong(pooled.split("?", maxsplit=1)[0], statements=600) > 0, "the check can find it"


async def test_what_runs_outside_transactions_works_as_well(pooled: str) -> None:
    storage = Storage(pooled)
    try:
        assert await upgrade(storage) is None
        here = await house(storage)
        await here.comment("Longer lunch")
        assert await physical.truncate(storage)
        await physical.rewrite(storage, here.scope)
        async with storage.read() as db:
            assert list((await db.execute(select(comment.c.text))).scalars()) == ["Longer lunch"]
    finally:
        await storage.close()


async def test_two_bots_behind_it_take_comments_and_stars(pooled: str, tmp_path: Path) -> None:
    async with open_playground(tmp_path, database_url=pooled) as playground:
        exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
        second = await assemble(playground.starling.settings, clock=playground.clock.now, rng=Random(2), tick_s=3600)
        await second.start()
        try:
            for number, bot in enumerate((playground.starling, second) * 2):
                playground.slack.deliver_to(f"http://127.0.0.1:{bot.port}/slack/events")
                ana = playground.person(f"Student {number}")
                await ana.runs("/exchange rate", "general")
                await bot.context.outbox.drain()
                assert (await ana.clicks(ana.dm()[-1], "rate.star.4")).ok
                await bot.context.outbox.drain()
                assert "1 rated" in words(ana.dm()[-1])
            assert (await playground.counts(exchange)).ratings == 4
        finally:
            await second.stop()
