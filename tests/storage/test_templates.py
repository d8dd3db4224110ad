"""The databases that tests begin with: copies of one that the migrations made."""

import asyncio
import sqlite3
from pathlib import Path

from storage.migrate import newest, present, upgrade
from storage.session import Storage
from tests.postgres import Postgres
from tests.templates import migrate, migrated


async def test_a_copied_sqlite_file_is_what_the_migrations_make(tmp_path: Path) -> None:
    await migrate(f"sqlite+aiosqlite:///{tmp_path}/real.sqlite")
    await migrated(f"sqlite+aiosqlite:///{tmp_path}/copy.sqlite")

    assert files(tmp_path) == ["copy.sqlite", "real.sqlite", "real.sqlite.lock"], "no -wal, no -shm"
    assert schema(tmp_path / "copy.sqlite") == schema(tmp_path / "real.sqlite")


async def test_two_copies_are_two_databases(tmp_path: Path) -> None:
    one, two = [Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path}/{name}.sqlite")) for name in ("one", "two")]
    async with one.write() as db:
        await db.exec_driver_sql("CREATE TABLE of_one (id INTEGER)")
    await asyncio.gather(one.close(), two.close())

    assert "of_one: CREATE TABLE of_one (id INTEGER)" in schema(tmp_path / "one.sqlite")
    assert "of_one: CREATE TABLE of_one (id INTEGER)" not in schema(tmp_path / "two.sqlite")


async def test_a_database_that_is_there_is_brought_up_to_date_and_not_replaced(tmp_path: Path) -> None:
    url = await migrated(f"sqlite+aiosqlite:///{tmp_path}/kept.sqlite")
    with sqlite3.connect(tmp_path / "kept.sqlite") as db:
        db.execute("CREATE TABLE of_mine (id INTEGER)")
    db.close()
    await migrated(url)

    assert "of_mine: CREATE TABLE of_mine (id INTEGER)" in schema(tmp_path / "kept.sqlite")


async def test_a_copied_postgresql_database_needs_no_migration_and_an_empty_one_does(
    postgres: Postgres, postgres_database: str, empty_postgres_database: str
) -> None:
    copy, empty = Storage(postgres_database), Storage(empty_postgres_database)
    try:
        assert await present(copy) == newest()
        assert not await upgrade(copy)
        assert await present(empty) is None
        assert await upgrade(empty)
    finally:
        await copy.close()
        await empty.close()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def schema(path: Path) -> set[str]:
    """Return every column, constraint and index of a file, and how it keeps its journal."""
    db = sqlite3.connect(path)
    try:
        made = db.execute("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        lines = {f"{table}: {line.strip().strip(', ')}" for table, sql in made for line in sql.splitlines()}
        return lines | set(db.execute("PRAGMA journal_mode").fetchone())
    finally:
        db.close()
