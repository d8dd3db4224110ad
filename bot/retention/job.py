"""Job of retention: authors hear of the last day, keys are erased, days merged, rows rewritten, the journal emptied.

What is due is computed from an exchange's dates, so after a time without the bot it is done at the next round. A lease
lets one process at a time do it for an exchange.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import perf_counter

import structlog

from bot.context import Context
from bot.core.comment_days import merge_days
from bot.core.wall_clock import local_day, zone_or_utc
from bot.domain.computations import compute_alone
from bot.domain.public_counts import compute_counts
from bot.domain.retention import erasure_plan
from bot.retention.last_day import find_notice, send_last_day
from bot.slack.workspaces import Workspace
from storage import alerts, comment_days, exchanges, installations, participants, physical, retention, tenants
from storage.computations import RETENTION
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.physical import StillReadError
from storage.session import Db

log = structlog.get_logger()

EMPTY_EVERY = timedelta(minutes=1)
"""Time between two looks at the journal, which is emptied then."""

KEYS_KEPT = timedelta(minutes=1)
"""How long an opened key stays in a process's memory at most: as long it outlives its erasure by another process."""

_AGAIN = timedelta(minutes=1)  # after Slack asked to wait, or somebody read what is older
_NIGHT = 3  # o'clock in the exchange's zone, from which on an open exchange's rows are rewritten
BY_DAY = ((5_000, timedelta(minutes=2)), (50_000, timedelta(hours=1)))
"""Up to how many ratings an open exchange is rewritten how often: the fewer people, the more an order says."""

_LOOK_EVERY = timedelta(seconds=30)  # whether something came: an act that was alone is in order for as long
_MOST_OF_THE_TIME = 1 / 50  # that rewrites by day may take: where they take long, they are rarer


@dataclass(frozen=True, slots=True)
class _Rewritten:
    """A rewrite by day. state: of the people's blocks before it; not_before: when another may follow."""

    state: bytes
    not_before: datetime


