"""The connection of batches on PostgreSQL: where it broke and the database is away, the next batch has a new one."""

import pytest

from storage.session import Storage


class Away:
    """What connects while nobody listens."""

    def connect(self) -> None:
        raise ConnectionRefusedError


async def test_after_a_database_that_was_away_the_next_batch_has_a_connection(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = Storage(postgres_database)
    try:
        async with storage.driver() as first:
            assert await first.fetchval("SELECT 1") == 1
        await first.close()
        with monkeypatch.context() as patch:
            patch.setattr(storage, "_writer", Away())
            for _ in range(2):
                with pytest.raises(ConnectionRefusedError):
                    await storage.driver().__aenter__()
        async with storage.driver() as second:
            assert await second.fetchval("SELECT 2") == 2
        async with storage.driver() as third:
            assert third is second, "one is kept"
    finally:
        await storage.close()
