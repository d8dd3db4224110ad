"""Connections to PostgreSQL that wait to be used: one that was closed is replaced, one that rested is asked first."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from storage import postgres_driver
from storage.session import Storage

pytestmark = pytest.mark.postgres
_PID = text("SELECT pg_backend_pid()")


async def _pid(storage: Storage) -> int:
    async with storage.read() as db:
        return int((await db.execute(_PID)).scalar_one())


async def test_a_connection_that_the_server_closed_is_replaced_before_anybody_uses_it(
    postgres_storage: Storage,
) -> None:
    closed = asyncio.Event()
    async with postgres_storage.read() as db:
        driver: Any = (await db.get_raw_connection()).driver_connection
        driver.add_termination_listener(lambda _connection: closed.set())
        first = int((await db.execute(_PID)).scalar_one())
        async with postgres_storage.write() as other:
            pass  # a second one is in the pool, too
    async with postgres_storage.write() as other:
        await other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": first})
    await closed.wait()
    assert first not in {await _pid(postgres_storage) for _ in range(3)}


async def test_one_that_rested_is_asked_before_it_is_used_and_another_is_not(
    postgres_storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialect, asked = postgres_storage.engine.sync_engine.dialect, list[object]()
    ping = dialect.do_ping

    def count(connection: Any) -> bool:
        asked.append(connection)
        return ping(connection)

    monkeypatch.setattr(dialect, "do_ping", count)
    monkeypatch.setattr(postgres_driver, "_RESTED_S", 3600.0)
    first = await _pid(postgres_storage)
    assert await _pid(postgres_storage) == first
    assert not asked
    monkeypatch.setattr(postgres_driver, "_RESTED_S", 0.0)
    assert await _pid(postgres_storage) == first
    assert len(asked) == 1
