"""A migrated database of each kind, made once for each test process by the real migrations and copied for each test."""

import asyncio
import tempfile
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from storage.migrate import upgrade
from storage.session import Storage, parse_url
from tests.postgres import Postgres

POSTGRES_TEMPLATE = "migrated_template"


async def migrate(url: str) -> None:
    """Bring a database to the newest schema by the migrations themselves."""
    storage = Storage(url)
    try:
        await upgrade(storage)
    finally:
        await storage.close()


async def migrated(url: str, template: bytes | None = None) -> str:
    """Bring a database to the newest schema and return its address; a SQLite file that is not there yet is a copy.

    template: what is copied, instead of an empty database.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite" or not _copied_to(Path(str(parsed.database)), template):
        await migrate(url)
    return url


def _copied_to(path: Path, template: bytes | None) -> bool:
    """Copy the template to a path, unless something is there."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template or sqlite_template())
    path.chmod(0o600)  # as the bot makes it
    return True


@cache
def sqlite_template() -> bytes:
    """Return a migrated, empty SQLite file: one file, checkpointed, in WAL mode as the bot leaves it."""
    with tempfile.TemporaryDirectory(prefix="starling-template-") as folder:
        run_aside(migrate(f"sqlite+aiosqlite:///{folder}/template.sqlite"))
        there = sorted(path.name for path in Path(folder).iterdir())
        assert there == ["template.sqlite", "template.sqlite.lock"], "something was not checkpointed"
        return (Path(folder) / "template.sqlite").read_bytes()


def make_postgres_template(server: Postgres) -> str:
    """Make a migrated, empty database for `CREATE DATABASE … TEMPLATE` and return its name."""
    server.create_database(POSTGRES_TEMPLATE)
    run_aside(migrate(server.url(POSTGRES_TEMPLATE)))
    return POSTGRES_TEMPLATE


def run_aside(work: Coroutine[None, None, None]) -> None:
    """Run a coroutine to its end on a thread: the caller's own thread may be inside an event loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()
