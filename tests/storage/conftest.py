"""A migrated database of each kind, for storage's own tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.session import Storage
from tests.templates import migrated


@pytest.fixture
async def sqlite_storage(tmp_path: Path) -> AsyncIterator[Storage]:
    """An empty SQLite database with the newest schema."""
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path}/test.sqlite"))
    yield storage
    await storage.close()


@pytest.fixture
async def postgres_storage(postgres_database: str) -> AsyncIterator[Storage]:
    """An empty PostgreSQL database with the newest schema."""
    storage = Storage(postgres_database)
    yield storage
    await storage.close()


@pytest.fixture(params=["sqlite_storage", pytest.param("postgres_storage", marks=pytest.mark.postgres)])
def storage(request: pytest.FixtureRequest) -> Storage:
    """Each kind of database in turn."""
    found: Storage = request.getfixturevalue(request.param)
    return found
