"""A SQLite file has one writer: one connection of one process, found dead or alive by the kernel's lock."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import migrate
from storage.lockfile import DatabaseInUseError, LockFile
from storage.session import Storage
from tests.storage.filled_database import house
from tests.templates import migrated


async def pragma(storage: Storage, name: str, *, writes: bool) -> str:
    async with storage.write() if writes else storage.read() as db:
        return str((await db.execute(text(f"PRAGMA {name}"))).scalar_one())


async def test_readers_change_nothing_and_checkpoint_nothing(sqlite_storage: Storage) -> None:
    await house(sqlite_storage)
    assert await pragma(sqlite_storage, "query_only", writes=False) == "1"
    assert await pragma(sqlite_storage, "wal_autocheckpoint", writes=False) == "0"
    assert await pragma(sqlite_storage, "query_only", writes=True) == "0"
    assert int(await pragma(sqlite_storage, "wal_autocheckpoint", writes=True)) > 0
    with pytest.raises(DBAPIError):
        async with sqlite_storage.read() as db:
            await db.execute(text("DELETE FROM tenant"))


@pytest.mark.parametrize("writes", [True, False])
async def test_the_file_is_in_wal_mode_and_in_nobodys_memory_map(sqlite_storage: Storage, *, writes: bool) -> None:
    await house(sqlite_storage)
    assert await pragma(sqlite_storage, "journal_mode", writes=writes) == "wal"
    assert await pragma(sqlite_storage, "mmap_size", writes=writes) == "0"


async def test_everything_is_written_by_one_connection(sqlite_storage: Storage) -> None:
    place = await house(sqlite_storage)
    await asyncio.gather(*(place.comment(f"Comment {number}") for number in range(30)))
    assert sqlite_storage.engine.pool.status().startswith("Pool size: 1 ")


async def test_a_second_writer_is_refused_with_its_name_and_reading_goes_on(tmp_path: Path) -> None:
    url = await migrated(f"sqlite+aiosqlite:///{tmp_path}/here.sqlite")
    first, second = Storage(url), Storage(url)
    await house(first)
    assert second.in_use_by() == str(os.getpid())
    with pytest.raises(DatabaseInUseError, match=f"another Starling \\(process {os.getpid()}\\) uses this database"):
        await house(second)
    with pytest.raises(DatabaseInUseError):
        await migrate.upgrade(second)
    async with second.read() as db:
        assert (await db.execute(text("SELECT count(*) FROM exchange"))).scalar_one() == 1
    await first.close()
    assert second.in_use_by() is None
    await house(second, slug="second")
    await second.close()


def test_the_lock_of_a_process_that_was_killed_is_none(tmp_path: Path) -> None:
    database = tmp_path / "here.sqlite"
    hold = "import sys, time; from pathlib import Path; from storage.lockfile import LockFile; "
    hold += "lock = LockFile(Path(sys.argv[1])); lock.take(); print('held', flush=True); time.sleep(600)"
    other = subprocess.Popen([sys.executable, "-c", hold, str(database)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        mine = LockFile(database)
        with pytest.raises(DatabaseInUseError, match=str(other.pid)):
            mine.take()
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert mine.path.exists(), "its file is still there"
        assert mine.holder() is None
        mine.take()
        mine.release()
    finally:
        other.kill()
        other.wait()
        assert other.stdout is not None
        other.stdout.close()


def test_a_child_of_the_holder_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock = LockFile(tmp_path / "here.sqlite")
    lock.take()
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        lock.release()
        assert LockFile(tmp_path / "here.sqlite").holder() is None
    finally:
        child.kill()
        child.wait()


def test_a_lock_that_names_no_holder_is_a_lock(tmp_path: Path) -> None:
    lock = LockFile(tmp_path / "here.sqlite")
    lock.take()
    lock.path.write_text("no number")
    with pytest.raises(DatabaseInUseError, match=r"^another Starling uses this database"):
        LockFile(tmp_path / "here.sqlite").take()
    lock.release()


def modes_in(folder: Path) -> dict[str, int]:
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}


async def test_a_new_database_and_its_journal_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    storage = Storage(f"sqlite+aiosqlite:///{path}")
    async with storage.write() as db:
        await db.execute(text("CREATE TABLE word (said TEXT)"))
    modes = modes_in(tmp_path)
    await storage.close()
    assert {"new.sqlite", "new.sqlite-wal"} <= modes.keys()
    assert set(modes.values()) == {0o600}
