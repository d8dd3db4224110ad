"""The message about the last day: each person whose words are in a closed exchange gets one, a few at a time.

How far it is lies in the exchange's row as a keyed mark of the last person who was written to, which names nobody.
People come in the order of such marks. A round before may have written to the first of those that are left and not
heard of it, so among the messages of that one it is looked for.
"""

import structlog

from bot.context import Context
from bot.domain.notices import Once, send
from bot.domain.people import list_authors
from bot.domain.retention import ErasurePlan
from bot.retention.blocks import last_day
from bot.slack.locales import find_texts
from storage import exchanges
from storage.exchanges import Exchange
from storage.retention import DONE

log = structlog.get_logger()

BATCH = 10
"""Messages in one round."""


async def send_last_day(ctx: Context, exchange: Exchange, plan: ErasurePlan) -> bool:
    """Write to the next few; False where Slack asks to wait: later, then."""
    people = await list_authors(ctx, exchange)
    key = ctx.key_of(exchange)
    marks = [(key.source_mac("last day", each), each) for each in people]
    left = sorted(each for each in marks if each[0] > exchange.last_day_notice)
    for place, (mark, slack_user_id) in enumerate(left[:BATCH]):
        once = Once(mark, plan.notice_at if place == 0 else None)
        texts = await find_texts(ctx, exchange.tenant_id, slack_user_id, usual=exchange.language)
        answer = await send(ctx, exchange.tenant_id, slack_user_id, *last_day(texts, exchange, plan), once=once)
        if answer is not None and answer > 0:
            return False
        await _save(ctx, exchange, mark)  # that somebody cannot be written to is logged, and keeps nobody waiting
    if len(left) <= BATCH:
        await _save(ctx, exchange, DONE)
        log.info("last_day_notice_sent", exchange_id=exchange.exchange_id)
    return True


async def _save(ctx: Context, exchange: Exchange, mark: str) -> None:
    async with ctx.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, last_day_notice=mark)
