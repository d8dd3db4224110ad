"""Workspaces deleted with everything that the database has of them, a bounded piece at a time."""

from sqlalchemy import delete, select

from storage import exchange_removal
from storage.models import exchange, metadata, tenant
from storage.scope import ExchangeScope
from storage.session import Db, Storage


async def list_exchanges(db: Db, tenant_id: int) -> list[ExchangeScope]:
    """Return the exchanges of a workspace, drafts too."""
    found = await db.execute(select(exchange.c.exchange_id).where(exchange.c.tenant_id == tenant_id))
    return [ExchangeScope(tenant_id, int(each)) for each in found.scalars()]


async def delete_workspace(storage: Storage, tenant_id: int) -> int:
    """Delete a workspace: each exchange in a transaction of its own, then all else. Return how many exchanges it had.

    Safe to end at any point and to begin again: the workspace itself goes last.
    """
    async with storage.read() as db:
        scopes = await list_exchanges(db, tenant_id)
    for scope in scopes:
        await storage.transact(lambda db, scope=scope: exchange_removal.delete_whole(db, scope))  # type: ignore[misc]

    async def rest(db: Db) -> None:
        for table in reversed(metadata.sorted_tables):
            if table is not tenant:
                await db.execute(delete(table).where(table.c.tenant_id == tenant_id))
        await db.execute(delete(tenant).where(tenant.c.tenant_id == tenant_id))

    await storage.transact(rest)
    return len(scopes)
