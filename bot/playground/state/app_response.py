"""The app's response to one delivery."""

from dataclasses import dataclass
from typing import Any

TIMEOUT = "timeout"
UNREACHABLE = "unreachable"
UNSENT = "unsent"
_ACCEPTED = range(200, 300)


@dataclass(frozen=True, slots=True)
class AppResponse:
    """The app's response. status: HTTP status, or "timeout", "unreachable", "unsent"."""

    status: int | str
    body: Any = None
    ms: float = 0.0
    forbids_retry: bool = False
    is_malformed: bool = False

    @property
    def is_accepted(self) -> bool:
        """Whether the app accepted it: 2xx in time."""
        return isinstance(self.status, int) and self.status in _ACCEPTED
