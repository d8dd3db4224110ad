"""The pace of sharing: who shares very many comments in a short time waits a little, and loses nothing.

It is kept in the memory of this process alone: stored times of sharing would show who wrote what. So a restart begins
again from nothing, and where several processes serve one workspace each counts for itself.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LIMITS = ((10, timedelta(minutes=10)), (40, timedelta(hours=1)))
"""How many comments one person shares in how long, over all exchanges of a workspace."""

_MAX_PEOPLE = 10_000  # kept at a time

Person = tuple[int, str]  # tenant, Slack id


@dataclass(slots=True)
class Pace:
    """When people shared in the last hour. limits: (comments, time); none where nobody waits."""

    limits: Sequence[tuple[int, timedelta]] = LIMITS
    _shared: dict[Person, deque[datetime]] = field(default_factory=dict)

    def find_wait(self, person: Person, now: datetime) -> timedelta:
        """Return how long somebody waits until they may share again; nothing where they may now."""
        moments = self._shared.get(person, ())
        waits = [timedelta()]
        for count, within in self.limits:
            recent = [each for each in moments if each > now - within]
            if len(recent) >= count:
                waits.append(recent[-count] + within - now)
        return max(waits)

    def count(self, person: Person, now: datetime) -> None:
        """Count a comment that somebody shared."""
        if not self.limits:
            return
        longest = max(within for _, within in self.limits)
        if len(self._shared) >= _MAX_PEOPLE and person not in self._shared:
            self._shared = {who: kept for who, kept in self._shared.items() if kept[-1] > now - longest}
        moments = self._shared.setdefault(person, deque())
        moments.append(now)
        while moments[0] <= now - longest:
            moments.popleft()
