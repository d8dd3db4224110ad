"""A nudge as it is kept with its exchange: when, to whom, and in which channels it is still to be posted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Nudge:
    """A nudge that a moderator sent. at: aware UTC; groups: names; channels: all of them; left: not posted yet."""

    at: datetime
    groups: tuple[str, ...]
    channels: tuple[str, ...]
    left: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        lists = {"groups": list(self.groups), "channels": list(self.channels), "left": list(self.left)}
        return {"at": self.at.timestamp(), **lists}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self | None:
        """Return what is stored, None for nothing."""
        if not stored:
            return None
        at = datetime.fromtimestamp(stored["at"], UTC)
        return cls(at, tuple(stored["groups"]), tuple(stored["channels"]), tuple(stored["left"]))
