"""Fixtures for tests on a real PostgreSQL; who asks for one is marked `postgres` by it (tests/ran_on.py)."""

import secrets
from collections.abc import Iterator

import pytest

from tests.postgres import Postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this test process; who kills it starts it again."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """The address of the server's own database: postgresql+asyncpg://…"""
    return postgres.url()


@pytest.fixture
def postgres_database(postgres: Postgres) -> Iterator[str]:
    """The address of a fresh, empty database for one test: postgresql+asyncpg://…"""
    database = f"test_{secrets.token_hex(6)}"
    postgres.create_database(database)
    yield postgres.url(database)
    postgres.drop_database(database)
