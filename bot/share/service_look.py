"""Job: shows new comments to the operator's own service; what it takes for a sign of danger is hidden at once.

It is asked after a comment is saved, so that it keeps nobody waiting and lets nothing through that the rules hold.
Which comments wait is a flag on each (storage/second_looks.py), so that a restart loses none. While the service fails,
it is asked for one comment at a time, each time a random one: a comment that it cannot take keeps no other waiting.
"""

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.core.screening import Rule
from bot.domain.ai_services import AskDanger, ServiceError, Words
from bot.share.second_look import finish_look
from bot.share.service import find_hosts
from bot.slack.workspaces import Workspace
from storage import ai_usage, alerts, second_looks
from storage.enums import AiService
from storage.second_looks import Flag, Unlooked

log = structlog.get_logger()

MAX_BATCH = 16
"""Comments that are sent together."""

AGAIN = timedelta(seconds=30)
"""After a failure, until the service is asked again."""

_NO_CAP = 2**62


class ServiceLooks:
    """Asks about what waits, in batches. ask: None where the operator has no such service."""

    def __init__(self, ctx: Context, ask: AskDanger | None) -> None:
        self._ctx = ctx
        self._ask = ask
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._failed_at: dict[int, datetime] = {}  # by workspace, until it answers again

    async def tick(self, workspace: Workspace) -> None:
        """Ask about all that waits in a workspace, unless the service failed a moment ago. One after the other."""
        if self._ask is None:
            return
        async with self._locks[workspace.tenant_id]:
            while await self._look_at_some(workspace.tenant_id, self._ask):
                pass

    async def _look_at_some(self, tenant_id: int, ask: AskDanger) -> bool:
        """Ask about a batch; say whether there may be more."""
        failed_at = self._failed_at.get(tenant_id)
        if failed_at is not None and self._ctx.clock() < failed_at + AGAIN:
            return False
        waiting = await self._take(tenant_id, 1 if failed_at else MAX_BATCH)
        if not waiting:
            return False
        try:
            signs = await ask([Words(each.text, each.why) for each in waiting])
        except ServiceError as error:
            await self._fail(tenant_id, error.note)
            return False
        self._failed_at.pop(tenant_id, None)
        for each, is_danger in zip(waiting, signs, strict=True):
            await finish_look(self._ctx, tenant_id, each, Flag.SERVICE, Rule.DANGER if is_danger else None)
        return True

    async def _take(self, tenant_id: int, limit: int) -> list[Unlooked]:
        """Return comments with their words of now, counted as sent; none where no owner allows it (any more)."""
        async with self._ctx.storage.read() as db:
            if not await second_looks.list_waiting(db, tenant_id, Flag.SERVICE, limit=1):
                return []
        async with self._ctx.storage.write() as db:
            if not (await find_hosts(self._ctx, db, tenant_id)).danger:
                await second_looks.drop(db, tenant_id, Flag.SERVICE)
                return []
            waiting = await second_looks.list_waiting(db, tenant_id, Flag.SERVICE, limit=limit)
            sent = sum(len(each.text) + len(each.why) for each in waiting)
            await ai_usage.spend(db, tenant_id, AiService.DANGER, sent, cap=_NO_CAP, now=self._ctx.clock())
        return waiting

    async def _fail(self, tenant_id: int, note: str) -> None:
        """Count it, and let moderators know, once a day at most (bot/moderate/alerts.py)."""
        log.warning("danger_service_failed", why=note)
        self._failed_at[tenant_id] = self._ctx.clock()
        self._ctx.metrics.count_service_failure(note)
        async with self._ctx.storage.write() as db:
            await alerts.add(db, tenant_id, alerts.SERVICE)
