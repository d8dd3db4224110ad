"""Event fan-out: the events that follow from a change in the workspace, among them the app's own messages."""

from bot.playground.context import PlaygroundContext
from bot.playground.events.payloads import changed_event, deleted_event, event_envelope, message_event
from bot.playground.state.models import ChangeEvent, Channel, Json, Message

_EVENTS = {
    "im": ("message.im", "im:history"),
    "channel": ("message.channels", "channels:history"),
    "private": ("message.groups", "groups:history"),
}


def is_subscribed(context: PlaygroundContext, channel: Channel) -> bool:
    """Return whether the app gets message events of a conversation: subscribed, in scope, and a member."""
    event, scope = _EVENTS[channel.kind]
    there = channel.kind == "im" or context.app.bot_user_id in channel.members
    return there and event in context.manifest.events and scope in context.manifest.scopes


def emit_own(context: PlaygroundContext, change: ChangeEvent) -> None:
    """Deliver the event of a change to the app's own message, or to a deleted tombstone, in the background."""
    message = change.message
    if message is None or message.seen_by:
        return
    is_own = (change.before or message).bot_id == context.app.bot_id
    if not is_own and not (message.subtype == "tombstone" and change.kind == "message_deleted"):
        return
    if context.is_running and is_subscribed(context, context.world.channels[message.channel]):
        event = _event(context, change, message)
        if event is not None:
            context.dispatcher.run_later(context.dispatcher.event(event_envelope(context, event)))


def emit_message(context: PlaygroundContext, message: Message) -> None:
    """Deliver the event of somebody else's message in the background."""
    if context.is_running and is_subscribed(context, context.world.channels[message.channel]):
        context.dispatcher.run_later(context.dispatcher.event(event_envelope(context, message_event(context, message))))


def _event(context: PlaygroundContext, change: ChangeEvent, message: Message) -> Json | None:
    if change.kind == "message":
        return message_event(context, message)
    if change.kind == "message_changed" and change.before is not None:
        return changed_event(context, message, change.before)
    return deleted_event(context, message) if change.kind == "message_deleted" else None
