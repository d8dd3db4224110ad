"""Job of appeals: moderators who did not decide before have a card about each; where there is none, who did hears."""

import structlog

from bot.context import Context
from bot.domain.notices import Once, list_recipients, send
from bot.domain.turns import Turn, take_turn
from bot.receipts.appeals import blocks, flow
from bot.receipts.appeals.flow import Case
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from storage import appeals, computations
from storage.scope import ExchangeScope

log = structlog.get_logger()


async def tick(ctx: Context, workspace: Workspace) -> None:
    """Send what moderators have not heard of, to each once."""
    tenant_id = workspace.tenant_id
    async with ctx.storage.read() as db:
        waiting = [each for each in await appeals.list_waiting(db, tenant_id) if not each.is_sent]
    for exchange_id in {each.exchange_id for each in waiting}:
        async with take_turn(ctx, ExchangeScope(tenant_id, exchange_id), computations.APPEALS) as turn:
            if turn is not None:
                turn.is_settled = await _send_all(ctx, tenant_id, exchange_id, turn)


async def _send_all(ctx: Context, tenant_id: int, exchange_id: int, turn: Turn) -> bool:
    """Send what waits in an exchange, as it is now that it is this process's turn; say whether all is settled."""
    async with ctx.storage.read() as db:
        there = await appeals.list_waiting(db, tenant_id)
        waiting = [each for each in there if each.exchange_id == exchange_id and not each.is_sent]
        cases = [await flow.load_case(ctx, db, tenant_id, exchange_id, each.number) for each in waiting]
    is_settled = True
    for case in cases:
        place = (str(exchange_id), str(case.appeal.number))
        once = Once(ctx.tenant_key(tenant_id).cipher("appeals").mark(*place).hex(), turn.since)
        if await _send(ctx, tenant_id, case, once):
            async with ctx.storage.write() as db:
                await appeals.set_sent(db, case.exchange.scope, case.appeal.number)
        else:
            is_settled = False
    return is_settled


async def _send(ctx: Context, tenant_id: int, case: Case, once: Once) -> bool:
    """Write to the first of the lists on which there is somebody else than who decided; say whether one has it."""
    try:
        async for people in list_recipients(ctx, tenant_id, [case.exchange]):
            others = [each for each in people if each != case.decided_by]
            if any([await _write(ctx, tenant_id, each, case, once) for each in others]):
                return True
    except UnknownPersonError:
        return False
    if case.decided_by:
        texts = await find_texts(ctx, tenant_id, case.decided_by, usual=case.exchange.language)
        return await send(ctx, tenant_id, case.decided_by, *blocks.nobody_else(texts, case), once=once) is None
    log.error("appeal_reached_nobody", exchange_id=case.exchange.exchange_id)
    return False


async def _write(ctx: Context, tenant_id: int, slack_user_id: str, case: Case, once: Once) -> bool:
    texts = await find_texts(ctx, tenant_id, slack_user_id, usual=case.exchange.language)
    return await send(ctx, tenant_id, slack_user_id, *blocks.card(texts, case), once=once) is None
