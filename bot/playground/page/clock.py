"""The page's clock: it shows what is due, and moves time forward."""

import math

from bot.playground.context import PlaygroundContext
from bot.playground.state.models import ChangeEvent, Json
from bot.playground.state.time_control import Due, TimeControl
from bot.playground.web_api import scheduled

MAX_SECONDS = 366 * 24 * 3600.0
_PAST = 1.0  # seconds after the due time, so that it is past


class TimeError(Exception):
    """The clock cannot be moved as asked; the message says why. code: which sentence of the page says it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


async def load_clock(context: PlaygroundContext) -> Json:
    """Return the playground's time and what is due, the next first; can_move: whether the clock can be moved."""
    control = context.time_control
    due = sorted(await _list_due(context, control), key=lambda each: each.at) if control is not None else []
    return {
        "ok": True,
        "now": context.world.clock(),
        "can_move": control is not None,
        "due": [{"at": each.at, "kind": each.kind, "facts": each.facts} for each in due],
    }


async def move_clock(context: PlaygroundContext, asked: Json) -> Json:
    """Move the clock by `seconds`, or with `to_next` to the next thing due; return what `load_clock` returns.

    Raises TimeError when the clock cannot be moved, nothing is due, or the time is negative or too far ahead.
    """
    control = context.time_control
    if control is None:
        raise TimeError("cannot_move", "This playground's clock cannot be moved.")
    if asked.get("to_next"):
        now = context.world.clock()
        coming = [each.at for each in await _list_due(context, control) if each.at > now]
        if not coming:
            raise TimeError("nothing_due", "Nothing is due.")
        seconds = min(coming) - now + _PAST
    else:
        seconds = _seconds(asked.get("seconds"))
    await control.move(seconds)
    scheduled.post_due(context)
    context.world.publish(ChangeEvent("clock"))
    return await load_clock(context)


async def _list_due(context: PlaygroundContext, control: TimeControl) -> list[Due]:
    mine = (Due(float(each.post_at), "message") for each in context.world.scheduled)
    return [*await control.list_due(), *mine]


def _seconds(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given) or given <= 0:
        raise TimeError("not_forward", "The clock moves forward only.")
    if given > MAX_SECONDS:
        raise TimeError("too_far", "The clock moves a year at most.")
    return float(given)
