"""Messages that the app scheduled: kept until their time, then posted as the app's own.

Source: docs.slack.dev/reference/methods/chat.scheduleMessage. Its page says that a message with metadata is taken and
never posted, and so it is here.
"""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground.state.errors import SlackError
from bot.playground.state.world import Json
from bot.playground.web_api.messages import post_as_app

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer

DAYS_AHEAD = 120
WINDOW_SECONDS, WINDOW_MESSAGES = 300, 30
_LATER = 0.01  # seconds, so that the clock is past the time and not just before it


@dataclass(slots=True)
class Scheduled:
    """A message for later. post_at: whole seconds since 1970."""

    id: str
    channel: str
    post_at: int
    text: str
    blocks: list[Json]
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None


def check_time(town: "PlaygroundServer", channel_id: str, given: str) -> int:
    """Return the time that a call asks for. Raises SlackError when Slack takes no message for that channel and time."""
    if not (given.isascii() and given.isdigit()):
        raise SlackError("invalid_time")
    at = int(given)
    now = town.world.clock()
    if at <= now:
        raise SlackError("time_in_past")
    if at > now + DAYS_AHEAD * 24 * 3600:
        raise SlackError("time_too_far")
    near = [
        each for each in town.world.scheduled if each.channel == channel_id and abs(each.post_at - at) < WINDOW_SECONDS
    ]
    if len(near) >= WINDOW_MESSAGES:
        raise SlackError("restricted_too_many")
    return at


def keep(town: "PlaygroundServer", message: Scheduled) -> None:
    """Keep a message for later, and wake at its time."""
    town.world.scheduled.append(message)
    wait = max(0.0, message.post_at - town.world.clock())
    asyncio.get_running_loop().call_later(wait + _LATER, post_due, town)


def post_due(town: "PlaygroundServer") -> None:
    """Post what is due, the earliest first. Moved clocks come here too."""
    if not town.running:
        return
    now = town.world.clock()
    due = sorted((each for each in town.world.scheduled if each.post_at <= now), key=lambda each: each.post_at)
    for each in due:
        town.world.scheduled.remove(each)
        channel = town.world.channels.get(each.channel)
        if channel is None or channel.archived or each.metadata is not None:
            continue
        post_as_app(
            town,
            channel,
            text=each.text,
            blocks=each.blocks,
            thread_ts=each.thread_ts,
            broadcast=each.broadcast,
        )
