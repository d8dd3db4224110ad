"""Migrations: upgrade a database to the schema of models.py without loss.

Alembic runs them, and is loaded where there is something to run: what it brings along is 10 MiB and .1 s of each start.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, func, inspect, select, table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.session import Storage
from storage.sqlite_engine import WRITES

_HERE = Path(__file__).parent / "migrations"
_REVISION = re.compile(r'^(revision|down_revision) = (?:"(\w+)"|None)$', re.MULTILINE)
OTHER_BUILD = (
    "this database was made by another build of Starling, older than those that can be upgraded or newer, "
    "and cannot be used: name a new one (in the playground: make run FRESH=1)"
)
_NUMBER = 7_204_110_871  # of the lock by which one of several processes upgrades PostgreSQL
_LOCK_MS = 2_000  # that an upgrade waits for tables; clicks wait behind it meanwhile
_TRIES = 30
_PAUSE_S = 0.5
_IN_USE = {"55P03", "40P01"}  # PostgreSQL: lock not available, deadlock detected


class MigrationError(Exception):
    """The database is of another build, or a migration would lose rows, leave broken keys, or found tables in use."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did. before, after: rows of each table; a table that is new or gone is in one of them only."""

    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def rows(self) -> int:
        """How many rows there are now."""
        return sum(self.after.values())


def _revisions() -> dict[str, str]:
    """Return all migrations, each with the one before it, "" for none."""
    found = {}
    for path in (_HERE / "versions").glob("*.py"):
        names = dict(_REVISION.findall(path.read_text(encoding="utf-8")))
        found[names["revision"]] = names["down_revision"]
    return found


def newest() -> str:
    """Return the name of the newest migration."""
    revisions = _revisions()
    (head,) = revisions.keys() - set(revisions.values())
    return head


def is_known(revision: str) -> bool:
    """Say whether this program has that migration."""
    return revision in _revisions()


async def present(storage: Storage) -> str | None:
    """Return the current migration of the database, None for an empty one."""
    async with storage.read() as db:
        return await db.run_sync(_revision_in)


def _revision_in(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return str(found) if found is not None else None


async def _holds_tables(storage: Storage) -> bool:
    async with storage.read() as db:
        return bool(await db.run_sync(lambda connection: inspect(connection).get_table_names()))


async def upgrade(storage: Storage, to: str | None = None) -> Upgrade | None:
    """Upgrade the database to the newest schema; None if current. All in one transaction, or nothing.

    PostgreSQL: other processes wait meanwhile; where they use the tables for too long, it is tried again.
    to: another migration than the newest. Raises MigrationError, DatabaseInUseError.
    """
    storage.lock()
    target = to or newest()
    revision = await present(storage)
    if revision == target:
        return None
    if revision is not None and not is_known(revision):
        raise MigrationError(OTHER_BUILD)
    if revision is None and await _holds_tables(storage):
        raise MigrationError("this database holds tables of another program: name an empty one")
    engine = _engine(storage)
    try:
        return await _upgrade_alone(engine, target, is_sqlite=storage.is_sqlite)
    finally:
        await engine.dispose()


async def _upgrade_alone(engine: AsyncEngine, target: str, *, is_sqlite: bool) -> Upgrade | None:
    for attempt in range(_TRIES):
        try:
            async with engine.begin() as db:
                if not is_sqlite:
                    await db.run_sync(_take_tables)
                    if await db.run_sync(_revision_in) == target:
                        return None  # another process upgraded it
                done = await db.run_sync(_run_counted, target)
                if is_sqlite and (await db.exec_driver_sql("PRAGMA foreign_key_check")).first():
                    raise MigrationError("a migration would have left rows that point nowhere; nothing was changed")
                return done
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _IN_USE:
                raise
            if attempt == _TRIES - 1:
                raise MigrationError("other processes use the tables all the time; nothing was changed") from error
        await asyncio.sleep(_PAUSE_S)
    raise AssertionError  # the last try returns or raises


def _take_tables(connection: Connection) -> None:
    """Keep other processes from PostgreSQL's tables until the transaction ends: rows that they delete are not lost."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_NUMBER})")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_LOCK_MS}")
    tables = sorted(inspect(connection).get_table_names())
    if tables:
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")


def _run_counted(connection: Connection, target: str) -> Upgrade:
    before = count_rows(connection)
    _run(connection, target)
    after = count_rows(connection)
    fewer = sorted(name for name, rows in before.items() if after.get(name, 0) < rows)
    if fewer:
        lines = ", ".join(f"{name} {before[name]} to {after.get(name, 0)}" for name in fewer)
        raise MigrationError(f"a migration would have lost rows ({lines}); nothing was changed")
    return Upgrade(before, after)


def count_rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}


def _run(connection: Connection, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _engine(storage: Storage) -> AsyncEngine:
    """Return an engine without foreign keys: SQLite would delete children while a table is rebuilt."""
    engine = create_async_engine(storage.url, poolclass=NullPool)
    if storage.is_sqlite:

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: Any, _record: Any) -> None:
            connection.isolation_level = None
            cursor = connection.cursor()
            for pragma in (*WRITES, "foreign_keys=OFF"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
