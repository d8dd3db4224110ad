"""Scheduled messages: stored until their time, then posted as the app's own.

Source: docs.slack.dev/reference/methods/chat.scheduleMessage. It says that a message with metadata is accepted and
never posted; so it is here.
"""

import asyncio

from bot.playground.context import PlaygroundContext
from bot.playground.state.errors import SlackError
from bot.playground.state.models import ScheduledMessage
from bot.playground.web_api.messages import post_as_app

DAYS_AHEAD = 120
WINDOW_SECONDS, WINDOW_MESSAGES = 300, 30
_LATER = 0.01  # seconds after post_at, so that the timer never fires just before it


def parse_post_at(context: PlaygroundContext, channel_id: str, given: str) -> int:
    """Return the argument post_at as seconds. Raises SlackError when Slack accepts no message there and then."""
    if not (given.isascii() and given.isdigit()):
        raise SlackError("invalid_time")
    at = int(given)
    now = context.world.clock()
    if at <= now:
        raise SlackError("time_in_past")
    if at > now + DAYS_AHEAD * 24 * 3600:
        raise SlackError("time_too_far")
    near = [
        each
        for each in context.world.scheduled
        if each.channel == channel_id and abs(each.post_at - at) < WINDOW_SECONDS
    ]
    if len(near) >= WINDOW_MESSAGES:
        raise SlackError("restricted_too_many")
    return at


def schedule(context: PlaygroundContext, message: ScheduledMessage) -> None:
    """Store a message and set a timer for its time."""
    context.world.scheduled.append(message)
    wait = max(0.0, message.post_at - context.world.clock())
    asyncio.get_running_loop().call_later(wait + _LATER, post_due, context)


def post_due(context: PlaygroundContext) -> None:
    """Post the messages that are due, the earliest first; also called when the clock is moved."""
    if not context.is_running:
        return
    now = context.world.clock()
    due = sorted((each for each in context.world.scheduled if each.post_at <= now), key=lambda each: each.post_at)
    for each in due:
        context.world.scheduled.remove(each)
        channel = context.world.channels.get(each.channel)
        if channel is None or channel.archived or each.metadata is not None:
            continue
        post_as_app(
            context,
            channel,
            text=each.text,
            blocks=each.blocks,
            thread_ts=each.thread_ts,
            broadcast=each.broadcast,
        )
