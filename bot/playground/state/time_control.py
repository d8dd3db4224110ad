"""How the playground's clock is moved, and what happens by itself then.

The playground is Slack and does not know the bot: whatever starts both (run.py) passes a function that moves the clock
of both and wakes the bot's scheduler, and one that lists what the bot will do by itself.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Due:
    """Something that will happen by itself. at: seconds since 1970; text: what, for people to read."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class TimeControl:
    """move: moves the clock forward by seconds and wakes the scheduler. list_due: what is due, in any order."""

    move: Callable[[float], Awaitable[None]]
    list_due: Callable[[], Awaitable[Sequence[Due]]]
