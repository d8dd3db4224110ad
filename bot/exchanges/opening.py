"""An exchange opens: whether its workspace has room for it, and what the transaction writes."""

from datetime import datetime

from bot.context import Context
from bot.core.wall_clock import local_day
from bot.domain.errors import UserError
from storage import exchanges, seed_comments
from storage.enums import ExchangeState
from storage.exchange_lookup import count_running
from storage.exchanges import Exchange
from storage.session import Db


async def set_open(db: Db, exchange: Exchange, now: datetime, *, opens_by: datetime | None = None) -> bool:
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
    return is_ours


async def require_room(ctx: Context, db: Db, exchange: Exchange) -> None:
    """Raise UserError where a workspace has as many exchanges as it may, open or about to open, without this one."""
    if ctx.max_open and await count_running(db, exchange.tenant_id, but=exchange.exchange_id) >= ctx.max_open:
        raise UserError("exchanges.too_many_open", max=ctx.max_open)
