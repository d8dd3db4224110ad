"""Backups of a PostgreSQL database by its own programs, pg_dump and pg_restore: one moment, checked, and put back.

pg_dump is given the moment (a snapshot) in which the rows were counted, so that the counts hold while the bot writes
on. What it wrote is restored into a database that is made for that, counted there, and dropped. A transaction of ours
holds the moment, and the check needs a database of its own: name PostgreSQL itself, not a pooler in front of it.
"""

import secrets
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from storage.backup_files import BackupError, publish, workshop
from storage.backup_sqlite import Counts, Step, require_equal
from storage.session import Db, Storage

_NAMES = text(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
)
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)
_CHECKS = "starling_check_"
_LEFT = f"""
SELECT datname FROM pg_database
WHERE starts_with(datname, '{_CHECKS}')
    AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL)
"""  # noqa: S608 - a constant
_NO_RIGHT = "42501"
_WORDS = 300  # characters that are shown of what a program says
_COPY, _END = b"COPY public.", b"\\.\n"


@dataclass(frozen=True, slots=True)
class Programs:
    """PostgreSQL's programs. folder: where they are; None to look along PATH. environment: what they inherit."""

    folder: Path | None
    environment: dict[str, str]

    def path(self, name: str) -> str:
        """Return where a program is. Raises BackupError."""
        found = shutil.which(name, path=str(self.folder) if self.folder else None)
        if found is None:
            msg = f"{name} is not there: install PostgreSQL's client programs, or name their folder with --pg-bin"
            raise BackupError(msg)
        return found

    def run(self, name: str, url: URL, *arguments: str) -> None:
        """Run a program on a database. Raises BackupError with its words."""
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs, arguments of ours
            [self.path(name), *arguments],
            env=self.environment | _address(url),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise BackupError(_failed(name, done.stderr))


async def back_up(
    storage: Storage, target: Path, programs: Programs, *, is_replacing: bool, is_restored: bool, step: Step
) -> Counts:
    """Write a backup and return how many rows it has; the bot goes on meanwhile.

    is_restored: check it by a restore into a new database, which the role has to be allowed to make; else the rows of
    the archive are counted. Raises BackupError, DBAPIError or OSError; there is then no file.
    """
    with workshop(target) as folder:
        made = folder / "dump"
        async with storage.read() as db:
            expected = await _count(db)
            moment = str((await db.execute(text("SELECT pg_export_snapshot()"))).scalar_one())
            step("Copying the database as it is now", made)
            form = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={made}")
            programs.run("pg_dump", storage.url, *form)
        if is_restored:
            step("Checking the copy: restored into a database of its own, every row counted", None)
            found = await _count_restored(storage, made, programs)
        else:
            step("Checking the copy: every row of the archive counted", None)
            found, _ = read_archive(made, programs)
        require_equal(found, expected)
        publish(made, target, is_replacing=is_replacing)
    return expected


async def restore(
    source: Path,
    storage: Storage,
    programs: Programs,
    *,
    is_replacing: bool,
    step: Step,
    require: Callable[[str], None],
) -> Counts:
    """Put a backup into a database, whole or not at all, and return how many rows it has.

    require: gets the migration of the backup, and raises where this program cannot use it. Raises BackupError,
    DBAPIError or OSError; the database is then as it was.
    """
    async with storage.read() as db:
        there, others = await _names(db), int((await db.execute(_OTHERS)).scalar_one())
    if others:
        msg = f"{others} other connection(s) use this database: stop every Starling first, and whatever else uses it"
        raise BackupError(msg)
    if there and not is_replacing:
        raise BackupError("this database holds tables already: name an empty one, or say --replace to lose them")
    step("Checking the backup: every row of the archive counted", None)
    expected, revision = read_archive(source, programs)
    require(revision)
    unknown = sorted(set(there) - set(expected))
    if unknown:
        msg = f"the backup does not know {', '.join(unknown)}, which this database holds: name an empty one"
        raise BackupError(msg)
    step("Writing the database", None)
    _write(source, storage.url, programs, *(["--clean", "--if-exists"] if there else []))
    async with storage.read() as db:
        require_equal(await _count(db), expected)
    async with storage.alone() as run:
        await run("ANALYZE")  # else the first queries are planned without any knowledge
    return expected


