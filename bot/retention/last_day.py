"""The message about the last day: each person whose words are in a closed exchange gets one, a few at a time.

How far it is lies in the exchange's row as a keyed mark of the last person who was written to, which names nobody.
People come in the order of such marks. A round before may have written to the first of those that are left and not
heard of it, so among the messages of that one it is looked for. Whom Slack refuses, perhaps with all, is passed over:
once somebody behind them is reached it was they alone. While Slack may still act on a message nobody looks:
the lease rests (bot/domain/leases.py).
"""

from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.domain.leases import Round, end_lease, rest_end
from bot.domain.notices import Once, attempt
from bot.domain.people import list_authors
from bot.domain.retention import ErasurePlan, erasure_plan
from bot.domain.sending import judge
from bot.retention.blocks import last_day
from bot.slack.locales import find_texts
from storage import computations, exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.retention import DONE
from storage.scope import ExchangeScope

log = structlog.get_logger()

BATCH = 10
"""Messages in one round."""

_LEASE = timedelta(minutes=2)


def find_notice(exchange: Exchange, now: datetime) -> ErasurePlan | None:
    """Return the plan that the authors of an exchange are to hear of now; None where nothing is due."""
    plan = erasure_plan(exchange) if exchange.state == ExchangeState.CLOSED and exchange.has_key else None
    is_due = plan is not None and plan.notice_at <= now < plan.at and exchange.last_day_notice != DONE
    return plan if is_due else None


async def send_last_day(ctx: Context, scope: ExchangeScope) -> bool:
    """Write to the next few, if no other process does; False where it is to be tried again later."""
    now = ctx.clock()
    until = now + _LEASE
    async with ctx.storage.write() as db:
        if not await computations.claim(db, scope, computations.RETENTION, now=now, until=until):
            return False
        exchange = await exchanges.get(db, scope)  # as it is, now that nobody else works on it
    plan = find_notice(exchange, now) if exchange else None
    is_settled = plan is None or exchange is None or await _send_some(ctx, exchange, plan, until)
    rests_until = None if is_settled else rest_end(ctx.clock())
    async with ctx.storage.write() as db:
        await end_lease(db, scope, computations.RETENTION, was=until, rests_until=rests_until)
    return is_settled


async def _send_some(ctx: Context, exchange: Exchange, plan: ErasurePlan, until: datetime) -> bool:
    people, key, workspace = await list_authors(ctx, exchange), ctx.key_of(exchange), ctx.workspace(exchange.tenant_id)
    marks = [(key.source_mac("last day", each), each) for each in people]
    left = sorted(each for each in marks if each[0] > exchange.last_day_notice)
    reach = workspace.reach
    sure = [each for each in left if not reach.is_unsure(each[1])]
    late = [each for each in sorted(marks) if reach.is_unsure(each[1])]  # refused before: once all others have theirs
    is_behind = False  # the one with whom a round before may have ended: all up to the next who is settled
    for mark, slack_user_id in sure[:BATCH] or [each for each in late if not reach.waits(each[1])][:BATCH]:
        once = Once(mark, None if is_behind and sure else plan.notice_at, until)
        texts = await find_texts(ctx, exchange.tenant_id, slack_user_id, usual=exchange.language)
        failure = await attempt(ctx, exchange.tenant_id, slack_user_id, *last_day(texts, exchange, plan), once=once)
        after = judge(workspace, slack_user_id, failure) if failure else Round.GOES_ON
        if after.is_over:
            return False
        if after == Round.GOES_ON:  # that somebody cannot be written to is logged, and keeps nobody waiting
            if sure:
                await _save(ctx, exchange, mark)
            is_behind = True
    if len(sure) > BATCH:
        return True
    if any(reach.is_unsure(each) for _, each in marks):
        return False
    await _save(ctx, exchange, DONE)
    log.info("last_day_notice_sent", exchange_id=exchange.exchange_id)
    return True


async def _save(ctx: Context, exchange: Exchange, mark: str) -> None:
    async with ctx.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, last_day_notice=mark)
