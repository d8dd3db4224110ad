"""Cleanup job: deletes the rows of a table whose day is over."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.tools import CleanupTools
from storage.session import Db

EVERY = timedelta(minutes=10)


class Rows(Protocol):
    """What a module of storage has for rows that end: by the workspace and now."""

    async def has_over(self, db: Db, tenant_id: int, now: datetime, /) -> bool:
        """Say whether there are rows that are over."""

    async def delete_over(self, db: Db, tenant_id: int, now: datetime, /) -> None:
        """Delete them."""


class RowCleanup:
    """Deletes rows that are over every few minutes, and writes only when there are any."""

    def __init__(self, ctx: CleanupTools, rows: Rows) -> None:
        self._ctx = ctx
        self._rows = rows
        self._next: dict[int, datetime] = {}  # by tenant

    async def tick(self, tenant_id: int) -> None:
        """Delete what is over, if the last look is a while ago."""
        now = self._ctx.clock()
        if tenant_id in self._next and now < self._next[tenant_id]:
            return
        async with self._ctx.storage.read() as db:
            has_over = await self._rows.has_over(db, tenant_id, now)
        if has_over:
            async with self._ctx.storage.write() as db:
                await self._rows.delete_over(db, tenant_id, now)
        self._next[tenant_id] = now + EVERY
