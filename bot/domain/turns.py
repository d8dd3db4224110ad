"""Turns: one process at a time sends the messages of an exchange, and knows whether a try before may have sent some.

A process that dies, or had no answer from Slack, leaves its turn to run out. Who takes a later one looks for messages,
however many turns ago they may have been sent, before it sends them again.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.domain.leases import end_lease, rest_end
from bot.domain.tools import ComputationTools
from storage import computations
from storage.scope import ExchangeScope


@dataclass(slots=True)
class Turn:
    """A turn to send. is_again: a turn before may have sent messages; is_settled: what was sent is known.

    until: the end of its lease.
    """

    is_again: bool
    until: datetime
    is_settled: bool = False


@asynccontextmanager
async def take_turn(ctx: ComputationTools, scope: ExchangeScope, kind: str) -> AsyncIterator[Turn | None]:
    """Yield the turn to send an exchange's messages of a kind, None where another process has it.

    Who has it sets is_settled where nothing that was begun is left in doubt.
    """
    now = ctx.clock()
    until = computations.coarse_end(now)
    async with ctx.storage.write() as db:
        was = await computations.get_end(db, scope, kind)
        is_ours = await computations.claim(db, scope, kind, now=now, until=until)
    if not is_ours:
        yield None
        return
    turn = Turn(was is not None, until)
    yield turn
    rests_until = None if turn.is_settled else max(until, rest_end(ctx.clock(), is_coarse=True))
    async with ctx.storage.write() as db:
        await end_lease(db, scope, kind, was=until, rests_until=rests_until)
