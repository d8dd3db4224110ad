"""Exchanges found and counted: as the operator names them, in whatever workspace, and how many run in one."""

from sqlalchemy import func, or_, select

from storage import exchanges, quarters
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.models import exchange, tenant
from storage.scope import ExchangeScope
from storage.session import Db


async def count_running(db: Db, tenant_id: int, *, but: int) -> int:
    """Return how many exchanges of a workspace are open, or will open by themselves, without one of them.

    By themselves open drafts with a date, and next quarters that wait.
    """
    is_running = or_(
        exchange.c.state == ExchangeState.OPEN,
        (exchange.c.state == ExchangeState.DRAFT) & exchange.c.opens_at.is_not(None),
        quarters.is_ended(),
    )
    query = select(func.count()).where(exchange.c.tenant_id == tenant_id, exchange.c.exchange_id != but, is_running)
    return int((await db.execute(query)).scalar_one())


async def list_open_languages(db: Db, tenant_id: int) -> list[str]:
    """Return the languages of a workspace's open exchanges, each once."""
    query = select(exchange.c.language).where(exchange.c.tenant_id == tenant_id, exchange.c.state == ExchangeState.OPEN)
    return [str(row.language) for row in await db.execute(query.distinct().order_by(exchange.c.language))]


async def find_all(db: Db, name: str, *, team_id: str | None = None) -> list[tuple[str, Exchange]]:
    """Return (team id, exchange) of the exchanges with this short name or id. A question over all tenants.

    team_id: only of this workspace.
    """
    is_named = exchange.c.slug == name
    if name.isdecimal() and name.isascii() and len(name) < 17:  # noqa: PLR2004 - ids have 16 digits at the most
        is_named |= exchange.c.exchange_id.in_([int(name)])
    query = (
        select(tenant.c.team_id, exchange.c.tenant_id, exchange.c.exchange_id)
        .join_from(exchange, tenant, exchange.c.tenant_id == tenant.c.tenant_id)
        .where(is_named)
        .order_by(tenant.c.team_id, exchange.c.slug)
    )
    if team_id is not None:
        query = query.where(tenant.c.team_id == team_id)
    found = []
    for row in (await db.execute(query)).all():
        there = await exchanges.get(db, ExchangeScope(int(row.tenant_id), int(row.exchange_id)))
        if there is not None:
            found.append((str(row.team_id), there))
    return found
