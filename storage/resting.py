"""What SQLite's storage does by itself once writes have paused: recent acts take other places, the journal is emptied.

A copy of the file shows which ratings came last: the journal (WAL) has a transaction for each, and inside a page a new
cell lies before the older ones. Who acted lately is seen in Slack, so these ratings would be theirs. So seconds after
the last write each new row and its neighbours by key are laid down again in random order, and the journal goes into
the file. Rewrites by the bot's job (storage/physical.py) put a whole file in order; this needs no job, and writes a few
pages. docs/decisions/0023-retention.md
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from random import SystemRandom
from typing import Any

import structlog
from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.models import rating, skip
from storage.scope import ExchangeScope

log = structlog.get_logger()

Act = tuple[int, bytes]
"""A rating or skip in an exchange: its comment's id, and its rater's seal."""
Row = tuple[str, int, int, int, bytes]
"""A row: its table, and its key (tenant, exchange, comment, seal)."""

IDLE_S = 5.0
"""That nobody has written, before the storage rests: somebody who rates one comment after the other is one pause."""
AT_LATEST_S = 15.0
"""From the first write on until it rests, however many follow."""
NEIGHBOURS = 8
"""Rows before and behind a new one, by key, with which it changes places."""
MOST_ROWS = 64
"""That are given other places together. More in so short a time are many people's, and left to the next rewrite."""

_RANDOM = SystemRandom()
_TABLES: dict[str, Table] = {table.name: table for table in (rating, skip)}


class Resting:
    """When to rest, and which rows came since. work: does it, in turn with all writes; False where it has to wait.

    is_on: False where there is no journal, and nothing is done. Errors are logged, and the next write is waited for.
    """

    def __init__(self, work: Callable[[], Awaitable[bool]], *, is_on: bool) -> None:
        self._work = work
        self._is_on = is_on
        self._rows: set[Row] = set()
        self._is_closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._first = self._last = 0.0

    def note_acts(self, scope: ExchangeScope, stars: Iterable[Act] = (), skips: Iterable[Act] = ()) -> None:
        """Note rows that are new. May be called in any thread, and for what is rolled back afterwards."""
        if self._is_on and len(self._rows) <= MOST_ROWS:
            here = (scope.tenant_id, scope.exchange_id)
            self._rows.update((rating.name, *here, *act) for act in stars)
            self._rows.update((skip.name, *here, *act) for act in skips)

    def note_write(self) -> None:
        """Note that something was written. Called in the event loop."""
        if not self._is_on or self._is_closed:
            return
        loop = asyncio.get_running_loop()
        self._last = loop.time()
        if self._timer is None or self._loop is not loop:
            self._loop, self._first = loop, self._last
            self._timer = loop.call_at(self._last + IDLE_S, self._look, loop)

    def take_rows(self) -> list[Row]:
        """Return the rows since the last time, [] where they were too many."""
        rows, self._rows = self._rows, set()
        return list(rows) if len(rows) <= MOST_ROWS else []

    async def with_rows(self, work: Callable[[list[Row]], Awaitable[bool]]) -> bool:
        """Do work with the rows since the last time; where it fails they are there the next time too."""
        rows = self.take_rows()
        try:
            return await work(rows)
        except BaseException:
            self._rows.update(rows)
            raise

    async def pause(self) -> bool:
        """Let nothing be due until the next write, and wait for what goes on. Say whether something was due."""
        is_here = self._loop is asyncio.get_running_loop()
        if self._task is not None and is_here:
            await self._task  # it may have to be tried again
        timer, self._task, self._timer = self._timer, None, None
        if timer is not None:
            timer.cancel()
        return timer is not None and is_here

    async def close(self) -> None:
        """Rest a last time where that was due, and never again."""
        self._is_closed = True
        if await self.pause():
            await self._rest()

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        due = min(self._last + IDLE_S, self._first + AT_LATEST_S)
        if loop.time() < due:
            self._timer = loop.call_at(due, self._look, loop)
        else:
            self._timer = None
            self._task = loop.create_task(self._rest())

    async def _rest(self) -> None:
        try:
            if not await self._work():
                self.note_write()
        except Exception as error:  # noqa: BLE001 - nobody waits for it
            log.warning("storage_did_not_rest", kind=type(error).__name__)


def note_act(
    db: AsyncConnection, scope: ExchangeScope, *, stars: Iterable[Act] = (), skips: Iterable[Act] = ()
) -> None:
    """Note a row that is new on a connection that writes."""
    resting: Resting | None = db.info.get(INFO)
    if resting is not None:
        resting.note_acts(scope, stars, skips)


INFO = "resting"
"""Under which name a writing connection of SQLite has what notes its rows."""


def rest(connection: sqlite3.Connection, rows: Sequence[Row], busy_ms: int, then_ms: int) -> bool:
    """Give rows other places and empty the journal; False where a reader keeps it from that, for busy_ms or longer.

    then_ms: that other statements wait for a lock afterwards.
    """
    if rows:
        connection.execute("PRAGMA synchronous=NORMAL")  # nothing new is in it, and the checkpoint syncs it
        try:
            change_places(connection, rows)
        finally:
            connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA busy_timeout={busy_ms}")  # else every write would wait for a reader's end
    try:
        is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        connection.execute(f"PRAGMA busy_timeout={then_ms}")
    return not is_busy


def change_places(connection: sqlite3.Connection, those: Iterable[Row]) -> None:
    """Lay rows and their neighbours by key down again in random order, in a transaction of its own.

    Rows stay as they are; where several have neighbours in common these are laid down once.
    """
    near: dict[str, dict[tuple[Any, ...], tuple[Any, ...]]] = {}
    for table, *key in those:
        found = near.setdefault(table, {})
        for query in _NEAR[table]:
            found |= {values[: len(key)]: values for values in connection.execute(query, key)}
    if not near:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table, rows in near.items():
            again = list(rows.values())
            _RANDOM.shuffle(again)
            connection.executemany(_DELETE[table], rows.keys())
            connection.executemany(_INSERT[table], again)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _columns(table: Table) -> list[str]:
    """Return the columns of a table, those of its key first and in the key's order."""
    key = [column.name for column in table.primary_key]
    return [*key, *(column.name for column in table.columns if column.name not in key)]


def _near(table: Table) -> tuple[str, str]:
    """Return the queries of a row and those behind it by key, and of those before it, inside its exchange."""
    first, second, third, fourth = (column.name for column in table.primary_key)
    start = f"SELECT {', '.join(_columns(table))} FROM {table.name} WHERE {first} = ? AND {second} = ?"  # noqa: S608
    return (
        f"{start} AND ({third}, {fourth}) >= (?, ?) ORDER BY {third}, {fourth} LIMIT {NEIGHBOURS + 1}",
        f"{start} AND ({third}, {fourth}) < (?, ?) ORDER BY {third} DESC, {fourth} DESC LIMIT {NEIGHBOURS}",
    )


_NEAR = {name: _near(table) for name, table in _TABLES.items()}
_DELETE = {
    name: f"DELETE FROM {name} WHERE {' AND '.join(f'{column.name} = ?' for column in table.primary_key)}"  # noqa: S608
    for name, table in _TABLES.items()
}
_INSERT = {
    name: f"INSERT INTO {name} ({', '.join(_columns(table))}) VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608
    for name, table in _TABLES.items()
}
