"""Asks the pace of sharing before a comment is saved: who shares very many waits, and reads for how long."""

import math
from datetime import timedelta

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from storage import comments
from storage.exchanges import Exchange
from storage.session import Db


async def check_pace(
    ctx: Context, db: Db, actor: Actor, exchange: Exchange, source: tuple[str, ...], block_id: str | None
) -> None:
    """Raise UserError, which says for how long, where somebody shares very many comments; a repeat is no comment."""
    wait = ctx.pace.find_wait((actor.tenant_id, actor.slack_user_id), ctx.clock())
    if wait <= timedelta():
        return
    if await comments.get_by_source(db, exchange.scope, ctx.key_of(exchange).source_mac(*source)) is None:
        raise UserError("share.wait", n=max(1, math.ceil(wait.total_seconds() / 60)), block_id=block_id)