def read_archive(source: Path, programs: Programs) -> tuple[Counts, str]:
    """Read an archive to its end; return its rows and the migration that it is at.

    Raises BackupError where it cannot be read, or is not of a database of Starling.
    """
    command = [programs.path("pg_restore"), "--data-only", "--file=-", str(source)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:  # noqa: S603
        assert reading.stdout is not None  # noqa: S101 - it is a pipe
        assert reading.stderr is not None  # noqa: S101
        counts, revision = _read_rows(iter(reading.stdout))
        words = reading.stderr.read()
    if reading.returncode:
        raise BackupError(_failed("pg_restore", words))
    if not revision:
        msg = f"{source} is no backup of a database of Starling"
        raise BackupError(msg)
    return counts, revision


def _read_rows(lines: Iterator[bytes]) -> tuple[Counts, str]:
    """Count the rows below each COPY of a script of pg_restore; a line is a row, since line ends are escaped in it."""
    counts: Counts = {}
    revision = ""
    for line in lines:
        if not line.startswith(_COPY):
            continue
        name = line[len(_COPY) :].split(b" ", 1)[0].decode().strip('"')
        counts[name] = 0
        for row in lines:
            if row == _END:
                break
            counts[name] += 1
            revision = row.decode().strip() if name == "alembic_version" else revision
    return counts, revision


async def _count_restored(storage: Storage, made: Path, programs: Programs) -> Counts:
    async with _new_database(storage) as url:
        _write(made, url, programs)
        there = Storage(url.render_as_string(hide_password=False))
        try:
            async with there.read() as db:
                return await _count(db)
        finally:
            await there.close()


@asynccontextmanager
async def _new_database(storage: Storage) -> AsyncIterator[URL]:
    """Yield the address of a new database beside ours, which is dropped at the end.

    One that a process left that was killed is dropped first: it has all the words. Raises BackupError.
    """
    name = f"{_CHECKS}{secrets.token_hex(6)}"
    async with storage.alone() as run:
        for (left,) in await run(_LEFT):
            await run(f'DROP DATABASE IF EXISTS "{left}"')
        try:
            await run(f'CREATE DATABASE "{name}" TEMPLATE template0')
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _NO_RIGHT:
                raise
            raise BackupError(
                "the role may not make a database to check the backup in: ALTER ROLE … CREATEDB, or say --count-only"
            ) from error
        try:
            yield storage.url.set(database=name)
        finally:
            await run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _write(source: Path, url: URL, programs: Programs, *more: str) -> None:
    whole = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    programs.run("pg_restore", url, *whole, *more, f"--dbname={url.database}", str(source))


async def _names(db: Db) -> list[str]:
    return [str(name) for name in (await db.execute(_NAMES)).scalars()]


async def _count(db: Db) -> Counts:
    found = {}
    for name in await _names(db):
        rows = await db.execute(text(f'SELECT count(*) FROM public."{name}"'))  # noqa: S608 - of the catalogue
        found[name] = int(rows.scalar_one())
    return found


def _address(url: URL) -> dict[str, str]:
    """Return a database's address as the programs read it from the environment: no list of processes shows it."""
    given = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGDATABASE": url.database}
    more = {"PGPASSWORD": url.password, "PGSSLMODE": url.query.get("ssl")}
    return {name: str(value) for name, value in (given | more).items() if value is not None}


def _failed(name: str, words: bytes) -> str:
    shown = " ".join(words.decode(errors="replace").split())
    advice = ""
    if "server version mismatch" in shown or "unsupported version" in shown:
        advice = "; its version has to be the server's or newer: name another folder with --pg-bin"
    return f"{name} failed: {shown[:_WORDS]}{advice}"
