"""A clock that people move forward from the page, and the list of what is due.

The playground is Slack and knows no bot: who starts both (run.py) gives it a function that moves the clock for both and
wakes the bot's scheduler, and one that lists what the bot will do by itself.
"""

import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground.state.world import Json, News
from bot.playground.web_api import scheduled

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer

MAX_SECONDS = 366 * 24 * 3600.0
_PAST = 1.0  # second beyond what is due, so that it is


class TimeError(Exception):
    """The clock cannot be moved like this; the message says why."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that happens by itself. at: seconds since 1970; text: what, in plain words."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class TimeControl:
    """move: moves the clock forward by so many seconds and wakes the scheduler. list_due: what comes, in any order."""

    move: Callable[[float], Awaitable[None]]
    list_due: Callable[[], Awaitable[Sequence[Due]]]


async def look(town: "PlaygroundServer") -> Json:
    """Return the time of the playground and what is due, the next first; can_move: whether anybody may move it."""
    control = town.time_control
    due = sorted(await _list_due(town, control), key=lambda each: each.at) if control is not None else []
    return {
        "ok": True,
        "now": town.world.clock(),
        "can_move": control is not None,
        "due": [{"at": each.at, "text": each.text} for each in due],
    }


async def move(town: "PlaygroundServer", asked: Json) -> Json:
    """Move the clock by `seconds`, or with `to_next` to the next thing due; return what `look` returns.

    Raises TimeError when there is no clock to move, when nothing is due, or for a time back or too far.
    """
    control = town.time_control
    if control is None:
        raise TimeError("This playground's clock cannot be moved.")
    if asked.get("to_next"):
        now = town.world.clock()
        coming = [each.at for each in await _list_due(town, control) if each.at > now]
        if not coming:
            raise TimeError("Nothing is due.")
        seconds = min(coming) - now + _PAST
    else:
        seconds = _seconds(asked.get("seconds"))
    await control.move(seconds)
    scheduled.post_due(town)
    town.world.tell(News("clock"))
    return await look(town)


async def _list_due(town: "PlaygroundServer", control: TimeControl) -> list[Due]:
    mine = (Due(float(each.post_at), "A message that the app scheduled") for each in town.world.scheduled)
    return [*await control.list_due(), *mine]


def _seconds(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given) or given <= 0:
        raise TimeError("The clock moves forward only.")
    if given > MAX_SECONDS:
        raise TimeError("The clock moves a year at most.")
    return float(given)
