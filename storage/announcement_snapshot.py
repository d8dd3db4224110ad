"""What the announcement of an exchange last showed, as its row keeps it, to know when it has to be edited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

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
