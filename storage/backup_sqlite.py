"""Backups of a SQLite database: one moment of it as one file, checked, and put back.

The copy is made in one step of SQLite's backup function inside a read that counts the rows too, so that the
counts are of the same moment while the bot writes on; in many steps it would begin again at each write. Then VACUUM
INTO writes the file again, rows in the order of their keys: free pages and the order in which rows came stay behind.
A file of VACUUM INTO is not in WAL mode, which suits a backup: it is one file, readable anywhere. A restore sets WAL
again. Copying .db without -wal would lose commits.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from storage.backup_files import BackupError, publish, workshop
from storage.lockfile import LockFile
from storage.sqlite_engine import BUSY_MS, WRITES

Counts = dict[str, int]
"""Rows of each table, by its name."""

Step = Callable[[str, Path | None], object]
"""Gets what begins, and which file grows meanwhile, if one does."""

_READS = (f"busy_timeout={BUSY_MS}", "mmap_size=0", "wal_autocheckpoint=0")


def back_up(database: Path, target: Path, *, is_replacing: bool, step: Step = lambda *_: None) -> Counts:
    """Write a backup and return how many rows it has. Works while the bot runs, which goes on meanwhile.

    Raises BackupError, sqlite3.Error, or OSError; there is then no file, and what was there before is untouched.
    """
    with workshop(target) as folder:
        moment, copy = folder / "moment.sqlite", folder / "copy.sqlite"
        step("Copying the database as it is now", moment)
        expected = _copy_moment(database, moment)
        step("Writing it anew, without what was deleted", copy)
        with closing(_open(moment)) as source:
            source.execute("VACUUM INTO ?", (str(copy),))
        moment.unlink()
        step("Checking the copy: every page, every reference, every row", None)
        require_equal(check(copy), expected)
        publish(copy, target, is_replacing=is_replacing)
    return expected


def restore(
    source: Path, database: Path, *, is_replacing: bool, step: Step = lambda *_: None, require: Callable[[str], None]
) -> Counts:
    """Put a backup in the place of a database and return how many rows it has.

    require: gets the migration of the backup, and raises where this program cannot use it. Raises BackupError,
    DatabaseInUseError, sqlite3.Error or OSError; the database is then as it was.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = LockFile(database)
    lock.take()
    try:
        if not is_replacing and database.exists() and _tables_of(database):
            msg = f"{database} holds a database already: name another one, or say --replace to lose it"
            raise BackupError(msg)
        with workshop(database) as folder:
            step("Checking the backup: every page, every reference, every row", None)
            expected = check(source)
            require(revision_of(source))
            made = folder / "restored.sqlite"
            step("Writing the database", made)
            with closing(_open(source)) as file:
                file.execute("VACUUM INTO ?", (str(made),))
            _set_wal(made)
            require_equal(check(made), expected)
            for suffix in ("-wal", "-shm"):  # of the database that is replaced: its journal must not meet the new one
                database.with_name(database.name + suffix).unlink(missing_ok=True)
            publish(made, database, is_replacing=True)
    finally:
        lock.release()
    return expected


def check(path: Path) -> Counts:
    """Read a file as a whole and return its rows. Raises BackupError where a page or a reference is wrong."""
    with closing(_open(path)) as file:
        try:
            wrong = [str(sentence) for (sentence,) in file.execute("PRAGMA integrity_check(1)")]
        except sqlite3.DatabaseError as error:
            wrong = [type(error).__name__]
        if wrong != ["ok"]:
            msg = f"{path} is damaged: take an older backup"
            raise BackupError(msg)
        if file.execute("PRAGMA foreign_key_check").fetchone():
            msg = f"{path} has rows that point nowhere: take an older backup"
            raise BackupError(msg)
        return _count(file)


def revision_of(path: Path) -> str:
    """Return the migration that a file is at. Raises BackupError where it is no database of Starling."""
    with closing(_open(path)) as file:
        try:
            found = file.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            found = None
    if found is None:
        msg = f"{path} is no database of Starling"
        raise BackupError(msg)
    (revision,) = found
    return str(revision)


def _copy_moment(database: Path, moment: Path) -> Counts:
    """Copy one moment of a database that others write to, and return its rows."""
    with closing(_open(database)) as source, closing(sqlite3.connect(moment)) as copy:
        source.execute("BEGIN")
        counts = _count(source)  # the first read fixes the moment
        source.backup(copy, pages=-1)
        source.execute("ROLLBACK")
    return counts


def _set_wal(path: Path) -> None:
    with closing(_open(path)) as file:
        for pragma in WRITES:
            file.execute(f"PRAGMA {pragma}").fetchall()
        (mode,) = file.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        msg = f"{path} takes no WAL mode: this file system cannot share memory, so name another folder"
        raise BackupError(msg)


def _open(path: Path) -> sqlite3.Connection:
    """Open a file that is there; no commit and no checkpoint of ours disturbs the bot that writes to it."""
    file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
    for pragma in _READS:
        file.execute(f"PRAGMA {pragma}")
    return file


def _tables_of(path: Path) -> list[str]:
    with closing(_open(path)) as file:
        return _names(file)


def _names(file: sqlite3.Connection) -> list[str]:
    found = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1")
    return [str(name) for (name,) in found]


def _count(file: sqlite3.Connection) -> Counts:
    counts = {}
    for name in _names(file):
        (counts[name],) = file.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 - of the schema
    return counts


def require_equal(found: Counts, expected: Counts) -> None:
    """Raise BackupError where two counts differ, with the tables."""
    if found != expected:
        named = ", ".join(sorted({name for name, _ in found.items() ^ expected.items()}))
        msg = f"the copy has other rows than the original in {named}: try again, and look at the disk"
        raise BackupError(msg)
