"""Two dozen people click at the same moment, on PostgreSQL: nobody is refused, and no star is lost."""

from pathlib import Path

from tests.clicking import click_at_once, set_far_away
from tests.postgres import Postgres
from tests.whole_bot import open_playground

PEOPLE, EACH = 24, 4


async def test_nobody_who_clicks_with_two_dozen_others_is_refused_and_nothing_is_lost(
    tmp_path: Path, postgres: Postgres, postgres_database: str
) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        set_far_away(playground, 0.003)
        texts = [f"What number {number} thinks of it" for number in range(12)]
        exchange = await playground.exchange("What keeps us safe?", *texts)

        tally = await click_at_once(playground, exchange, people=PEOPLE, each=EACH)

        assert not tally.refused
        assert not tally.lost
        assert tally.clicks["star"] >= PEOPLE, "everybody's first click is a star"
        database = postgres_database.rpartition("/")[2]
        assert postgres.psql(f"SELECT deadlocks FROM pg_stat_database WHERE datname = '{database}'").strip() == "0"
        kept = await playground.comments(exchange, "live", "hidden")
        shown = sum(each.histogram != (0, 0, 0, 0, 0) for each in kept)
        assert shown > 1, "the stars are spread over the comments"
