"""`starling backup` and `starling restore`: whole, checked, or not at all, on both databases."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from storage import backup_sqlite
from storage.backup_files import BackupError, workshop
from storage.lockfile import LockFile
from storage.session import Storage
from tests.postgres import Postgres
from tests.storage.test_ratings import place_with
from tests.templates import migrated, run_aside

Given = Callable[[str], None]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Given:
    monkeypatch.chdir(tmp_path)
    return lambda url: monkeypatch.setenv("DATABASE_URL", url)


async def filled(url: str) -> None:
    """Fill a database with an exchange."""
    storage = Storage(await migrated(url))
    await place_with(storage, 3)
    await storage.close()


@pytest.fixture
def database(tmp_path: Path, given: Given) -> Path:
    """A SQLite database with an exchange, which DATABASE_URL names."""
    path = tmp_path / "here" / "starling.sqlite"
    run_aside(filled(f"sqlite+aiosqlite:///{path}"))
    given(f"sqlite+aiosqlite:///{path}")
    return path


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return [*file.execute("SELECT tenant_id, exchange_id, number, text FROM comment ORDER BY number")]


def test_a_backup_is_one_private_file_with_every_row_and_says_until_when(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "copy.bak"]) == 0
    copy = tmp_path / "copy.bak"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert rows(copy) == rows(database)
    assert len(rows(copy)) == 3
    shown = capsys.readouterr()
    assert f"Delete it by {(datetime.now(UTC) + timedelta(days=30)).date()}" in shown.out
    assert "every page, every reference, every row" in shown.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.bak", "here"]


def test_it_has_what_is_committed_and_nothing_that_was_deleted(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as bot:
        bot.execute("PRAGMA secure_delete=OFF")
        bot.execute("CREATE TABLE word (shown TEXT)")
        bot.execute("INSERT INTO word VALUES ('a word that somebody took back')")
        bot.execute("DELETE FROM word")
        bot.execute("INSERT INTO word VALUES ('kept in the journal')")
        bot.execute("BEGIN IMMEDIATE")
        bot.execute("INSERT INTO word VALUES ('not committed')")
        assert main(["backup", "copy.bak"]) == 0
        bot.execute("ROLLBACK")
        copy = (tmp_path / "copy.bak").read_bytes()
    assert b"kept in the journal" in copy
    assert b"took back" not in copy
    assert b"not committed" not in copy


def test_put_back_it_is_the_same_in_wal_mode_and_can_be_used(
    database: Path, tmp_path: Path, given: Given, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "copy.bak"]) == 0
    given(f"sqlite+aiosqlite:///{tmp_path}/there/starling.sqlite")
    assert main(["restore", "copy.bak"]) == 0
    there = tmp_path / "there" / "starling.sqlite"
    assert rows(there) == rows(database)
    with closing(sqlite3.connect(there)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert "What was deleted since the backup is there again" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    with closing(sqlite3.connect(there)) as file, file:
        file.execute("UPDATE comment SET text = 'written after it'")
    assert len(rows(there)) == 3


def test_what_is_there_is_lost_only_when_asked_and_its_journal_does_not_meet_the_new_one(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "copy.bak"]) == 0
    before = rows(database)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("DELETE FROM comment")
        journal = database.with_name("starling.sqlite-wal")
        shutil.copy(journal, tmp_path / "journal")
    shutil.copy(tmp_path / "journal", journal)  # as a killed bot leaves it
    assert main(["restore", "copy.bak"]) == 1
    assert "holds a database already" in capsys.readouterr().err
    assert rows(database) == []
    shutil.copy(tmp_path / "journal", journal)
    assert main(["restore", "copy.bak", "--replace"]) == 0
    assert rows(database) == before


def test_a_file_that_is_there_stays_unless_asked(database: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.bak").write_text("mine")
    assert main(["backup", "copy.bak"]) == 1
    assert (tmp_path / "copy.bak").read_text() == "mine"
    assert main(["backup", "copy.bak", "--replace"]) == 0
    assert rows(tmp_path / "copy.bak") == rows(database)


def test_while_the_bot_runs_nothing_is_put_back(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "copy.bak"]) == 0
    lock = LockFile(database)
    lock.take()
    assert main(["restore", "copy.bak", "--replace"]) == 1
    lock.release()
    assert "another Starling" in capsys.readouterr().err
    assert len(rows(database)) == 3


def test_a_damaged_or_foreign_backup_is_refused_and_the_database_stays(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "copy.bak"]) == 0
    copy = tmp_path / "copy.bak"
    whole = copy.read_bytes()
    for damaged in (whole[:-4096], whole[: len(whole) // 2], whole[:4096] + b"\xff" * 8192 + whole[12288:]):
        copy.write_bytes(damaged)
        assert main(["restore", "copy.bak", "--replace"]) == 1
        assert "damaged" in capsys.readouterr().err
    copy.write_bytes(b"%PDF-1.7")
    assert main(["restore", "copy.bak", "--replace"]) == 1
    assert "is no backup of Starling" in capsys.readouterr().err
    copy.unlink()
    with closing(sqlite3.connect(copy)) as other:
        other.execute("CREATE TABLE song (name TEXT)")
    assert main(["restore", "copy.bak", "--replace"]) == 1
    assert "is no database of Starling" in capsys.readouterr().err
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('9999_of_the_future')")
    assert main(["restore", "copy.bak", "--replace"]) == 1
    assert "another build" in capsys.readouterr().err
    assert len(rows(database)) == 3
    assert sorted(each.name for each in database.parent.iterdir()) == ["starling.sqlite", "starling.sqlite.lock"]


def test_where_there_is_nothing_to_copy_or_no_place_one_line_says_so(
    tmp_path: Path, given: Given, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "nowhere/copy.bak"]) == 1
    assert "nowhere is no folder" in capsys.readouterr().err
    given(f"sqlite+aiosqlite:///{tmp_path}/none.sqlite")
    assert main(["backup", "copy.bak"]) == 1
    assert "there is no database" in capsys.readouterr().err
    assert main(["restore", "copy.bak"]) == 1
    assert "copy.bak is not there" in capsys.readouterr().err


STOPS = """
import os, signal, sys
from pathlib import Path
from bot import cli_backup
from bot.__main__ import main

