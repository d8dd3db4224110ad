"""Batches of acts: what arrives during a commit is read, done and written together in the next transaction.

An act is written for `ActRows`, so it does not know whether it runs in a batch. Whatever a batch cannot do raises
NotInBatchError, and the act runs in a transaction of its own (`Storage.transact`). docs/decisions/0025-star.md.
"""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import text

from storage import batch_postgres, batch_sqlite, exchanges
from storage.batch_blocks import BatchPeople
from storage.batch_changes import Missing, MissingError, NotInBatchError
from storage.batch_reading import ChangedError, LayoutError, Layouts, StaleError
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.hits import Hits
from storage.known_comments import HEAD, SHORT_HEAD, QueueHead
from storage.loaded_rows import Loaded, LoadedRows
from storage.participant_record import Participant
from storage.scope import ExchangeScope
from storage.seals import PersonKey
from storage.session import Storage
from storage.waits import Wait, current, is_away

log = structlog.get_logger()

T = TypeVar("T")

MAX_ACTS = 64
GATHER_S = 0.005
"""That a batch waits behind a busy one."""

_BUSY_ACTS, _ENOUGH_ACTS = 4, MAX_ACTS // 2  # in the batch before; that wait already
_TRIES = 5
_MAX_AGE_S = 2.0  # of a queue that another process may have changed
_MAX_KNOWN = 200  # exchanges
_MOST_KNOWN = 4 * HEAD  # comments of one
_FEW_ACTS = 12  # on one reading of the queue, for which a short head will do

Batch = batch_sqlite.SqliteBatch | batch_postgres.PostgresBatch
Work = Callable[[LoadedRows, Exchange, Participant], Awaitable[T]]
"""What an act does; it may run several times, and does nothing but with its rows."""


@dataclass(eq=False, slots=True)
class _Act(Generic[T]):
    scope: ExchangeScope
    who: PersonKey
    work: Work[T]
    done: "asyncio.Future[T]"
    outcome: T | None = None
    error: Exception | None = None
    wait: Wait | None = field(default_factory=current)  # for its outcome


@dataclass(slots=True)
class _Known:
    """What this process remembers of an exchange. fingerprint: of all that is stored of it."""

    fingerprint: str
    exchange: Exchange
    head: QueueHead | None = None


