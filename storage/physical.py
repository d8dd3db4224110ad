"""What files keep beside the rows: words that were deleted, and the order in which people did things.

SQLite: deleted words stay in the journal (WAL) until it is emptied, and the cells of a page lie in the order in which
they came. PostgreSQL: a deleted row stays until VACUUM, and each row names the transaction that wrote it (`xmin`),
which freezing does not remove. So `truncate` takes deleted words away, and `rewrite` the order.
docs/decisions/0023-retention.md
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from time import perf_counter

from sqlalchemy import Table, select, text, update
from sqlalchemy.exc import DBAPIError

from storage.models import exchange, metadata, participant
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db, Run, Storage

_TRIES = 20
_PAUSE_S = 0.1  # between tries, while somebody reads what is older
_BUSY_MS = 50
_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL: it waited for as long as it may
_LOCK_MS = 2_000  # that a rewrite waits for a table; clicks wait behind it meanwhile
_HORIZON = "SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint) % 4294967296"
_OLD_SNAPSHOTS = """
SELECT count(*) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND datname = current_database() AND age(backend_xmin) > age('{horizon}'::xid)
"""


class StillReadError(Exception):
    """Somebody reads the database as it was before, or uses a table: what is deleted since cannot be removed yet."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A rewrite of an exchange's rows. tables: how many; locked_s: the longest time that one of them was locked."""

    tables: int
    locked_s: float


_KEEPERS = text("""
SELECT
    current_setting('archive_mode') <> 'off' AS archive,
    EXISTS (SELECT FROM pg_stat_replication) AS standby,
    EXISTS (SELECT FROM pg_replication_slots) AS slot,
    EXISTS (SELECT FROM pg_prepared_xacts) AS prepared,
    current_setting('track_commit_timestamp') = 'on' AS commit_timestamp,
    current_setting('log_statement') IN ('mod', 'all')
        OR current_setting('log_min_duration_statement') <> '-1' AS statements
""")


def tables_of_acts() -> list[Table]:
    """Return the tables whose rows are acts of people: those without a row order on SQLite."""
    return [each for each in metadata.sorted_tables if each.dialect_options["sqlite"].get("with_rowid") is False]


async def truncate(storage: Storage, *, tries: int = _TRIES) -> bool:
    """Take deleted words out of the files: empty SQLite's journal, or remove PostgreSQL's dead rows.

    False where a reader that goes on kept it from that, after `tries` tries with a tenth of a second between.
    PostgreSQL: the words are then in no row; bytes between rows and its own journal (pg_wal) go with the next
    rewrite and as the server recycles them.
    """
    work = _empty_journal if storage.is_sqlite else _remove_dead_rows
    for attempt in range(tries):
        if await work(storage):
            return True
        if attempt < tries - 1:
            await asyncio.sleep(_PAUSE_S)
    return False


async def _empty_journal(storage: Storage) -> bool:
    return await storage.rest(busy_ms=_BUSY_MS)


async def _remove_dead_rows(storage: Storage) -> bool:
    async with storage.alone() as run:
        if not await _is_past(run):
            return False
        await run(f"VACUUM {', '.join(metadata.tables)}")  # themes and digests hold words of comments too
    return True


async def _is_past(run: Run) -> bool:
    """Say whether nobody reads the database as it was before now: else older rows have to be kept for them."""
    [(horizon,)] = await run(_HORIZON)
    [(readers,)] = await run(_OLD_SNAPSHOTS.format(horizon=int(horizon)))
    return not readers


async def _wait_for_readers(run: Run) -> None:
    for _ in range(_TRIES):
        if await _is_past(run):
            return
        await asyncio.sleep(_PAUSE_S)
    raise StillReadError


async def rewrite(storage: Storage, scope: ExchangeScope) -> Rewrite:
    """Write the rows of an exchange's acts again, in the order of their keys, which are random.

    Afterwards neither their place nor their transaction says when they came, or together with what. SQLite: the whole
    file is written again, and writes wait. PostgreSQL: a transaction for each table gives its rows of the exchange one
    `xmin` for all, then the table is clustered, which drops older rows; meanwhile nobody reads or writes it.
    Raises StillReadError, also where a table cannot be locked in two seconds.
    """
    if storage.is_sqlite:
        began = perf_counter()
        async with storage.alone() as run:
            await run("VACUUM")
            storage.resting.take_rows()  # all are in order now: none needs another place
        locked_s = perf_counter() - began
        if not await truncate(storage):
            raise StillReadError
        return Rewrite(len(metadata.tables), locked_s)
    tables = [exchange, *(each for each in tables_of_acts() if "exchange_id" in each.c)]
    return Rewrite(len(tables), max([await _rewrite_table(storage, scope, each) for each in tables], default=0.0))


async def _rewrite_table(storage: Storage, scope: ExchangeScope, table: Table) -> float:
    same = update(table).where(in_exchange(table, scope)).values(tenant_id=table.c.tenant_id)
    await storage.transact(lambda db: db.execute(same))  # again where a click locked the same rows in another order
    async with storage.alone() as run:
        await _wait_for_readers(run)
        began = perf_counter()
        try:  # in one message: a pooler may give the next one another connection of the server
            await run(f"SET LOCAL lock_timeout = {_LOCK_MS}; CLUSTER {table.name} USING {table.primary_key.name}")
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                raise
            raise StillReadError from error
        locked_s = perf_counter() - began
        await run(f"VACUUM (FREEZE, ANALYZE) {table.name}")
    return locked_s


async def get_state(db: Db, scope: ExchangeScope) -> bytes:
    """Return a value that is another after every act of anybody in an exchange: a hash of all revisions."""
    these = select(participant.c.revision).where(in_exchange(participant, scope)).order_by(participant.c.number)
    return sha256(b"".join(bytes(revision) for revision in (await db.execute(these)).scalars())).digest()


async def list_keepers(db: Db) -> Sequence[str]:
    """Return what keeps removed data alive on this PostgreSQL server; nothing where all is well.

    Names: archive, standby, slot, commit_timestamp, statements, prepared.
    """
    if db.dialect.name != "postgresql":
        return []
    row = (await db.execute(_KEEPERS)).mappings().one()
    return [str(name) for name, is_there in row.items() if is_there]
