"""An exchange on a PostgreSQL whose tables are divided by workspace, in the place of Citus."""

import subprocess
from pathlib import Path

import pytest

from storage.migrate import present
from storage.models import metadata
from storage.session import Storage
from tests.partitions import PARTS, WHOLE, create_table, divided_schema, divided_table
from tests.postgres import Postgres
from tests.stories.exchange_helpers import only
from tests.stories.test_tenant_in_statements import play_an_exchange
from tests.whole_bot import open_playground

pytestmark = pytest.mark.postgres

AT_ONCE = 100  # statements: a command line has a limit


@pytest.fixture
def divided(postgres: Postgres, empty_postgres_database: str) -> tuple[str, str]:
    """A database with divided tables: its address and its name."""
    name = empty_postgres_database.rpartition("/")[2]
    statements = list(divided_schema())
    for start in range(0, len(statements), AT_ONCE):
        postgres.psql(";\n".join(statements[start : start + AT_ONCE]), name)
    return empty_postgres_database, name


def rows_in_parts(postgres: Postgres, database: str, table: str) -> list[int]:
    return [int(postgres.psql(f"SELECT count(*) FROM {table}_{n}", database)) for n in range(PARTS)]


async def test_an_exchange_is_played_on_tables_divided_by_workspace(
    tmp_path: Path, postgres: Postgres, divided: tuple[str, str]
) -> None:
    url, name = divided
    async with open_playground(tmp_path, database_url=url) as playground:
        await play_an_exchange(playground)
        exchange = await only(playground)
        assert {each.text for each in await playground.comments(exchange, "live", "hidden", "pending")} == {
            "The bell is too loud",
            "More light on the stairs",
            "A longer lunch",
        }
        assert (await playground.counts(exchange)).ratings == 1
    for table, rows in (("exchange", 1), ("comment", 3), ("rating", 1)):
        assert sorted(rows_in_parts(postgres, name, table)) == [0] * (PARTS - 1) + [rows], (
            "one workspace is in one part"
        )


async def test_every_table_is_divided_but_those_in_which_a_workspace_is_looked_up(
    postgres: Postgres, divided: tuple[str, str]
) -> None:
    url, name = divided
    parted = postgres.psql("SELECT relname FROM pg_class WHERE relkind = 'p'", name).split()
    assert set(parted) == metadata.tables.keys() - set(WHOLE)
    storage = Storage(url)
    try:
        assert await present(storage)
    finally:
        await storage.close()


@pytest.mark.parametrize("table", WHOLE)
def test_a_table_with_a_key_without_the_workspace_cannot_be_divided(
    postgres: Postgres, empty_postgres_database: str, table: str
) -> None:
    name = empty_postgres_database.rpartition("/")[2]
    before = [] if table == "tenant" else [create_table(metadata.tables[each]) for each in ("tenant", "exchange")]
    with pytest.raises(subprocess.CalledProcessError) as refused:
        postgres.psql(";\n".join([*before, *divided_table(metadata.tables[table])]), name)
    assert "partitioning" in refused.value.stderr, "so the test above would notice such a key in any table"
