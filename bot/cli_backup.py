"""`starling backup` and `starling restore`: the whole database as one file that is checked, and back from it."""

import argparse
import asyncio
import signal
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.retention import BACKUP_DAYS
from bot.environment import inherited
from bot.settings import Settings, SettingsError
from storage import backup_postgres, backup_sqlite, migrate
from storage.backup_files import BackupError, kind_of
from storage.problems import DatabaseUnusableError, explained
from storage.session import Storage

_EVERY_S = 5.0
_PAST = (
    "What was deleted since the backup is there again: comments that were taken back, people who asked to be "
    "forgotten. Messages that waited then are sent, some for a second time. docs/operations.md says what to do."
)


def _say(words: str) -> None:
    """Write what came of it."""
    print(words)  # noqa: T201 - the command's own words


def _tell(words: str, *, end: str = "\n") -> None:
    """Write what is being done, beside what came of it."""
    print(words, end=end, file=sys.stderr, flush=True)  # noqa: T201 - the command's own words


class _Progress:
    """Lines on standard error: what is being done, how much of it is written, and how long it took."""

    def __init__(self) -> None:
        self._began = 0.0
        self._is_open = False
        self._grows: Path | None = None
        self._over = threading.Event()

    def step(self, what: str, grows: Path | None) -> None:
        """Begin a step, and end the one before. grows: the file whose size is shown while it lasts."""
        self._end()
        self._began, self._is_open, self._grows = time.monotonic(), True, grows
        _tell(f"  {what} …", end=" ")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Show every few seconds that it goes on."""
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            yield
        except BaseException:
            if self._is_open:
                _tell("not finished")
            raise
        else:
            self._end()
        finally:
            self._over.set()
            watch.join()

    def _end(self) -> None:
        if self._is_open:
            _tell(f"{time.monotonic() - self._began:.1f} s")
        self._is_open = False

    def _watch(self) -> None:
        while not self._over.wait(_EVERY_S):
            grows = self._grows
            size = grows.stat().st_size if grows is not None and grows.exists() else 0
            since = f"{size / 1e6:.0f} MB" if size else f"{time.monotonic() - self._began:.0f} s"
            _tell(since, end=" ")


def run_backup(chosen: argparse.Namespace) -> int:
    """Make a backup and say what is in it, and until when it may be kept."""
    target = Path(chosen.file)
    if target.exists() and not chosen.replace:
        msg = f"{target} is there already: name another file, or say --replace"
        raise SettingsError(msg)
    if not target.parent.is_dir():
        msg = f"{target.parent} is no folder: make it first"
        raise SettingsError(msg)
    counts = _guarded(lambda progress: _back_up(chosen, Settings.load(), target, progress))
    until = (datetime.now(UTC) + timedelta(days=BACKUP_DAYS)).date()
    _say(f"{target}: {_summed(counts)}, {target.stat().st_size / 1e6:.1f} MB, checked.")
    _say(
        f"Delete it by {until}, {BACKUP_DAYS} days from now, as people are told; and keep it apart from "
        "STARLING_SECRET_KEY: who has both can read who wrote what."
    )
    return 0


def run_restore(chosen: argparse.Namespace) -> int:
    """Put a backup in the place of the database and say what is in it."""
    source = Path(chosen.file)
    if not source.is_file():
        msg = f"{source} is not there"
        raise SettingsError(msg)
    counts = _guarded(lambda progress: _restore(chosen, Settings.load(), source, progress))
    _say(f"The database is as it was when {source} was made: {_summed(counts)}. Now run starling migrate.")
    _say(_PAST)
    return 0


def _guarded(work: Callable[[_Progress], Mapping[str, int]]) -> Mapping[str, int]:
    """Do work whose failures are one line each. Raises SettingsError."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)  # so that nothing is left behind
    progress = _Progress()
    try:
        with progress.watching():
            return work(progress)
    except BackupError as error:
        raise SettingsError(str(error)) from error
    finally:
        signal.signal(signal.SIGTERM, before)


def _back_up(chosen: argparse.Namespace, settings: Settings, target: Path, progress: _Progress) -> Mapping[str, int]:
    storage = Storage(settings.database_url)
    with _explaining(storage):
        if storage.is_sqlite:
            path = Path(str(storage.url.database))
            if not path.exists():
                msg = f"DATABASE_URL: there is no database at {path}"
                raise SettingsError(msg)
            return backup_sqlite.back_up(path, target, is_replacing=chosen.replace, step=progress.step)
        work = backup_postgres.back_up(
            storage,
            target,
            _programs(chosen),
            is_replacing=chosen.replace,
            is_restored=not chosen.count_only,
            step=progress.step,
        )
        return asyncio.run(_closing(storage, work))


def _restore(chosen: argparse.Namespace, settings: Settings, source: Path, progress: _Progress) -> Mapping[str, int]:
    storage = Storage(settings.database_url)
    kind = "sqlite" if storage.is_sqlite else "postgresql"
    if kind_of(source) != kind:
        msg = f"{source} is a backup of the other sort of database: DATABASE_URL names one of {kind}"
        raise SettingsError(msg)
    facts = {"is_replacing": chosen.replace, "step": progress.step, "require": _require_known}
    with _explaining(storage):
        if storage.is_sqlite:
            return backup_sqlite.restore(source, Path(str(storage.url.database)), **facts)
        return asyncio.run(_closing(storage, backup_postgres.restore(source, storage, _programs(chosen), **facts)))


async def _closing(storage: Storage, work: Coroutine[Any, Any, Mapping[str, int]]) -> Mapping[str, int]:
    try:
        return await work
    finally:
        await storage.close()


@contextmanager
def _explaining(storage: Storage) -> Iterator[None]:
    """Say which file or address is at fault. Raises SettingsError."""
    try:
        with explained(storage.url):
            yield
    except DatabaseUnusableError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.filename:
            msg = f"{cause.filename}: {cause.strerror}"
            raise SettingsError(msg) from error
        msg = f"DATABASE_URL: {error}"
        raise SettingsError(msg) from error


def _require_known(revision: str) -> None:
    if not migrate.is_known(revision):
        msg = f"this backup is of another build of Starling (at {revision}): put it back with that one"
        raise BackupError(msg)


def _programs(chosen: argparse.Namespace) -> backup_postgres.Programs:
    return backup_postgres.Programs(Path(chosen.pg_bin) if chosen.pg_bin else None, inherited())


def _summed(counts: Mapping[str, int]) -> str:
    return f"{sum(counts.values()):,} rows in {len(counts)} tables"