before = cli_backup._Progress.step

def step(self, what, grows):
    if what.startswith(sys.argv[1]):
        os.kill(os.getpid(), getattr(signal, sys.argv[2]))
    before(self, what, grows)

cli_backup._Progress.step = step
sys.exit(main(sys.argv[3:]))
"""


@pytest.mark.parametrize(
    ("command", "step", "number"),
    [("backup", "Checking", "SIGKILL"), ("restore", "Writing", "SIGKILL"), ("backup", "Writing", "SIGTERM")],
)
def test_a_kill_in_the_middle_leaves_no_half_file_and_the_next_one_cleans_up(
    database: Path, tmp_path: Path, command: str, step: str, number: str
) -> None:
    assert main(["backup", "first.bak"]) == 0
    leaves = number == "SIGKILL"
    before, whole = rows(database), (tmp_path / "first.bak").read_bytes()
    words = ["backup", "copy.bak"] if command == "backup" else ["restore", "first.bak", "--replace"]
    done = subprocess.run([sys.executable, "-c", STOPS, step, number, *words], env=os.environ, check=False)
    assert done.returncode == (-signal.SIGKILL if leaves else 130)
    assert not (tmp_path / "copy.bak").exists()
    assert (tmp_path / "first.bak").read_bytes() == whole
    assert rows(database) == before
    left = list(tmp_path.rglob(".*.part"))
    assert bool(left) is leaves
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o700 for each in left)
    assert main(words) == 0
    assert not list(tmp_path.rglob(".*.part"))


def test_two_backups_to_one_file_do_not_meet(database: Path, tmp_path: Path) -> None:
    with (
        workshop(tmp_path / "copy.bak"),
        pytest.raises(BackupError, match="another process"),
    ):
        backup_sqlite.back_up(database, tmp_path / "copy.bak", is_replacing=False)


# PostgreSQL -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def dumped(postgres: Postgres, postgres_database: str, given: Given) -> tuple[str, list[str]]:
    """A database with an exchange, which DATABASE_URL names, and the option with PostgreSQL's programs."""
    run_aside(filled(postgres_database))
    given(postgres_database)
    return postgres_database.rsplit("/", 1)[1], ["--pg-bin", str(postgres.binaries)]


def comments(postgres: Postgres, database: str) -> list[str]:
    return postgres.psql("SELECT number, text FROM comment ORDER BY number", database).splitlines()


def names(postgres: Postgres) -> set[str]:
    return set(postgres.psql("SELECT datname FROM pg_database").splitlines())


def test_on_postgresql_it_is_restored_to_check_it_and_put_back_whole(
    postgres: Postgres, dumped: tuple[str, list[str]], empty_postgres_database: str, given: Given,
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    database, programs = dumped
    before = names(postgres)
    postgres.create_database("starling_check_of_a_killed_one")
    assert main(["backup", "copy.bak", *programs]) == 0
    assert names(postgres) == before, "nothing is left of the check, now or from before"
    copy = tmp_path / "copy.bak"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert "restored into a database of its own" in capsys.readouterr().err
    postgres.psql("DELETE FROM comment WHERE number = (SELECT min(number) FROM comment)", database)
    left = comments(postgres, database)
    assert main(["restore", "copy.bak", *programs]) == 1
    assert "holds tables already" in capsys.readouterr().err
    assert comments(postgres, database) == left
    assert main(["restore", "copy.bak", "--replace", *programs]) == 0
    whole = comments(postgres, database)
    assert len(whole) == len(left) + 1
    given(empty_postgres_database)
    assert main(["restore", "copy.bak", *programs]) == 0
    assert comments(postgres, empty_postgres_database.rsplit("/", 1)[1]) == whole
    assert main(["migrate"]) == 0
    assert "newest schema already" in capsys.readouterr().out


def test_on_postgresql_what_fails_leaves_nothing(
    postgres: Postgres, dumped: tuple[str, list[str]], given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, programs = dumped
    assert main(["backup", "copy.bak", "--pg-bin", str(tmp_path)]) == 1
    assert "pg_dump is not there" in capsys.readouterr().err
    postgres.psql("DROP ROLE IF EXISTS plain")
    postgres.psql("CREATE ROLE plain LOGIN")
    postgres.psql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO plain", database)
    given(postgres.url(database).replace("starling@", "plain@"))
    assert main(["backup", "copy.bak", *programs]) == 1
    assert "ALTER ROLE … CREATEDB" in capsys.readouterr().err
    assert not (tmp_path / "copy.bak").exists()
    assert main(["backup", "copy.bak", "--count-only", *programs]) == 0
    copy, before = tmp_path / "copy.bak", comments(postgres, database)
    given(postgres.url(database))
    copy.write_bytes(copy.read_bytes()[:-2000])
    assert main(["restore", "copy.bak", "--replace", *programs]) == 1
    assert "pg_restore failed" in capsys.readouterr().err
    assert comments(postgres, database) == before
    postgres.psql("REASSIGN OWNED BY plain TO starling", database)
    postgres.psql("DROP OWNED BY plain", database)
