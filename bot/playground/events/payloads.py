"""Payloads that Slack sends to an app: events, interactions, commands."""

import json

from bot.playground.block_kit.interactive import content_of, interactive_elements, state_values
from bot.playground.context import PlaygroundContext
from bot.playground.events import enterprise
from bot.playground.events.objects import message_json, view_json
from bot.playground.state.models import Channel, Json, Member, Message, View
from bot.playground.text.escape import escape_texts

_NOTHING: Json = {"type": "plain_text_input", "value": None}
CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im"}


def event_envelope(context: PlaygroundContext, event: Json, *, shared: bool = False) -> Json:
    """Return an event in its envelope, with a new event_id."""
    channel = context.world.channels.get(str(event.get("channel")))
    actor = event.get("user") or (event.get("message") or event.get("previous_message") or {}).get("user")
    member = context.world.members.get((channel.person if channel is not None else None) or str(actor))
    return {
        "token": context.app.verification_token,
        **enterprise.event_fields(context, channel, member),
        "api_app_id": context.app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": context.world.new_id("Ev"),
        "event_time": int(context.world.clock()),
        "is_ext_shared_channel": shared,
        "event_context": f"4-{context.world.new_id('E')}",
    }


def message_event(context: PlaygroundContext, message: Message) -> Json:
    """Return the event of a new message."""
    channel = context.world.channels[message.channel]
    event = message_json(context, message) | {"channel": channel.id, "event_ts": message.ts}
    event["channel_type"] = CHANNEL_TYPES[channel.kind]
    for key in ("reply_count", "reply_users_count", "reply_users", "latest_reply", "is_locked", "subscribed"):
        event.pop(key, None)
    if message.thread_ts == message.ts:
        event.pop("thread_ts", None)
    author = context.world.members.get(message.user or "")
    if author is not None and author.team_id != enterprise.get_team_id(context, channel, author):
        event |= {"user_team": author.team_id, "source_team": author.team_id}
    return event


def mention_event(context: PlaygroundContext, message: Message) -> Json:
    """Return the app_mention event of a message."""
    event = message_event(context, message) | {"type": "app_mention"}
    for key in ("channel_type", "subtype"):
        event.pop(key, None)
    return event


def changed_event(context: PlaygroundContext, message: Message, before: Message) -> Json:
    """Return the event of a message that was edited."""
    channel = context.world.channels[message.channel]
    now = context.world.new_ts()
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": message_json(context, message),
        "previous_message": message_json(context, before),
        "channel": channel.id,
        "hidden": True,
        "ts": now,
        "event_ts": now,
        "channel_type": CHANNEL_TYPES[channel.kind],
    }


def deleted_event(context: PlaygroundContext, message: Message) -> Json:
    """Return the event of a message that was deleted."""
    channel = context.world.channels[message.channel]
    now = context.world.new_ts()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": message_json(context, message),
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": message.ts,
        "ts": now,
        "event_ts": now,
        "channel_type": CHANNEL_TYPES[channel.kind],
    }


def _acting(member: Member) -> Json:
    return {"id": member.id, "username": member.name, "name": member.name, "team_id": member.team_id}


def _common(context: PlaygroundContext, kind: str, member: Member, channel: Channel | None = None) -> Json:
    return {
        "type": kind,
        "user": _acting(member),
        "api_app_id": context.app.app_id,
        "token": context.app.verification_token,
        **enterprise.interaction_fields(context, channel, member),
    }


def channel_name(channel: Channel) -> str:
    """Return what Slack calls a conversation in payloads."""
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def message_actions(
    context: PlaygroundContext,
    member: Member,
    message: Message,
    actions: list[Json],
    *,
    response_url: str,
    trigger_id: str,
) -> Json:
    """Return the payload of a click on a message."""
    channel = context.world.channels[message.channel]
    hidden = message.seen_by is not None
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": hidden,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _common(context, "block_actions", member, channel) | {
        "container": container,
        "trigger_id": trigger_id,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": escape_texts(state_values(message.blocks, message.state))},
        "response_url": response_url,
        "actions": escape_texts(actions),
    }
    if not hidden:  # Slack does not send the content of an ephemeral message
        payload["message"] = message_json(context, message)
    return payload


def view_actions(
    context: PlaygroundContext, member: Member, view: View, actions: list[Json], *, trigger_id: str
) -> Json:
    """Return the payload of a click in a modal or a home."""
    return _common(context, "block_actions", member) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": trigger_id,
        "view": view_json(context, view),
        "actions": escape_texts(actions),
    }


def view_submission(context: PlaygroundContext, member: Member, view: View, *, trigger_id: str) -> Json:
    """Return the payload of a submitted modal."""
    return _common(context, "view_submission", member) | {
        "trigger_id": trigger_id,
        "view": view_json(context, view),
        "response_urls": _response_urls(context, member, view),
    }


def _response_urls(context: PlaygroundContext, member: Member, view: View) -> list[Json]:
    """Return a response_url for each conversation chosen in an input with response_url_enabled."""
    held, found = state_values(view.blocks, view.state), []
    for ref in interactive_elements(view.blocks):
        channel = context.world.channels.get(str(content_of(held.get(ref.block_id, {}).get(ref.action_id, _NOTHING))))
        if ref.element.get("response_url_enabled") and channel is not None:
            token = context.tokens.new_response_url(member.id, channel.id)
            found.append(
                {
                    "block_id": ref.block_id,
                    "action_id": ref.action_id,
                    "channel_id": channel.id,
                    "response_url": context.address.response_url(token),
                }
            )
    return found


def view_closed(context: PlaygroundContext, member: Member, view: View, *, cleared: bool = False) -> Json:
    """Return the payload of a modal that was closed; Slack does not say what was in its fields."""
    shown = view_json(context, view) | {"state": {"values": {}}}
    return _common(context, "view_closed", member) | {"view": shown, "is_cleared": cleared}


def global_shortcut(context: PlaygroundContext, member: Member, callback_id: str, *, trigger_id: str) -> Json:
    """Return the payload of a shortcut that belongs to no message."""
    return _common(context, "shortcut", member) | {
        "action_ts": context.world.new_ts(),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }


def message_shortcut(
    context: PlaygroundContext,
    member: Member,
    message: Message,
    callback_id: str,
    *,
    response_url: str,
    trigger_id: str,
) -> Json:
    """Return the payload of a shortcut on a message's menu."""
    channel = context.world.channels[message.channel]
    return _common(context, "message_action", member, channel) | {
        "action_ts": context.world.new_ts(),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "response_url": response_url,
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": message_json(context, message),
    }


def command_form(
    context: PlaygroundContext,
    member: Member,
    channel: Channel,
    line: tuple[str, str],
    *,
    response_url: str,
    trigger_id: str,
) -> dict[str, str]:
    """Return the form of a slash command; line: the command and its text."""
    command, text = line
    return {
        "token": context.app.verification_token,
        **enterprise.command_fields(context, channel, member),
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": member.id,
        "user_name": member.name,
        "command": command,
        "text": text,
        "api_app_id": context.app.app_id,
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def home_event(context: PlaygroundContext, member: Member, tab: str) -> Json:
    """Return the app_home_opened event; tab: home or messages."""
    event: Json = {
        "type": "app_home_opened",
        "user": member.id,
        "channel": context.world.open_im(member.id).id,
        "tab": tab,
        "event_ts": context.world.new_ts(),
    }
    home = context.world.homes.get(member.id)
    if tab == "home" and home is not None:
        event["view"] = view_json(context, home)
    return event


def as_json(payload: Json) -> str:
    """Return a payload as the compact JSON that goes over the wire."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
