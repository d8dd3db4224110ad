"""Cleanup job: deletes processed events once Slack can no longer repeat them, and summaries of an earlier round."""

from datetime import datetime, timedelta

from bot.domain.event_leases import is_over
from bot.domain.tools import CleanupTools
from storage import ai_usage, processed_events

KEPT = timedelta(minutes=15)
"""How long an event is kept after its hour has ended: Slack repeats it three times, at once, after 1 and 5 minutes."""

SUMMARIES_KEPT = timedelta(hours=1)  # the digests of one round go out within minutes
EVERY = timedelta(minutes=10)


class ProcessedEventCleanup:
    """Deletes what is too old every few minutes, and writes only when there is any.

    No index for it: a look reads the events of an hour and a half at most, while an index would be written with each.
    """

    def __init__(self, ctx: CleanupTools) -> None:
        self._ctx = ctx
        self._next: dict[int, datetime] = {}  # by tenant; where several processes look, they look more often

    async def tick(self, tenant_id: int) -> None:
        """Delete what is too old, if the last look is a while ago."""
        now = self._ctx.clock()
        if tenant_id in self._next and now < self._next[tenant_id]:
            return
        before, written_before = now - KEPT, now - SUMMARIES_KEPT
        async with self._ctx.storage.read() as db:
            has_events = await processed_events.has_expired(db, tenant_id, before=before)
            leases = await processed_events.list_leases(db, tenant_id)
            has_summaries = await ai_usage.has_older_summary(db, tenant_id, written_before)
        # Apart: what belongs to Slack's side and what belongs to an exchange are never one transaction.
        if has_events:
            async with self._ctx.storage.write() as db:
                await processed_events.delete_expired(db, tenant_id, before=before)
        over = is_over(self._ctx.tenant_key(tenant_id), now=now)
        if dead := [lease for lease in leases if over(lease[1])]:
            async with self._ctx.storage.write() as db:
                await processed_events.delete_leases(db, tenant_id, dead)
        if has_summaries:
            async with self._ctx.storage.write() as db:
                await ai_usage.delete_older_summaries(db, tenant_id, written_before)
        self._next[tenant_id] = now + EVERY  # a failure above is tried again with the next tick
