"""What the announcement of an exchange last showed, as its row keeps it, to know when it has to be edited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, Table, null, or_, select, tuple_

from storage.models import exchange, exchange_channel
from storage.sql import same

_TIMES = ("closes_at", "closed_at")


@dataclass(frozen=True, slots=True)
class AnnouncementSnapshot:
    """What the announcement last showed, as far as it changes, and what Slack refused. Times are aware UTC.

    state: of the exchange, "" where nothing was shown. error: Slack's code of the last refusal; tries: how often Slack
    refused the post.
    """

    state: str = ""
    takes_comments: bool = False
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    people: int = 0
    comments: int = 0
    ratings: int = 0
    is_paused: bool = False
    is_followed: bool = False  # by the next quarter
    error: str | None = None
    tries: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the column."""
        return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in asdict(self).items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the snapshot that `to_json` wrote."""
        times = {key: datetime.fromisoformat(stored[key]) for key in _TIMES if stored[key] is not None}
        return cls(**{**stored, **times})


def is_behind() -> ColumnElement[bool]:
    """Say whether an announcement of a closed exchange, in whichever of its channels, may not show what became of it.

    It was edited last before the close, or before the next quarter opened, or a post went out whose answer was lost.
    """
    elsewhere = select(exchange_channel.c.channel_id).where(
        same(exchange_channel, exchange), _is_behind(exchange_channel)
    )
    return or_(_is_behind(exchange), elsewhere.exists())


def _is_behind(table: Table) -> ColumnElement[bool]:
    # Where Slack refused the post, the snapshot holds its code, and nothing is there.
    is_lost = table.c.announce_lease_until.is_not(None) & table.c.announced_snapshot.is_(null())
    may_be_there = table.c.announcement_ts.is_not(None) | is_lost
    following = exchange.alias()
    named = tuple_(following.c.tenant_id, following.c.exchange_id)
    is_next = named == tuple_(exchange.c.tenant_id, exchange.c.followed_by)
    next_opened_at = select(following.c.opened_at).where(is_next).correlate(exchange).scalar_subquery()
    is_old = (table.c.announced_at < exchange.c.closed_at) | (table.c.announced_at < next_opened_at)
    return or_(is_old, table.c.announced_at.is_(None) & may_be_there)
