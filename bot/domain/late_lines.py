"""Lines of the log about what follows people's acts within seconds: written together once ten minutes are over.

A line at its moment would say when somebody wrote; one with the exchange's id, where.
"""

from collections import Counter
from datetime import datetime, timedelta

import structlog

log = structlog.get_logger()

EVERY = timedelta(minutes=10)


class LateLines:
    """Failures of one kind, counted by their reason. What a process has not written yet ends with it."""

    def __init__(self, event: str) -> None:
        self._event = event
        self._counts: Counter[str] = Counter()
        self._round = 0

    def add(self, reason: str, now: datetime) -> None:
        """Count a failure. reason: one word, Slack's or ours."""
        self._round = _round_of(now)
        self._counts[reason] += 1

    def write(self, now: datetime) -> None:
        """Write what was counted until the last ten minutes by the clock ended; nothing where that was nothing."""
        if self._counts and self._round != _round_of(now):
            log.warning(self._event, errors=dict(sorted(self._counts.items())))
            self._counts.clear()


def _round_of(now: datetime) -> int:
    return int(now.timestamp() // EVERY.total_seconds())
