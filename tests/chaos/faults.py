"""Faults: the database away, the disk full, Slack slow. Each is a context that brings the fault and takes it away."""

import asyncio
import os
import resource
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from tests.chaos.clicks import Click
from tests.chaos.open_loop import OpenLoop, answers_well
from tests.chaos.wire import BROKEN, LIMITED
from tests.chaos.world import World
from tests.postgres import Postgres

_LATE_S = 5.0


@contextmanager
def sqlite_locked(world: World) -> Iterator[None]:
    """Hold SQLite's write lock from another connection, as a backup tool that begins a transaction does."""
    other = sqlite3.connect(str(world.storage.url.database), isolation_level=None, timeout=60)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


@contextmanager
def postgres_paused(server: Postgres) -> Iterator[None]:
    """Stop every process of a PostgreSQL of our own, as a frozen machine does: connections stay, nobody answers."""
    pid = server._process.pid  # type: ignore[union-attr]
    stopped = [pid]
    os.kill(pid, signal.SIGSTOP)
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        with suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGSTOP)
            stopped.append(int(child))
    try:
        yield
    finally:
        for each in stopped:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGCONT)


@asynccontextmanager
async def postgres_down(server: Postgres) -> AsyncIterator[None]:
    """End a PostgreSQL as a power cut does, and start it again at the end."""
    await asyncio.to_thread(server.kill)
    try:
        yield
    finally:
        await asyncio.to_thread(server.start)


@contextmanager
def disk_full(world: World) -> Iterator[None]:
    """Let no file of the bot grow beyond the present journal: each further write fails, as on a full disk."""
    journal = Path(f"{world.storage.url.database}-wal")
    size = journal.stat().st_size if journal.exists() else 0
    _, hard = resource.prlimit(world.bot.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(world.bot.pid, resource.RLIMIT_FSIZE, (max(size, 4096), hard))
    try:
        yield
    finally:
        resource.prlimit(world.bot.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))


@contextmanager
def slack_answers(loop: OpenLoop, how: str) -> Iterator[None]:
    """Let response_url answer late, 429, 500 or never."""
    answers: dict[str, bytes | float | None] = {"late": _LATE_S, "429": LIMITED, "500": BROKEN, "never": None}
    answer = answers[how]

    def respond(_click: Click | None, _body: bytes) -> bytes | float | None:
        return answer

    loop.respond = respond
    try:
        yield
    finally:
        loop.respond = answers_well
