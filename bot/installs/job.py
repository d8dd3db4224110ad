"""Job of installations: what changed is taken up, tokens are renewed, workspaces that left are deleted on their day."""

import structlog

from bot.context import Context
from bot.installs.served import Served
from storage import installations, physical, tenants
from storage.installations import Installation
from storage.session import Db
from storage.workspace_removal import delete_workspace

log = structlog.get_logger()


class InstallJob:
    """Does one round, whatever workspaces there are."""

    def __init__(self, ctx: Context, served: Served) -> None:
        self._ctx = ctx
        self._served = served

    async def tick(self) -> None:
        """Take up changes, renew tokens, let go those that Slack refuses for good, delete what is due."""
        await self._served.sync()
        await self._served.renew_due()
        await self._served.look_at_refused()
        await self._delete_due()

    async def _delete_due(self) -> None:
        now = self._ctx.clock()
        async with self._ctx.storage.read() as db:
            due = await installations.list_due(db, now)
            each_tenant = {row.tenant_id: await _tenants_of(db, row) for row in due}
        for row in due:
            for tenant_id in each_tenant[row.tenant_id]:
                count = await delete_workspace(self._ctx.storage, tenant_id)
                log.warning("workspace_deleted", tenant_id=tenant_id, exchanges=count)
        if due:
            self._ctx.keys.forget_opened()
            await physical.truncate(self._ctx.storage)
            await self._served.sync()


async def _tenants_of(db: Db, row: Installation) -> list[int]:
    """Return the tenants that go with an installation: the organisation's workspaces first, itself last."""
    if not row.is_org_wide:
        return [row.tenant_id]
    own = await installations.list_revisions(db)
    of_it = await tenants.list_of_enterprise(db, row.team_id)
    return [*(each.tenant_id for each in of_it if each.tenant_id not in own), row.tenant_id]
