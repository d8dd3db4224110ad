"""Job that asks moderators whether the names of themes are right, before an exchange's first digest."""

from datetime import timedelta

import structlog

from bot.context import Context
from bot.domain import notices
from bot.domain.leases import REST
from bot.domain.name_reviews import AHEAD, GRACE
from bot.log import safe_info
from bot.themes.blocks_names import names_card
from bot.themes.names import NameList, load_names
from storage import exchanges, name_reviews
from storage.name_reviews import DueReview
from storage.scope import ExchangeScope

log = structlog.get_logger()

_LEASE = timedelta(minutes=3)
"""How long nobody else asks: many calls to Slack, of 10 s at most each, and then the rest after a lost answer."""


async def tick(ctx: Context, tenant_id: int) -> None:
    """Ask the moderators of each exchange whose first digest is near; once, and only where there are themes."""
    async with ctx.storage.read() as db:
        due = await name_reviews.list_due(db, tenant_id, before=ctx.clock() + AHEAD)
    for each in due:
        try:
            await _ask(ctx, tenant_id, each)
        except Exception as error:  # noqa: BLE001 - the other exchanges are still asked about
            facts = {"error": type(error).__name__, "where": safe_info(error)}
            log.error("names_not_asked", exchange_id=each.exchange_id, **facts)


async def _ask(ctx: Context, tenant_id: int, due: DueReview) -> None:
    scope, now = ExchangeScope(tenant_id, due.exchange_id), ctx.clock()
    async with ctx.storage.read() as db:
        exchange = await exchanges.get(db, scope)
    if exchange is None:
        return
    names = await load_names(ctx, exchange)
    until = due.due_at + GRACE
    if not names.themes or until <= now:
        return
    lease_until = now + _LEASE
    async with ctx.storage.write() as db:
        if not await name_reviews.claim(db, scope, until=until, now=now, lease_until=lease_until):
            return
    names = NameList(names.listed, until)
    mark = ctx.tenant_key(tenant_id).cipher("names").mark(str(due.exchange_id)).hex()
    # Looked for each time: it goes out once an exchange.
    once = notices.Once(mark, since=due.due_at - AHEAD, until=lease_until - REST)
    is_reached = await notices.send_card(
        ctx, tenant_id, lambda texts: names_card(texts, exchange, names), about=exchange, once=once
    )
    if is_reached is None:  # the next round tries again, once the lease is over
        return
    async with ctx.storage.write() as db:
        await name_reviews.finish_asking(db, scope, is_reached=is_reached)
    log.info("names_asked", exchange_id=exchange.exchange_id, themes=len(names.themes), is_reached=is_reached)
    ctx.wake()
