"""Cleanup job: deletes processed events once Slack can no longer repeat them, and summaries of an earlier round."""

from datetime import datetime, timedelta

from bot.domain.tools import EventTools
from storage import ai_usage, processed_events

KEPT = timedelta(hours=6)  # Slack repeats an event for minutes
SUMMARIES_KEPT = timedelta(hours=1)  # the digests of one round go out within minutes
EVERY = timedelta(hours=1)


class ProcessedEventCleanup:
    """Deletes old events once an hour, and writes only when there are any.

    No index for it: an hour's look reads the events of at most seven hours, while an index would be written with each.
    """

    def __init__(self, ctx: EventTools) -> None:
        self._ctx = ctx
        self._next: dict[int, datetime] = {}  # by tenant; where several processes look, they look more often

    async def tick(self, tenant_id: int) -> None:
        """Delete what is too old, if an hour has passed since the last look."""
        now = self._ctx.clock()
        if tenant_id in self._next and now < self._next[tenant_id]:
            return
        before, written_before = now - KEPT, now - SUMMARIES_KEPT
        async with self._ctx.storage.read() as db:
            is_due = await processed_events.has_older(db, tenant_id, before)
            is_due = is_due or await ai_usage.has_older_summary(db, tenant_id, written_before)
        if is_due:
            async with self._ctx.storage.write() as db:
                await processed_events.delete_expired(db, tenant_id, before=before)
                await ai_usage.delete_older_summaries(db, tenant_id, written_before)
        self._next[tenant_id] = now + EVERY  # a failure above is tried again with the next tick
