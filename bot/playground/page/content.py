"""The page's content as JSON: people, conversations, messages and views, as one person sees them."""

from collections.abc import Iterator
from itertools import islice

from bot.playground.context import PlaygroundContext
from bot.playground.events.objects import message_json, view_json
from bot.playground.page.texts import DEFAULT, language_of
from bot.playground.state.models import Channel, Json, Member, Message, View

PAGE = 300  # messages shown at once, the latest
MAX_UNREAD = 100


class UnknownMemberError(Exception):
    """The page acts as an unknown user id."""


def person_json(member: Member) -> Json:
    """Return a person as the page shows them."""
    return {
        "id": member.id,
        "name": member.name,
        "real_name": member.real_name,
        "group": member.group or "",
        "tz": member.tz,
        "locale": member.locale,
        "is_admin": member.is_admin or member.is_owner,
    }


def message_content(context: PlaygroundContext, message: Message) -> Json:
    """Return a message as the page shows it: without the blocks of typed text."""
    shown = message_json(context, message, raw=True) | {
        "channel": message.channel,
        "ephemeral": message.seen_by is not None,
    }
    if message.blocks:
        shown["blocks"] = [_with_address(context, block) for block in shown["blocks"]]
    else:
        shown.pop("blocks", None)
    return shown


def _with_address(context: PlaygroundContext, block: Json) -> Json:
    """Return a block with the address of the file that it shows, which Slack's own client looks up."""
    file = context.world.files.get(block.get("slack_file", {}).get("id", "")) if block.get("type") == "image" else None
    if file is None:
        return block
    return block | {"slack_file": {"url": f"{context.address.url}/files/{file.id}/{file.name}"}}


def view_content(context: PlaygroundContext, view: View) -> Json:
    """Return a view as the page shows it."""
    shown = view_json(context, view, raw=True)
    return shown | ({"errors": view.errors} if view.errors else {})


def list_channels(context: PlaygroundContext, member: Member) -> list[Json]:
    """Return a person's conversations: channels by name, then their DM with the app."""
    own = [each for each in context.world.channels.values() if each.kind != "im" and member.id in each.members]
    own.sort(key=lambda each: (each.name != "general", each.name))
    return [channel_entry(context, member, each) for each in [*own, context.world.open_im(member.id)]]


def channel_entry(context: PlaygroundContext, member: Member, channel: Channel) -> Json:
    """Return a conversation as the page lists it."""
    read = context.world.read.get((member.id, channel.id), "")
    new = (each for each in reversed(channel.messages.values()) if not _is_reply(each) and each.user != member.id)
    unread = 0
    for message in islice(new, MAX_UNREAD):
        if message.ts <= read:
            break
        unread += 1
    return {
        "id": channel.id,
        "name": context.manifest.name if channel.kind == "im" else channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "members": len(channel.members),
        "unread": unread,
        "latest": next(reversed(channel.messages), ""),
    }


def _is_reply(message: Message) -> bool:
    return message.thread_ts not in {None, message.ts} and not message.broadcast


def get_acting_member(context: PlaygroundContext, user: str | None) -> Member:
    """Return the person whom the page acts as; without an id, the first persona. Raises UnknownMemberError."""
    personas = context.world.personas
    member = context.world.members.get(user) if user else next(iter(personas), None)
    if member is None or member.is_bot:
        raise UnknownMemberError
    return member


def load_page(context: PlaygroundContext, user: str | None) -> Json:
    """Return all content of a fresh page, as one person sees it."""
    me = get_acting_member(context, user)
    home = context.world.homes.get(me.id)
    manifest = context.manifest
    return {
        "ok": True,
        "workspace": {"id": context.team_id, "name": context.world.name},
        "app": {
            "id": context.app.app_id,
            "name": manifest.name,
            "bot_user_id": context.app.bot_user_id,
            "bot_id": context.app.bot_id,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab and not manifest.messages_tab_read_only,
        },
        "me": person_json(me),
        "people": [person_json(each) for each in context.world.personas],
        "channels": list_channels(context, me),
        "commands": [
            {"command": each.command, "usage_hint": each.usage_hint, "description": each.description}
            for each in manifest.commands.values()
        ],
        "user_groups": [
            {"id": each.id, "handle": each.handle, "name": each.name}
            for each in context.world.user_groups.values()
            if not each.deleted
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
        "banner": _banner(context, me),
        "now": context.world.clock(),
        "has_clock": context.time_control is not None,
        "users": {each.id: {"name": each.name, "real_name": each.real_name} for each in context.world.members.values()},
        "views": [view_content(context, each) for each in context.world.stacks.get(me.id, ())],
        "home": view_content(context, home) if home is not None else None,
    }


def _banner(context: PlaygroundContext, me: Member) -> Json | None:
    """Return the banner in a person's language: {title, steps, link}."""
    if context.banner is None:
        return None
    banner: Json = context.banner.get(language_of(me.locale)) or context.banner[DEFAULT]
    return banner


def read_messages(context: PlaygroundContext, user: str | None, channel_id: str, thread_ts: str | None) -> Json:
    """Return the messages a person sees in a conversation or thread, and mark the conversation as read."""
    me = get_acting_member(context, user)
    channel = context.world.channels.get(channel_id)
    if channel is None or not context.world.can_see_channel(me.id, channel):
        return {"ok": False, "error": "channel_not_found", "message": "You cannot see that channel."}
    if channel.messages:
        context.world.read[me.id, channel.id] = next(reversed(channel.messages))
    if thread_ts is not None:
        wanted = [each for each in context.world.list_visible(me.id, channel) if thread_ts in {each.ts, each.thread_ts}]
    else:
        wanted = _latest(context, me, channel)
    return {"ok": True, "messages": [message_content(context, each) for each in wanted]}


def _latest(context: PlaygroundContext, me: Member, channel: Channel) -> list[Message]:
    def backwards() -> Iterator[Message]:
        for message in reversed(channel.messages.values()):
            if not _is_reply(message):
                yield message

    shown = list(islice(backwards(), PAGE))
    ephemerals = [each for each in context.world.ephemerals.get(me.id, ()) if each.channel == channel.id]
    return sorted([*shown, *ephemerals], key=lambda each: float(each.ts))