class Retention:
    """Does what is due. What it remembers is only when to look again, and may be lost."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._empty_at: datetime | None = None
        self._forget_keys_at: datetime | None = None
        self._later: dict[int, datetime] = {}  # exchanges that wait, by id
        self._rewritten: dict[int, _Rewritten] = {}  # by exchange

    async def tick(self, workspace: Workspace) -> None:
        """Do what is due in a workspace, once."""
        now = self._ctx.clock()
        self._forget_keys(now)
        await self._tick(workspace.tenant_id, now)
        await self._empty_journal(now)

    async def tick_unserved(self) -> None:
        """Do what is due of imports, which belong to no workspace of Slack's, and of workspaces that the app left."""
        async with self._ctx.storage.read() as db:
            local = await tenants.find(db, tenants.LOCAL)
            gone = await installations.list_gone_tenants(db)
        for tenant_id in [*([] if local is None else [local]), *gone]:
            await self._tick(tenant_id, self._ctx.clock())

    async def _tick(self, tenant_id: int, now: datetime) -> None:
        async with self._ctx.storage.read() as db:
            there = await exchanges.list_all(db, tenant_id, ExchangeState.OPEN, ExchangeState.CLOSED)
        for exchange in there:
            if self._later.get(exchange.exchange_id, now) > now:
                continue
            if self._is_notice_due(exchange, now):
                if not await send_last_day(self._ctx, exchange.scope):
                    self._later[exchange.exchange_id] = now + _AGAIN
            elif await self._is_due(exchange, now):
                async with compute_alone(self._ctx, exchange.scope, RETENTION, wait=0) as is_ours:
                    if is_ours:
                        await self._work(exchange, now)

    def _forget_keys(self, now: datetime) -> None:
        if self._forget_keys_at is None or now >= self._forget_keys_at:
            self._ctx.keys.forget_opened()
            self._forget_keys_at = now + KEYS_KEPT

    async def _empty_journal(self, now: datetime) -> None:
        if not self._ctx.storage.is_sqlite or (self._empty_at is not None and now < self._empty_at):
            return
        is_empty = await physical.truncate(self._ctx.storage, tries=1)
        self._empty_at = now + EMPTY_EVERY if is_empty else None  # else with the next round

    async def _is_due(self, exchange: Exchange, now: datetime) -> bool:
        if is_erasure_due(exchange, now) or is_rewrite_due(exchange, now):
            return True
        if not is_rewritten_before(exchange, now - BY_DAY[0][1]):
            return False
        self._later[exchange.exchange_id] = now + _LOOK_EVERY
        return await self._is_worth_it(exchange, now)

    def _is_notice_due(self, exchange: Exchange, now: datetime) -> bool:
        # Where the workspace is not served, nobody there can be written to.
        return self._ctx.workspaces.serves(exchange.tenant_id) and find_notice(exchange, now) is not None

    async def _work(self, known: Exchange, now: datetime) -> None:
        async with self._ctx.storage.read() as db:
            exchange = await exchanges.get(db, known.scope)  # as it is, now that nobody else works on it
        if exchange is None:
            return
        if is_erasure_due(exchange, now):
            await self._erase(exchange, now)
        elif is_rewrite_due(exchange, now):
            await self._merge_days(exchange, now)
            await self._rewrite(exchange, now)
        elif is_rewritten_before(exchange, now - BY_DAY[0][1]):
            await self._rewrite_by_day(exchange, now)

    async def _is_worth_it(self, exchange: Exchange, now: datetime) -> bool:
        """Say whether an open exchange's rows are few for the time since the last rewrite, and others than then."""
        last = self._rewritten.get(exchange.exchange_id)
        if last is not None and now < last.not_before:
            return False
        async with self._ctx.storage.read() as db:
            counts = await exchanges.get_counts(db, exchange.scope)
            if not any(counts.ratings <= most and is_rewritten_before(exchange, now - every) for most, every in BY_DAY):
                return False
            return last is None or await physical.get_state(db, exchange.scope) != last.state

    async def _rewrite_by_day(self, exchange: Exchange, now: datetime) -> None:
        began = perf_counter()
        await self._merge_days(exchange, now)
        state = await self._rewrite(exchange, now)
        if state is None:
            return
        took = timedelta(seconds=perf_counter() - began)
        self._rewritten[exchange.exchange_id] = _Rewritten(state, now + took / _MOST_OF_THE_TIME)

    async def _erase(self, exchange: Exchange, now: datetime) -> None:
        async with self._ctx.storage.read() as db:
            counts = await compute_counts(self._ctx, db, exchange)
        async with self._ctx.storage.write() as db:
            is_done = await retention.erase_key(db, exchange.scope, people=counts.people, now=now)
            if is_done:
                await exchanges.update_exchange(db, exchange.scope, public_counts=counts.to_json())
        if is_done:
            self._ctx.keys.forget_opened()
            log.info("key_erased", exchange_id=exchange.exchange_id)
            await self._rewrite(replace(exchange, wrapped_key=b""), now)

    async def _merge_days(self, exchange: Exchange, now: datetime) -> None:
        """Give comments of days on which few people wrote another day; those of imported conversations keep theirs."""
        if not exchange.has_key or exchange.channel_id is None:
            return
        today = local_day(now, exchange.zone)
        async with self._ctx.storage.read() as db:
            authors = await comment_days.list_authors(db, exchange.scope, self._ctx.key_of(exchange).seals)
        days = merge_days(authors, today, is_open=exchange.is_open)
        if days:
            async with self._ctx.storage.write() as db:
                await comment_days.move(db, exchange.scope, days)

    async def _rewrite(self, exchange: Exchange, now: datetime) -> bytes | None:
        """Write an exchange's rows again; return the state of its people's blocks then, None where it has to wait."""
        if not exchange.is_open:
            async with self._ctx.storage.write() as db:
                await alerts.remove_done_help(db, exchange.scope)
        state = await self._divide_again(exchange)
        try:
            done = await physical.rewrite(self._ctx.storage, exchange.scope)
        except StillReadError:
            self._later[exchange.exchange_id] = now + _AGAIN
            log.warning("rewrite_waits_for_readers", exchange_id=exchange.exchange_id)
            return None
        async with self._ctx.storage.write() as db:
            await exchanges.update_exchange(db, exchange.scope, rewritten_at=now)
        log.info("rows_rewritten", exchange_id=exchange.exchange_id, locked_ms=round(done.locked_s * 1000))
        return state

    async def _divide_again(self, exchange: Exchange) -> bytes:
        """Divide an exchange's people into blocks again, if its key is there; return the state of these blocks."""
        key = self._ctx.keys_of([exchange]).get(exchange.exchange_id)

        async def work(db: Db) -> bytes:
            if key is not None:
                await participants.divide_again(db, exchange.scope, key.seals)
            return await physical.get_state(db, exchange.scope)

        return await self._ctx.storage.transact(work)


def is_erasure_due(exchange: Exchange, now: datetime) -> bool:
    """Say whether the key of a closed exchange is to be erased."""
    plan = erasure_plan(exchange) if exchange.state == ExchangeState.CLOSED and exchange.has_key else None
    return plan is not None and plan.at <= now


def is_rewrite_due(exchange: Exchange, now: datetime) -> bool:
    """Say whether rows are to be rewritten: after the close, after the key's erasure, each night while it is open."""
    done = exchange.rewritten_at
    ends = [each for each in (exchange.closed_at, exchange.key_erased_at) if each is not None]
    if not exchange.is_open:
        return bool(ends) and (done is None or done < max(ends))
    last = done or exchange.opened_at
    is_night = now.astimezone(zone_or_utc(exchange.zone)).hour >= _NIGHT
    return last is not None and is_night and local_day(last, exchange.zone) < local_day(now, exchange.zone)


def is_rewritten_before(exchange: Exchange, moment: datetime) -> bool:
    """Say whether an open exchange's rows were last rewritten, or it was opened, at a moment or before."""
    last = exchange.rewritten_at or exchange.opened_at
    return exchange.is_open and last is not None and last <= moment
