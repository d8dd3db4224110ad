"""Nudges: the one message of an exchange to groups that are missing, kept in its row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from storage.models import exchange
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


async def save_first(db: Db, scope: ExchangeScope, nudge: Mapping[str, Any]) -> bool:
    """Save the nudge of an exchange that had none; False where it had one."""
    this = update(exchange).where(in_exchange(exchange, scope), exchange.c.nudge.is_(None))
    return bool((await db.execute(this.values(nudge=dict(nudge)))).rowcount)
