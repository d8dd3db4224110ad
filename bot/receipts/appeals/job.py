"""Job of appeals: moderators who did not decide before have a card about each; where there is none, who did hears."""

import structlog

from bot.context import Context
from bot.domain.notices import list_recipients, send
from bot.receipts.appeals import blocks, flow
from bot.receipts.appeals.flow import Case
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from storage import appeals

log = structlog.get_logger()


async def tick(ctx: Context, workspace: Workspace) -> None:
    """Send what moderators have not heard of. After a crash in between one may have it twice, and none is lost."""
    tenant_id = workspace.tenant_id
    async with ctx.storage.read() as db:
        waiting = [each for each in await appeals.list_waiting(db, tenant_id) if not each.is_sent]
        cases = [await flow.load_case(ctx, db, tenant_id, each.exchange_id, each.number) for each in waiting]
    for case in cases:
        if await _send(ctx, tenant_id, case):
            async with ctx.storage.write() as db:
                await appeals.set_sent(db, case.exchange.scope, case.appeal.number)


async def _send(ctx: Context, tenant_id: int, case: Case) -> bool:
    """Write to the first of the lists on which there is somebody else than who decided; say whether one has it."""
    try:
        async for people in list_recipients(ctx, tenant_id, [case.exchange]):
            others = [each for each in people if each != case.decided_by]
            if any([await _write(ctx, tenant_id, each, case) for each in others]):
                return True
    except UnknownPersonError:
        return False
    if case.decided_by:
        texts = await find_texts(ctx, tenant_id, case.decided_by)
        return await send(ctx, tenant_id, case.decided_by, *blocks.nobody_else(texts, case)) is None
    log.error("appeal_reached_nobody", exchange_id=case.exchange.exchange_id)
    return False


async def _write(ctx: Context, tenant_id: int, slack_user_id: str, case: Case) -> bool:
    texts = await find_texts(ctx, tenant_id, slack_user_id)
    return await send(ctx, tenant_id, slack_user_id, *blocks.card(texts, case)) is None
