"""Fixtures for tests on a real PostgreSQL; who asks for one is marked `postgres` by it (tests/ran_on.py)."""

import secrets
from collections.abc import Iterator

import pytest

from tests.postgres import Postgres
from tests.templates import make_postgres_template


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this test process; who kills it starts it again."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """The address of the server's own database: postgresql+asyncpg://…"""
    return postgres.url()


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    """The name of a migrated, empty database of the server, to be copied; nobody connects to it."""
    return make_postgres_template(postgres)


@pytest.fixture
def postgres_database(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """The address of a fresh database for one test, at the newest schema: postgresql+asyncpg://…"""
    database = f"test_{secrets.token_hex(6)}"
    postgres.create_database(database, postgres_template)
    yield postgres.url(database)
    postgres.drop_database(database)


@pytest.fixture
def empty_postgres_database(postgres: Postgres) -> Iterator[str]:
    """The address of a database without any table, for who migrates it: postgresql+asyncpg://…"""
    database = f"test_{secrets.token_hex(6)}"
    postgres.create_database(database)
    yield postgres.url(database)
    postgres.drop_database(database)
