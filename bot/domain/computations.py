"""Computations that one process at a time does for an exchange: a lease that is extended while the work lasts.

A process that dies leaves its lease to run out; who waits for it goes on then.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

import structlog

from bot.domain.tools import ComputationTools
from bot.log import safe_info
from storage import computations
from storage.scope import ExchangeScope

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
_EXTEND_S = 15.0
_LOOK_S = 0.5  # while another process has it


class _Lease:
    """A claimed computation, and the end of its lease."""

    def __init__(self, ctx: ComputationTools, scope: ExchangeScope, kind: str) -> None:
        self._ctx, self._scope, self._kind = ctx, scope, kind
        self._until: datetime | None = None
        self._ending = asyncio.Event()

    async def claim(self) -> bool:
        now = self._ctx.clock()
        until = self._until = now + LEASE  # before the transaction: one that is cancelled may have been committed
        try:
            claimed = await self._ctx.storage.transact(
                lambda db: computations.claim(db, self._scope, self._kind, now=now, until=until)
            )
        except Exception:
            self._until = None
            raise
        if not claimed:
            self._until = None
        return claimed

    def end(self) -> None:
        """Let `keep` return, after an extension that is under way."""
        self._ending.set()

    async def keep(self) -> None:
        """Extend the lease until its end; work whose lease was lost still saves nothing twice."""
        while (was := self._until) is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_EXTEND_S):
                    await self._ending.wait()
            if self._ending.is_set():
                return
            until = self._ctx.clock() + LEASE
            try:
                is_ours = await self._ctx.storage.transact(
                    lambda db, was=was, until=until: computations.extend(  # type: ignore[misc]
                        db, self._scope, self._kind, was=was, until=until
                    )
                )
            except Exception as error:  # noqa: BLE001 - a database that was away for a moment: the lease is longer
                log.warning("lease_not_extended", error=type(error).__name__, where=safe_info(error))
            else:
                self._until = until if is_ours else None

    async def finish(self) -> None:
        if (was := self._until) is not None:
            await self._ctx.storage.transact(lambda db: computations.finish(db, self._scope, self._kind, was=was))


@asynccontextmanager
async def compute_alone(
    ctx: ComputationTools, scope: ExchangeScope, kind: str, *, wait: float, gives_up: Callable[[], bool] = lambda: False
) -> AsyncIterator[bool]:
    """Claim a computation, waiting for another process that has it; yields whether it is claimed.

    wait: seconds at most. gives_up: asked while waiting; the bot stops. Who waited looks at what the other one saved.
    """
    lease, waited = _Lease(ctx, scope, kind), 0.0
    keeping: asyncio.Task[None] | None = None
    try:
        while not await lease.claim():
            if waited >= wait or gives_up():
                yield False
                return
            await asyncio.sleep(_LOOK_S)
            waited += _LOOK_S
        keeping = asyncio.create_task(lease.keep())
        yield True
    finally:
        lease.end()
        if keeping is not None:
            await asyncio.wait({keeping})  # not cancelled: what it has written and not noted would outlast the end
        await lease.finish()
