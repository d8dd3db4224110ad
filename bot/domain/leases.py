"""Leases under which messages are sent: none is begun, and none looked for again, while Slack may still act on one.

Who takes over from a process that died, or had no answer, looks for the message by its metadata. It is found only once
Slack has it. So nobody begins a message when the lease is about to end, and after one whose outcome is unknown the
lease is not given back at once.
"""

from datetime import datetime, timedelta
from enum import Enum

from bot.domain.tools import ClockTools
from storage import computations
from storage.scope import ExchangeScope
from storage.session import Db

CALL = timedelta(seconds=15)
"""That a lease must last when a message is begun: a call ends after 10 s (bot/installations.py)."""

REST = timedelta(seconds=30)
"""That nobody looks for a message whose outcome is unknown: Slack may act on it after the call has ended."""

_GRID = timedelta(minutes=10)  # of `computations.coarse_end`


class LeaseOverError(TimeoutError):
    """A lease is about to end: the message is left to the process that has the next one."""


class Round(Enum):
    """What becomes of a round after a message. RESTS: its outcome is unknown, so nobody goes on at once.

    PASSES: it was refused, perhaps not for the person's sake: it is left for later, and others are written to.
    """

    GOES_ON = 1
    PASSES = 2
    ENDS = 3
    RESTS = 4

    @property
    def is_over(self) -> bool:
        """Whether nobody else is written to in this round."""
        return self in {Round.ENDS, Round.RESTS}


def require_time(ctx: ClockTools, until: datetime) -> None:
    """Raise LeaseOverError where a lease does not last for one more call. until: its end."""
    if ctx.clock() > until - CALL:
        raise LeaseOverError


def rest_end(now: datetime, *, is_coarse: bool = False) -> datetime:
    """Return until when a lease is kept after a message whose outcome is unknown: 30 s on.

    is_coarse: 30 s to ten and a half minutes on, of ten minutes the same, for what follows people's acts.
    """
    return computations.coarse_end(now + REST - _GRID) if is_coarse else now + REST


async def end_lease(
    db: Db, scope: ExchangeScope, kind: str, *, was: datetime, rests_until: datetime | None = None
) -> None:
    """Give back a lease that is still one's own; was: its end. rests_until: keep it for so long first."""
    if rests_until is None:
        await computations.finish(db, scope, kind, was=was)
    else:
        await computations.extend(db, scope, kind, was=was, until=rests_until)
