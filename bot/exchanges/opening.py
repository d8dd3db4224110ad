"""An exchange opens: whether its workspace has room for it, and what the transaction writes."""

from datetime import datetime

from bot.context import Context
from bot.core.quarters import quarter_close
from bot.core.wall_clock import local_day
from bot.domain.disclosure import can_disclose
from bot.domain.errors import UserError
from bot.domain.quarters import is_renewed
from storage import ai_usage, exchanges, quarters, seed_comments
from storage.enums import ExchangeState
from storage.exchange_lookup import count_running
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from storage.session import Db


async def set_open(
    ctx: Context, db: Db, exchange: Exchange, now: datetime, *, opens_by: datetime | None = None
) -> bool:
    """Open a draft in this transaction; False when somebody else did, or moved the date that it was due by."""
    is_ours = await exchanges.update_state(
        db,
        exchange.scope,
        was=(ExchangeState.DRAFT,),
        opens_by=opens_by,
        state=ExchangeState.OPEN,
        opened_at=now,
        opens_at=None,
    )
    if is_ours:
        await seed_comments.set_day(db, exchange.scope, local_day(now, exchange.zone))
        await _fix_disclosure(ctx, db, exchange.scope)
        await _fix_close(db, exchange.scope, now)
        host = ctx.services.translation
        if exchange.translates_comments and host and await ai_usage.has_ai_consent(db, exchange.tenant_id, host):
            await seed_comments.await_translation(db, exchange.scope)
    return is_ours


async def _fix_close(db: Db, scope: ExchangeScope, now: datetime) -> None:
    """Give an exchange that begins again each quarter the last day of one as its close date, unless it has its own."""
    exchange = await exchanges.get(db, scope)  # again, now that it is locked
    if exchange is not None and is_renewed(exchange) and exchange.closes_at is None:
        await exchanges.update_exchange(db, scope, closes_at=quarter_close(now, exchange.zone))


async def _fix_disclosure(ctx: Context, db: Db, scope: ExchangeScope) -> None:
    """Mark under the exchange's key that two contacts can find out an author, where that was chosen.

    An exchange that has comments of people is no draft, whatever its row says: what they read stays true.
    """
    exchange = await exchanges.get(db, scope)  # again, now that it is locked
    key = ctx.keys_of([exchange]).get(scope.exchange_id) if exchange else None
    if exchange is None or key is None or not can_disclose(exchange) or await seed_comments.has_others(db, scope):
        return
    mac = key.disclosure_mac(exchange.contacts)
    await exchanges.update_state(db, scope, was=(ExchangeState.OPEN,), disclosure_mac=mac)


async def require_room(ctx: Context, db: Db, exchange: Exchange) -> None:
    """Raise UserError where a workspace has as many exchanges as it may, open or about to open, without this one."""
    if not ctx.max_open or await count_running(db, exchange.tenant_id, but=exchange.exchange_id) < ctx.max_open:
        return
    waiting = [
        each.slug
        for each in await quarters.list_ended(db, exchange.tenant_id, now=None)
        if each.exchange_id != exchange.exchange_id
    ]
    if waiting:
        raise UserError("quarters.takes_room", max=ctx.max_open, name=waiting[0])
    raise UserError("exchanges.too_many_open", max=ctx.max_open)
