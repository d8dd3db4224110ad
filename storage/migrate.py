"""Migrations: upgrade a database to the schema of models.py without loss.

Alembic runs them, and is loaded where there is something to run: what it brings along is 10 MiB and .1 s of each start.
"""

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.session import WRITES, Storage

_HERE = Path(__file__).parent / "migrations"
_REVISION = re.compile(r'^(revision|down_revision) = (?:"(\w+)"|None)$', re.MULTILINE)
OTHER_BUILD = (
    "this database was made by another build of Starling, before the first release, and cannot be used: "
    "name a new one (in the playground: make run FRESH=1)"
)


class MigrationError(Exception):
    """The database was made by another build of this program, or a migration left broken foreign keys."""


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

    def read(connection: Connection) -> str | None:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
        return str(found) if found is not None else None

    async with storage.read() as db:
        return await db.run_sync(read)


async def _holds_tables(storage: Storage) -> bool:
    async with storage.read() as db:
        return bool(await db.run_sync(lambda connection: inspect(connection).get_table_names()))


async def upgrade(storage: Storage) -> bool:
    """Upgrade the database to the newest schema; False if current. Raises MigrationError, DatabaseInUseError."""
    storage.lock()
    revision = await present(storage)
    if revision == newest():
        return False
    if revision is not None and not is_known(revision):
        raise MigrationError(OTHER_BUILD)
    if revision is None and await _holds_tables(storage):
        raise MigrationError("this database holds tables of another program: name an empty one")
    engine = _engine(storage)
    try:
        async with engine.begin() as db:
            await db.run_sync(_run)
            if storage.is_sqlite and (await db.exec_driver_sql("PRAGMA foreign_key_check")).first():
                raise MigrationError("a migration would have left rows that point nowhere; nothing was changed")
    finally:
        await engine.dispose()
    return True


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


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
