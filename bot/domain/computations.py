"""Computations that one process at a time does for an exchange: a lease that is extended while the work lasts.

A process that dies leaves its lease to run out; who waits for it goes on then.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
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

    async def claim(self) -> bool:
        now = self._ctx.clock()
        until = now + LEASE
        claimed = await self._ctx.storage.transact(
            lambda db: computations.claim(db, self._scope, self._kind, now=now, until=until)
        )
        self._until = until if claimed else None
        return claimed

    async def keep(self) -> None:
        """Extend the lease until this is cancelled; work whose lease was lost still saves nothing twice."""
        while (was := self._until) is not None:
            await asyncio.sleep(_EXTEND_S)
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
    while not await lease.claim():
        if waited >= wait or gives_up():
            yield False
            return
        await asyncio.sleep(_LOOK_S)
        waited += _LOOK_S
    keeping = asyncio.create_task(lease.keep())
    try:
        yield True
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await lease.finish()
