"""What the app hears of itself and of others beside their acts: its own messages come back, as Slack does it."""

from typing import TYPE_CHECKING

from bot.playground.events.payloads import changed_event, deleted_event, event_envelope, message_event
from bot.playground.state.world import Channel, Json, Message, News

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer

_EVENTS = {
    "im": ("message.im", "im:history"),
    "channel": ("message.channels", "channels:history"),
    "private": ("message.groups", "groups:history"),
}


def hears(town: "PlaygroundServer", channel: Channel) -> bool:
    """Whether the app is told of messages in this conversation: asked for, allowed, and there."""
    event, scope = _EVENTS[channel.kind]
    there = channel.kind == "im" or town.bot_user_id in channel.members
    return there and event in town.manifest.events and scope in town.manifest.scopes


def echo(town: "PlaygroundServer", news: News) -> None:
    """Bring the app the event of one of its own messages, or of a tombstone that went with its last reply, beside."""
    message = news.message
    if message is None or message.seen_by:
        return
    is_own = (news.before or message).bot_id == town.bot_id
    if not is_own and not (message.subtype == "tombstone" and news.kind == "message_deleted"):
        return
    if town.running and hears(town, town.world.channels[message.channel]):
        event = _event(town, news, message)
        if event is not None:
            town.postman.later(town.postman.event(event_envelope(town, event)))


def tell(town: "PlaygroundServer", message: Message) -> None:
    """Bring the app the event of somebody else's message, beside."""
    if town.running and hears(town, town.world.channels[message.channel]):
        town.postman.later(town.postman.event(event_envelope(town, message_event(town, message))))


def _event(town: "PlaygroundServer", news: News, message: Message) -> Json | None:
    if news.kind == "message":
        return message_event(town, message)
    if news.kind == "message_changed" and news.before is not None:
        return changed_event(town, message, news.before)
    return deleted_event(town, message) if news.kind == "message_deleted" else None
