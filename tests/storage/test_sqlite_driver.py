"""SQLite's driver with one change of thread for each statement answers as aiosqlite itself does."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import Column, Executable, Integer, LargeBinary, MetaData, String, Table, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.session import Storage
from storage.sqlite_driver import OneCallConnection, connect

METADATA = MetaData()
LAMP = Table(
    "lamp",
    METADATA,
    Column("lamp_id", Integer, primary_key=True),
    Column("street", String, unique=True),
    Column("seal", LargeBinary),
)
STREETS: list[dict[str, Any]] = [
    {"street": "Elm", "seal": b"\0\1"},
    {"street": "Oak", "seal": None},
    {"street": "Ash", "seal": b""},
]


async def change_and(engine: AsyncEngine, broken: Executable) -> None:
    """Change rows, then send what fails: the transaction is rolled back."""
    async with engine.begin() as db:
        await db.execute(update(LAMP).values(seal=b"never"))
        await db.execute(broken)


async def answers(folder: Path, **options: Any) -> list[object]:
    """Return what a database answers to statements of each kind."""
    results: list[object] = []
    engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/lamps.sqlite", **options)
    async with engine.begin() as db:
        await db.run_sync(METADATA.create_all)
        await db.execute(LAMP.insert(), STREETS)
        results.append((await db.execute(LAMP.insert().values(street="Fir"))).inserted_primary_key)
        returned = await db.execute(LAMP.insert().values(street="Yew").returning(LAMP.c.lamp_id))
        results.append(returned.all())
        results.append((await db.execute(update(LAMP).values(seal=b"x").where(LAMP.c.lamp_id > 2))).rowcount)
        results.append((await db.execute(select(LAMP).where(LAMP.c.lamp_id == 99))).first())
    for broken in (LAMP.insert().values(street="Elm"), text("SELECT nothing FROM nowhere")):
        with pytest.raises((IntegrityError, OperationalError)) as caught:
            await change_and(engine, broken)
        results.append((type(caught.value), str(caught.value.orig)))
    async with engine.connect() as db:
        found = await db.execute(select(LAMP).order_by(LAMP.c.lamp_id))
        results += [found.first(), list(found.keys()), (await db.execute(select(LAMP.c.seal))).scalars().all()]
        results.append((await db.execute(select(LAMP).order_by(LAMP.c.street))).fetchmany(2))
    await engine.dispose()
    return results


async def test_statements_of_each_kind_are_answered_as_by_aiosqlite(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    assert await answers(ours, connect_args={"async_creator_fn": connect}) == await answers(theirs)


async def test_a_statement_changes_the_thread_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    execute = aiosqlite.Connection._execute

    async def counted(self: OneCallConnection, *given: Any, **named: Any) -> Any:
        calls.append(given[0])
        return await execute(self, *given, **named)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{tmp_path}/lamps.sqlite", connect_args={"async_creator_fn": connect}
    )
    async with engine.begin() as db:
        await db.run_sync(METADATA.create_all)
        await db.execute(LAMP.insert(), STREETS)
        before = len(calls)
        assert len((await db.execute(select(LAMP))).all()) == len(STREETS)
        await db.execute(update(LAMP).values(seal=b"x"))
        assert len(calls) - before == 2
    await engine.dispose()


async def test_a_read_begins_with_its_first_statement_sees_one_moment_and_leaves_nothing_open(tmp_path: Path) -> None:
    storage, count = Storage(f"sqlite+aiosqlite:///{tmp_path}/lamps.sqlite"), text("SELECT count(*) FROM lamp")
    with closing(sqlite3.connect(tmp_path / "lamps.sqlite", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("CREATE TABLE lamp (street TEXT)")
        async with storage.read() as db:
            other.execute("INSERT INTO lamp VALUES ('Elm')")
            seen = [(await db.execute(count)).scalar_one()]
            other.execute("INSERT INTO lamp VALUES ('Oak')")
            seen.append((await db.execute(count)).scalar_one())
        assert seen == [1, 1], "the moment is that of the first statement"
        with pytest.raises(OperationalError):
            async with storage.read() as db:
                await db.execute(text("SELECT nothing FROM nowhere"))
        async with storage.read():
            pass
        busy, *_ = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert busy == 0, "a reader that was left open would keep the journal"
        async with storage.read() as db:
            assert (await db.execute(count)).scalar_one() == 2
    await storage.close()
