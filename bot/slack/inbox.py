"""Housekeeping of the inbox: events are forgotten once Slack can no longer repeat them."""

from datetime import timedelta

from bot.slack.kit import Kit
from storage import tenants

KEPT = timedelta(hours=6)  # Slack repeats an event for minutes


async def tick(kit: Kit, tenant_id: int) -> None:
    """Forget old events."""
    async with kit.storage.write() as db:
        await tenants.forget_events(db, tenant_id, before=kit.clock() - KEPT)