@dataclass(slots=True)
class Batches:
    """The acts that wait, and what is remembered of their exchanges; nothing of a person.

    is_on: False, every act runs in a transaction of its own. on_statement: takes each statement. on_size: takes how
    many acts are written together. exchanges: how often one was remembered.
    sizes: how many acts were written together, the last ones. pause: waits some seconds.
    """

    storage: Storage
    is_on: bool = True
    on_statement: Callable[[str], None] = lambda _sql: None
    on_size: Callable[[int], None] = lambda _acts: None
    exchanges: Hits = field(default_factory=Hits)
    sizes: "deque[int]" = field(default_factory=lambda: deque(maxlen=1_000))
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _known: dict[ExchangeScope, _Known] = field(default_factory=dict)
    _layouts: Layouts = field(default_factory=dict)
    _waiting: "deque[_Act[Any]]" = field(default_factory=deque)
    _runner: "asyncio.Task[None] | None" = None

    async def get_exchange(self, scope: ExchangeScope) -> Exchange | None:
        """Return an exchange as it was a moment ago; each batch looks again before it writes."""
        known = await self._get_known(scope)
        return known.exchange if known else None

    async def run(self, scope: ExchangeScope, who: PersonKey, work: Work[T]) -> T:
        """Run an act in the next batch, and return what it returns once it is committed.

        Raises what the act raises, and NotInBatchError when it needs a transaction of its own.
        """
        if not self.is_on:
            raise NotInBatchError
        act = _Act(scope, who, work, asyncio.get_running_loop().create_future())
        self._waiting.append(act)
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._drain())
        done: T = await act.done
        return done

    async def close(self) -> None:
        """Wait until all acts that wait are written."""
        if self._runner is not None:
            await self._runner

    async def _gather(self) -> None:
        """Behind a busy batch let those come first who click just now: a commit and more is once for each batch."""
        is_busy = len(self.sizes) > 0 and self.sizes[-1] >= _BUSY_ACTS
        if is_busy and 0 < len(self._waiting) < _ENOUGH_ACTS:
            await self.pause(GATHER_S)

    async def _drain(self) -> None:
        while True:
            await self._gather()
            self._waiting = deque(each for each in self._waiting if not each.done.done())  # without those taken back
            if not self._waiting:
                return
            scope = self._waiting[0].scope
            acts = [each for each in self._waiting if each.scope == scope][:MAX_ACTS]
            taken = set(map(id, acts))
            self._waiting = deque(each for each in self._waiting if id(each) not in taken)
            for act in acts:
                if act.wait is not None:
                    act.wait.is_begun = True
            await self._run_batch(scope, acts)

    async def _run_batch(self, scope: ExchangeScope, acts: "Sequence[_Act[Any]]") -> None:
        """Run acts together; where that fails, each by itself, so that nobody is refused for another's act."""
        self.sizes.append(len(acts))
        self.on_size(len(acts))
        try:
            await self._run_tries(scope, acts)
        except Exception as error:  # noqa: BLE001 - whatever it is, each act gets an answer
            if not isinstance(error, NotInBatchError):
                log.warning("batch_failed", kind=type(error).__name__, acts=len(acts))
            if is_away(error):  # nothing is wrong with any act: who waits repeats it (storage/waits.py)
                for act in acts:
                    act.error = error
            elif len(acts) == 1:
                acts[0].error = error if isinstance(error, NotInBatchError) else NotInBatchError(error)
            else:
                for act in acts:
                    await self._run_batch(scope, [act])
                return
        for act in acts:
            if act.done.done():
                continue  # who waited went
            if act.error is not None:
                act.done.set_exception(act.error)
            else:
                act.done.set_result(act.outcome)

    async def _run_tries(self, scope: ExchangeScope, acts: "Sequence[_Act[Any]]") -> None:
        for _ in range(_TRIES):
            known = await self._get_known(scope)
            if known is None:
                break
            try:
                await self._transact(scope, known, acts)
            except StaleError:
                self._known.pop(scope, None)
            except LayoutError:
                self._layouts.pop(scope, None)
            except ChangedError:
                known.head = None
            else:
                return
        raise NotInBatchError

    async def _transact(self, scope: ExchangeScope, known: _Known, acts: "Sequence[_Act[Any]]") -> None:
        async with self.storage.driver() as driver:
            if self.storage.is_sqlite:
                await driver.run(self._run_in_thread, scope, known, acts)
            else:
                batch = batch_postgres.PostgresBatch(driver, self._layouts, self.on_statement)
                await self._run_transaction(batch, scope, known, acts)

    def _run_in_thread(
        self, connection: sqlite3.Connection, scope: ExchangeScope, known: _Known, acts: "Sequence[_Act[Any]]"
    ) -> None:
        """Run a whole transaction on SQLite, where nothing waits, in the connection's thread."""
        batch = batch_sqlite.SqliteBatch(connection, self._layouts, self.on_statement)
        transaction = self._run_transaction(batch, scope, known, acts)
        try:
            transaction.send(None)
        except StopIteration:
            return
        transaction.close()
        raise NotInBatchError  # an act waits for something

    async def _run_transaction(
        self, batch: Batch, scope: ExchangeScope, known: _Known, acts: "Sequence[_Act[Any]]"
    ) -> None:
        """Run a transaction, and remember the queue as it leaves it."""
        try:
            found = await batch.begin(scope, [act.who for act in acts])
            found.require_same(known.fingerprint)
            people = BatchPeople(acts[0].who.key, scope, found)
            people.require_room()
            rows = await self._run_acts(batch, scope, known, acts, people)
            if rows is None:
                await batch.rollback()
                return
            self.storage.resting.note_acts(scope, rows.changes.stars, rows.changes.skips)
            counts = await batch.write(scope, rows.changes, people.seal(rows.changes.people))
            if counts is None:  # nobody else writes; a long one is read again, without what acts asked for
                known.head = rows.head if len(rows.head.by_id) <= _MOST_KNOWN else None
            elif known.head is not None:
                known.head.change_counts(counts)
        except BaseException:
            await batch.rollback()
            raise

    async def _run_acts(
        self,
        batch: Batch,
        scope: ExchangeScope,
        known: _Known,
        acts: "Sequence[_Act[Any]]",
        people: BatchPeople,
    ) -> LoadedRows | None:
        """Run the acts on rows in memory until nothing is missing; None where nothing is to be written."""
        loaded = Loaded()
        if not self._is_usable(known.head):
            is_busy = max(known.head.acts if known.head else 0, len(acts)) > _FEW_ACTS
            await self._load_head(batch, scope, known, loaded, size=HEAD if is_busy else SHORT_HEAD)
        assert known.head is not None  # noqa: S101 - it was just loaded
        if not known.head.is_whole:
            await _load_rated(batch, scope, known.head, loaded, [people.get(act.who) for act in acts])
        loaded.has_head = loaded.has_head or (self.storage.is_sqlite and known.head.is_long)
        known.head.acts += len(acts)
        while True:
            rows = LoadedRows(known.head, loaded)
            for act in acts:
                person = rows.changes.people.get(act.who.mark) or people.get(act.who)
                await _run_act(act, rows, known.exchange, person)
            if not rows.missing:
                return rows if rows.changes.people or rows.changes.events else None
            if rows.missing.is_head:
                await self._load_head(batch, scope, known, loaded, size=HEAD)
            await batch.load(scope, rows.missing, loaded)

    async def _load_head(
        self,
        batch: Batch,
        scope: ExchangeScope,
        known: _Known,
        loaded: Loaded,
        *,
        size: int,
    ) -> None:
        stamp = self.storage.writes
        rows, deficits = await batch.load_head(scope, size)
        known.head = QueueHead.of(map(tuple, rows), map(tuple, deficits), size=size, stamp=stamp, now=time.monotonic())
        loaded.has_head = known.head.is_long

    def _is_usable(self, head: QueueHead | None) -> bool:
        if head is None or head.stamp != self.storage.writes:
            return False
        return self.storage.is_sqlite or time.monotonic() - head.loaded_at < _MAX_AGE_S

    async def _get_known(self, scope: ExchangeScope) -> _Known | None:
        known = self._known.get(scope)
        self.exchanges.count(is_hit=known is not None)
        if known is None:
            sql = batch_sqlite.FINGERPRINT if self.storage.is_sqlite else batch_postgres.FINGERPRINT
            async with self.storage.read() as db:  # both of one moment
                exchange = await exchanges.get(db, scope)
                if exchange is None:
                    return None
                fingerprint = (await db.execute(text(sql), scope.columns)).scalar_one()
            known = _Known(fingerprint, exchange)
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
                self._layouts.clear()
            self._known[scope] = known
        return known


async def _load_rated(
    batch: Batch, scope: ExchangeScope, head: QueueHead, loaded: Loaded, people: Sequence[Participant]
) -> None:
    """Read the comments on people's cards that the head does not hold: probably they are rated now."""
    shown = {each.open_comment_id for each in people if each.open_comment_id is not None}
    if away := shown - head.by_id.keys():
        await batch.load(scope, Missing(ids=away), loaded)
        for each in loaded.ids.values():
            if each is not None and each.comment.state == CommentState.LIVE and len(head.by_id) < _MOST_KNOWN:
                head.add(each)


async def _run_act(act: "_Act[Any]", rows: LoadedRows, exchange: Exchange, person: Participant) -> None:
    """Run one act, and keep what it did if it came through."""
    act.outcome, act.error = None, None
    if person.is_forgetting:
        act.error = NotInBatchError()
        return
    try:
        act.outcome = await act.work(rows, exchange, person)
    except MissingError:
        rows.drop()
    except Exception as error:  # noqa: BLE001 - it is raised where the act was asked for
        rows.drop()
        act.error = error
    else:
        rows.keep()
