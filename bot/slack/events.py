"""Events: each is processed once, however often Slack delivers it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.tools import EventTools, StorageTools
from bot.slack.errors import InFlightError
from storage import processed_events
from storage.session import Db


class EventClaim:
    """The right of one delivery to process an event.

    is_ours: False when the event was answered before, and nothing is left to do.
    has_effect: an earlier delivery made the event's effect and failed before it was answered; only answer again.
    """

    def __init__(self, tenant_id: int, event_id: str, *, is_ours: bool, has_effect: bool) -> None:
        self._tenant_id = tenant_id
        self._event_id = event_id
        self.is_ours = is_ours
        self.has_effect = has_effect

    async def record_effect(self, db: Db) -> None:
        """Record, in the transaction that makes the event's effect, that it is made: both are kept, or neither.

        Raises InFlightError when another delivery made the effect meanwhile: this transaction then rolls back,
        and Slack's next delivery answers.
        """
        if not await processed_events.record_effect(db, self._tenant_id, self._event_id):
            raise InFlightError


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
    event_id = str(body["event_id"])
    claim = await ctx.storage.transact(
        lambda db: processed_events.claim(db, actor.tenant_id, event_id, now=ctx.clock())
    )
    if not claim.is_ours and not claim.is_done:
        raise InFlightError
    try:
        yield EventClaim(actor.tenant_id, event_id, is_ours=claim.is_ours, has_effect=claim.has_effect)
    except UserError:
        await _finish(ctx, actor, event_id)
        raise
    except BaseException:
        if claim.is_ours:
            await ctx.storage.transact(lambda db: processed_events.release(db, actor.tenant_id, event_id))
        raise
    if claim.is_ours:
        await _finish(ctx, actor, event_id)


async def _finish(ctx: StorageTools, actor: Actor, event_id: str) -> None:
    await ctx.storage.transact(lambda db: processed_events.finish(db, actor.tenant_id, event_id))
