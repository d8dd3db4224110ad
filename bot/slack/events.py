"""Events: each is processed once, however often Slack delivers it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.event_leases import is_over, marks_of, new_lease
from bot.domain.tools import EventTools
from bot.slack.errors import InFlightError
from storage import processed_events
from storage.loaded_rows import LoadedRows
from storage.processed_events import Claim, EventMarks
from storage.session import Db


class EventClaim:
    """The right of one delivery to process an event.

    is_ours: False when the event was answered before, and nothing is left to do.
    has_effect: an earlier delivery made the event's effect and failed before it was answered; only answer again.
    """

    def __init__(self, tenant_id: int, marks: EventMarks, found: Claim, clock: Callable[[], datetime]) -> None:
        self._tenant_id = tenant_id
        self._marks = marks
        self._clock = clock
        self.is_ours = found.is_ours
        self.has_effect = found.has_effect

    async def record_effect(self, db: Db) -> None:
        """Record, in the transaction that makes the event's effect, that it is made: both are kept, or neither.

        Raises InFlightError when another delivery made the effect meanwhile: this transaction then rolls back,
        and Slack's next delivery answers.
        """
        if not await processed_events.record_effect(db, self._tenant_id, self._marks, now=self._clock()):
            raise InFlightError

    async def record_in_batch(self, rows: LoadedRows) -> None:
        """Record the effect with the batch that makes it; where another delivery made it, the act runs by itself."""
        await rows.record_event(self._marks.event, processed_events.hour_of(self._clock()))


@asynccontextmanager
async def process_once(ctx: EventTools, actor: Actor, body: dict[str, Any]) -> AsyncIterator[EventClaim]:
    """Claim an event for one delivery; a failure gives the claim back to Slack's next delivery.

    A listener that changes anything does it like this, so that a failure after the commit is no second effect:

        async with process_once(ctx, actor, body) as event:
            if not event.is_ours:
                return
            if not event.has_effect:
                async def work(db: Db) -> None:
                    await event.record_effect(db)
                    ...  # the change

                await ctx.storage.transact(work)
            ...  # the answer: whatever a person should see, also when only the answer is repeated

    A UserError is an answer: the event is done. Raises InFlightError while another delivery of it is being
    processed, so that Slack tries again.
    """
    tenant_id, key, now = actor.tenant_id, ctx.tenant_key(actor.tenant_id), ctx.clock()
    marks, lease, over = marks_of(key, str(body["event_id"])), new_lease(key, now=now), is_over(key, now=now)
    claim = await ctx.storage.transact(
        lambda db: processed_events.claim(db, tenant_id, marks, sealed=lease, is_over=over)
    )
    if not claim.is_ours and not claim.is_done:
        raise InFlightError
    try:
        yield EventClaim(tenant_id, marks, claim, ctx.clock)
    except UserError:
        await _finish(ctx, tenant_id, marks, lease)
        raise
    except BaseException:
        if claim.is_ours:
            await _release(ctx, tenant_id, marks, lease)
        raise
    if claim.is_ours:
        await _finish(ctx, tenant_id, marks, lease)


async def _finish(ctx: EventTools, tenant_id: int, marks: EventMarks, lease: bytes) -> None:
    await ctx.storage.transact(lambda db: processed_events.finish(db, tenant_id, marks, now=ctx.clock()))
    await _release(ctx, tenant_id, marks, lease)  # apart: in one transaction nothing is to join the two rows


async def _release(ctx: EventTools, tenant_id: int, marks: EventMarks, lease: bytes) -> None:
    """Give our lease up; one that another delivery took after ours had run out stays."""
    await ctx.storage.transact(lambda db: processed_events.delete_leases(db, tenant_id, [(marks.lease, lease)]))
