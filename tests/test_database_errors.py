"""A database that cannot be used ends a command with one line that says what to do, and never with a traceback."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.__main__ import main
from bot.playground.server import PlaygroundServer
from storage.lockfile import LockFile
from storage.problems import sentence
from tests.postgres import Postgres, free_port

SETTINGS = {
    "SLACK_BOT_TOKEN": "xoxb-never-asked",
    "SLACK_SIGNING_SECRET": "never asked",
    "SLACK_API_URL": "http://127.0.0.1:1/",
    "STARLING_SECRET_KEY": "a secret of the tests, long enough to be one",
    "STARLING_PORT": "0",
}
COMMANDS = ("migrate", "serve")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without .env, with what `serve` needs but the database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.log.set_up", lambda **_: None)  # it is the process's own, which the tests share
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def ends(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line with which a command ends in vain."""
    assert main(list(arguments)) == 1
    output = capsys.readouterr()
    assert "Traceback" not in output.out
    (line,) = output.err.splitlines()
    assert line.startswith("starling: ")
    assert "Traceback" not in line
    return line


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_database(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (elsewhere / "notes.txt").write_text("These are notes, and no database. " * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{elsewhere}/notes.txt")
    assert "DATABASE_URL: this file is no SQLite database: name another one" in ends(capsys, command)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{elsewhere}")
    assert "DATABASE_URL: this file cannot be opened" in ends(capsys, command)


def test_a_folder_that_is_a_file(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "var").write_text("")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{elsewhere}/var/starling.sqlite")
    assert "DATABASE_URL: " in ends(capsys, "migrate")


def test_a_database_of_another_program(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(elsewhere / "photos.sqlite") as other:
        other.execute("CREATE TABLE photo (name TEXT)")
    other.close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{elsewhere}/photos.sqlite")
    assert "holds tables of another program: name an empty one" in ends(capsys, "migrate")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_of_a_build_before_the_first_release(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    _of_an_old_build(elsewhere / "old.sqlite")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{elsewhere}/old.sqlite")
    line = ends(capsys, command)
    assert "another build of Starling" in line
    assert "name a new one" in line


def test_a_playground_of_an_old_build_names_the_way_to_a_new_one(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = elsewhere / "var" / "playground"
    folder.mkdir(parents=True)
    (folder / "slack.json").write_text("{}")
    assert "start afresh with make run FRESH=1" in ends(capsys, "playground", "--port", str(free_port()))
    PlaygroundServer().save(folder / "slack.json")
    _of_an_old_build(folder / "starling.sqlite")
    line = ends(capsys, "playground", "--port", str(free_port()))
    assert line.startswith("starling: var/playground: ")
    assert "make run FRESH=1" in line


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_that_another_process_uses(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    lock = LockFile(elsewhere / "here.sqlite")
    lock.take()
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{elsewhere}/here.sqlite")
    assert f"another Starling (process {os.getpid()}) uses this database: stop that one first" in ends(capsys, command)
    lock.release()


@pytest.mark.parametrize("fresh", [[], ["--fresh"]])
def test_a_playground_that_runs_is_not_started_again_nor_forgotten(
    elsewhere: Path, capsys: pytest.CaptureFixture[str], fresh: list[str]
) -> None:
    folder = elsewhere / "var" / "playground"
    folder.mkdir(parents=True)
    (folder / "slack.json").write_text("{}")
    lock = LockFile(folder / "starling.sqlite")
    lock.take()
    line = ends(capsys, "playground", "--port", str(free_port()), *fresh)
    assert "another Starling" in line
    assert (folder / "slack.json").exists(), "what is being played is not deleted"
    lock.release()


@pytest.mark.parametrize("database", ["nonsense", "sqlite:///x.sqlite", "sqlite+aiosqlite://"])
def test_an_address_that_is_none(elsewhere: Path, capsys: pytest.CaptureFixture[str], database: str) -> None:
    (elsewhere / "texts.csv").write_text("text\n" + "".join(f"What number {n} thinks\n" for n in range(1000)))
    for command in (["playground", "--port", str(free_port())], ["replay", "--shape", "ksd", "--texts", "texts.csv"]):
        assert "sqlite+aiosqlite:///PATH" in ends(capsys, *command, "--database", database)


@pytest.fixture
def with_passwords(postgres: Postgres) -> Iterator[Postgres]:
    """The server, which asks the role `locked` for its password."""
    rules = postgres._data / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"host all locked 127.0.0.1/32 scram-sha-256\n{before}")
    postgres.psql("CREATE ROLE locked LOGIN PASSWORD 'right'")
    postgres.psql("SELECT pg_reload_conf()")
    yield postgres
    rules.write_text(before)
    postgres.psql("DROP ROLE locked")
    postgres.psql("SELECT pg_reload_conf()")


@pytest.mark.parametrize("command", COMMANDS)
def test_postgresql_that_does_not_let_us_in(
    with_passwords: Postgres,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    at = f"127.0.0.1:{with_passwords.port}"
    cases = {
        f"nobody_here@{at}/postgres": "knows no such role",
        f"locked:wrong@{at}/postgres": "refuses the password",
        f"starling@{at}/not_there": "there is no such database: make it first",
        f"starling@127.0.0.1:{free_port()}/postgres": "cannot be reached (",
        "starling@no-such-host.invalid/postgres": "the database at no-such-host.invalid:5432 cannot be reached (",
        f"locked:right@{at}/postgres": "the role may not do this there",
    }
    for address, says in cases.items():
        monkeypatch.setenv("DATABASE_URL", f"postgresql+asyncpg://{address}")
        line = ends(capsys, command)
        assert f"DATABASE_URL: {says}" in line or says in line
        assert "wrong@" not in line, "a password is in no message"


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "here.sqlite").close()
    readonly = sqlite3.connect(f"file:{tmp_path}/here.sqlite?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as refused:
        readonly.execute("CREATE TABLE a (b)")
    readonly.close()
    wrapped = OperationalError("CREATE", {}, refused.value)
    assert sentence(wrapped, make_url("sqlite+aiosqlite:///here.sqlite")).startswith("this file is read-only: give")


def _of_an_old_build(path: Path) -> None:
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        old.execute("INSERT INTO alembic_version VALUES ('0003')")
    old.close()
