"""Job of appeals: moderators who did not decide before have a card about each; where there is none, who did hears.

They hear of them in the morning, of all since the morning before at once, and the moderation log has them from then on:
at the moment of an appeal its author is there, which others can see. Where the comment is back by then nobody hears.
"""

from collections.abc import Collection
from datetime import date, timedelta

import structlog

from bot.context import Context
from bot.core.wall_clock import local_day
from bot.domain.moderation_log import record
from bot.domain.notices import Once, list_recipients, once_since, send
from bot.domain.turns import Turn, take_turn
from bot.receipts.appeals import blocks, flow
from bot.receipts.appeals.flow import Case
from bot.slack.locales import find_texts
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from storage import appeals, computations, exchanges
from storage.enums import ActKind
from storage.scope import ExchangeScope

log = structlog.get_logger()

MORNING = timedelta(hours=8)
"""After midnight, in the exchange's zone."""


class Appeals:
    """Sends appeals. It remembers on which day it first saw some wait; where that is lost they wait a day more."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._days: dict[tuple[int, int, int], date] = {}  # by tenant, exchange and number

    async def tick(self, workspace: Workspace) -> None:
        """Send what moderators have not heard of, to each once, where another day began since it was seen first."""
        ctx, tenant_id = self._ctx, workspace.tenant_id
        async with ctx.storage.read() as db:
            waiting = [each for each in await appeals.list_waiting(db, tenant_id) if not each.is_sent]
            places = sorted({each.exchange_id for each in waiting})
            found = [await exchanges.get(db, ExchangeScope(tenant_id, each)) for each in places]
        there = {(tenant_id, each.exchange_id, each.number) for each in waiting}
        for gone in [each for each in self._days if each[0] == tenant_id and each not in there]:
            del self._days[gone]
        for exchange in found:
            if exchange is None:
                continue
            today = local_day(ctx.clock() - MORNING, exchange.zone)
            mine = sorted(each for each in there if each[1] == exchange.exchange_id)
            # Of each by itself: one that cannot be sent lets none that came since go out before its own morning.
            due = {each[2] for each in mine if today > self._days.setdefault(each, today)}
            if due:
                await _send_waiting(ctx, exchange.scope, due)


async def send_again(ctx: Context, scope: ExchangeScope, number: int) -> None:
    """Send the appeal about comment #number to the moderators of now; where that fails they have it in the morning."""
    await _send_waiting(ctx, scope, {number})


async def _send_waiting(ctx: Context, scope: ExchangeScope, numbers: Collection[int]) -> None:
    async with take_turn(ctx, scope, computations.APPEALS) as turn:
        if turn is not None:
            turn.is_settled = await _send_all(ctx, scope, turn, numbers)


async def _send_all(ctx: Context, scope: ExchangeScope, turn: Turn, numbers: Collection[int]) -> bool:
    """Send what waits in an exchange, as it is now that it is this process's turn; say whether all is settled.

    numbers: of the comments about which.
    """
    tenant_id, exchange_id = scope.tenant_id, scope.exchange_id
    async with ctx.storage.read() as db:
        there = await appeals.list_waiting(db, tenant_id)
        here = [each for each in there if each.exchange_id == exchange_id and not each.is_sent]
        waiting = [each for each in here if each.number in numbers]
        cases = [await flow.load_case(ctx, db, tenant_id, exchange_id, each.number) for each in waiting]
    is_settled = not turn.is_again or len(waiting) == len(here)  # of the others a turn before may have sent some
    for case in cases:
        place = (str(exchange_id), str(case.appeal.number))
        since = once_since(case.exchange, is_again=turn.is_again)
        once = Once(ctx.tenant_key(tenant_id).cipher("appeals").mark(*place).hex(), since, turn.until)
        if not await _take_up(ctx, case):
            continue
        if await _send(ctx, tenant_id, case, once):
            async with ctx.storage.write() as db:
                await appeals.set_sent(db, scope, case.appeal.number)
        else:
            is_settled = False
    return is_settled


async def _take_up(ctx: Context, case: Case) -> bool:
    """Put an appeal into the moderation log, once; False where it is dropped, since nobody has to look any more.

    It is there before anything is sent: what came can be answered, also where Slack did not say that it came.
    """
    scope, number = case.exchange.scope, case.appeal.number
    async with ctx.storage.write() as db:
        if await flow.is_logged(db, scope, number):
            return True
        if case.is_needless:
            await appeals.drop(db, scope, number)
            return False
        await record(ctx, db, case.exchange, case.comment.comment_id, ActKind.APPEAL)
    return True


async def _send(ctx: Context, tenant_id: int, case: Case, once: Once) -> bool:
    """Write to the first of the lists on which there is somebody else than who decided; say whether one has it."""
    are_refused = False
    try:
        async for people in list_recipients(ctx, tenant_id, [case.exchange]):
            others = [each for each in people if each != case.decided_by]
            answers = [await _write(ctx, tenant_id, each, case, once) for each in others]
            if any(each is None for each in answers):
                return True
            later = {person for person, each in zip(others, answers, strict=True) if each is not None and each >= 0}
            refused = {each for each in later if ctx.workspace(tenant_id).reach.is_unsure(each)}
            if later > refused:
                return False  # they may have it
            are_refused = are_refused or bool(refused)
    except UnknownPersonError:
        return False
    if are_refused:
        return False  # they may have it later: nobody hears that there is nobody else
    if case.decided_by:
        texts = await find_texts(ctx, tenant_id, case.decided_by, usual=case.exchange.language)
        return await send(ctx, tenant_id, case.decided_by, *blocks.nobody_else(texts, case), once=once) is None
    log.error("appeal_reached_nobody", exchange_id=case.exchange.exchange_id)
    return False


async def _write(ctx: Context, tenant_id: int, slack_user_id: str, case: Case, once: Once) -> float | None:
    texts = await find_texts(ctx, tenant_id, slack_user_id, usual=case.exchange.language)
    return await send(ctx, tenant_id, slack_user_id, *blocks.card(texts, case), once=once)
