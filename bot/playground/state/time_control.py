"""How the playground's clock is moved, and what happens by itself then.

The playground is Slack and does not know the bot: whatever starts both (run.py) passes a function that moves the clock
of both and wakes the bot's scheduler, and one that lists what the bot will do by itself.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

Fact = str | int | Mapping[str, str]
"""A parameter of a sentence. A mapping has one for each language."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that will happen by itself.

    at: seconds since 1970. kind and facts: the page's sentence `due.KIND` and its parameters.
    """

    at: float
    kind: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimeControl:
    """move: moves the clock forward by seconds and wakes the scheduler. list_due: what is due, in any order."""

    move: Callable[[float], Awaitable[None]]
    list_due: Callable[[], Awaitable[Sequence[Due]]]
