"""A workspace with an exchange and comments, straight into the tables, for storage's own tests."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from storage import comments, exchanges, tenants
from storage.comments import NewComment
from storage.scope import ExchangeScope
from storage.session import Storage

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class House:
    """Where a test takes place."""

    storage: Storage
    tenant_id: int
    exchange_id: int

    @property
    def scope(self) -> ExchangeScope:
        """What queries inside its exchange take."""
        return ExchangeScope(self.tenant_id, self.exchange_id)

    async def comment(self, text: str, histogram: tuple[int, ...] = (0, 0, 0, 0, 0), **values: Any) -> int:
        """Return the id of a new live comment with these ratings."""
        async with self.storage.write() as db:
            new = NewComment(f"{text}{values}"[:32], text, "", "live", NOON)
            made, _ = await comments.add(db, self.scope, new)
            counts = {f"n{stars}": count for stars, count in enumerate(histogram, start=1)}
            await comments.update_comment(db, self.scope, made.comment_id, **counts, **values)
        return made.comment_id

    async def change_comment(self, comment_id: int, **values: Any) -> None:
        """Set columns of a comment, as moderators and authors do."""
        async with self.storage.write() as db:
            await comments.update_comment(db, self.scope, comment_id, **values)

    async def change(self, **values: Any) -> None:
        """Set columns of the exchange."""
        async with self.storage.write() as db:
            await exchanges.update_exchange(db, self.scope, **values)


async def house(storage: Storage, slug: str = "safe", **values: Any) -> House:
    """Return a workspace with an open exchange in channel C1."""
    async with storage.write() as db:
        tenant_id = await tenants.ensure(db, enterprise_id="", team_id="T1", is_playground=True)
        facts: dict[str, Any] = {
            "slug": slug,
            "question": "What keeps us safe?",
            "star_meaning": "important",
            "groups": [],
            "is_anonymous": True,
            "moderation": "post",
            "comment_limit": 1000,
            "state": "open",
            "zone": "UTC",
            "channel_id": "C1",
            "wrapped_key": b"k",
        }
        exchange_id = await exchanges.insert(db, tenant_id, **(facts | values))
    return House(storage, tenant_id, exchange_id)
