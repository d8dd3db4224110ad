"""What the page shows: people, conversations, messages and views, as one person sees them."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from bot.playground.events.objects import message_json, view_json
from bot.playground.state.world import Channel, Json, Member, Message, View

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer

PAGE = 300  # messages shown at once, the latest
UNREAD_MOST = 100


class NobodyError(Exception):
    """The page asks as somebody who is not there."""


def person_json(member: Member) -> Json:
    """Return somebody as the page shows them."""
    return {
        "id": member.id,
        "name": member.name,
        "real_name": member.real_name,
        "group": member.group or "",
        "tz": member.tz,
        "is_admin": member.is_admin or member.is_owner,
    }


def ui_message(town: "PlaygroundServer", message: Message) -> Json:
    """Return a message as the page shows it: what people typed has no blocks there."""
    shown = message_json(town, message, raw=True) | {
        "channel": message.channel,
        "ephemeral": message.seen_by is not None,
    }
    if not message.blocks:
        shown.pop("blocks", None)
    return shown


def ui_view(town: "PlaygroundServer", view: View) -> Json:
    """Return a view as the page shows it."""
    shown = view_json(town, view, raw=True)
    return shown | ({"errors": view.errors} if view.errors else {})


def channels_of(town: "PlaygroundServer", member: Member) -> list[Json]:
    """Return the conversations somebody is in: channels by name, then their DM with the app."""
    own = [each for each in town.world.channels.values() if each.kind != "im" and member.id in each.members]
    own.sort(key=lambda each: (each.name != "general", each.name))
    return [channel_shape(town, member, each) for each in [*own, town.world.im(member.id)]]


def channel_shape(town: "PlaygroundServer", member: Member, channel: Channel) -> Json:
    """Return a conversation as the page lists it."""
    read = town.world.read.get((member.id, channel.id), "")
    new = (each for each in reversed(channel.messages.values()) if not _is_reply(each) and each.user != member.id)
    unread = 0
    for message in islice(new, UNREAD_MOST):
        if message.ts <= read:
            break
        unread += 1
    return {
        "id": channel.id,
        "name": town.manifest.name if channel.kind == "im" else channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "members": len(channel.members),
        "unread": unread,
        "latest": next(reversed(channel.messages), ""),
    }


def _is_reply(message: Message) -> bool:
    return message.thread_ts not in {None, message.ts} and not message.broadcast


def asking(town: "PlaygroundServer", user: str | None) -> Member:
    """Return who the page acts as; unnamed, the first of the cast. Raises NobodyError."""
    cast = town.cast
    member = town.world.members.get(user) if user else next(iter(cast), None)
    if member is None or member.is_bot:
        raise NobodyError
    return member


def state(town: "PlaygroundServer", user: str | None) -> Json:
    """Return everything the page needs to begin with, as somebody sees it."""
    me = asking(town, user)
    home = town.world.homes.get(me.id)
    manifest = town.manifest
    return {
        "ok": True,
        "workspace": {"id": town.team_id, "name": town.world.name},
        "app": {
            "id": town.app_id,
            "name": manifest.name,
            "bot_user_id": town.bot_user_id,
            "bot_id": town.bot_id,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab and not manifest.messages_tab_read_only,
        },
        "me": person_json(me),
        "people": [person_json(each) for each in town.cast],
        "channels": channels_of(town, me),
        "commands": [
            {"command": each.command, "usage_hint": each.usage_hint, "description": each.description}
            for each in manifest.commands.values()
        ],
        "shortcuts": [
            {
                "name": each.name,
                "callback_id": each.callback_id,
                "type": each.type,
                "description": each.description,
            }
            for each in manifest.shortcuts.values()
        ],
        "banner": town.banner,
        "now": town.world.clock(),
        "has_clock": town.time_control is not None,
        "users": {each.id: {"name": each.name, "real_name": each.real_name} for each in town.world.members.values()},
        "views": [ui_view(town, each) for each in town.world.stacks.get(me.id, ())],
        "home": ui_view(town, home) if home is not None else None,
    }


def read_messages(town: "PlaygroundServer", user: str | None, channel_id: str, thread_ts: str | None) -> Json:
    """Return what somebody sees in a conversation, or in one thread of it; they have read it then."""
    me = asking(town, user)
    channel = town.world.channels.get(channel_id)
    if channel is None or not town.world.sees_channel(me.id, channel):
        return {"ok": False, "error": "channel_not_found", "message": "You cannot see that channel."}
    if channel.messages:
        town.world.read[me.id, channel.id] = next(reversed(channel.messages))
    if thread_ts is not None:
        wanted = [each for each in town.world.sees(me.id, channel) if thread_ts in {each.ts, each.thread_ts}]
    else:
        wanted = _latest(town, me, channel)
    return {"ok": True, "messages": [ui_message(town, each) for each in wanted]}


def _latest(town: "PlaygroundServer", me: Member, channel: Channel) -> list[Message]:
    def backwards() -> Iterator[Message]:
        for message in reversed(channel.messages.values()):
            if not _is_reply(message):
                yield message

    shown = list(islice(backwards(), PAGE))
    whispers = [each for each in town.world.ephemerals.get(me.id, ()) if each.channel == channel.id]
    return sorted([*shown, *whispers], key=lambda each: float(each.ts))
