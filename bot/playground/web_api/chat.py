"""chat.* and reactions.add."""

import json

from bot.playground.context import PlaygroundContext
from bot.playground.events.objects import message_json
from bot.playground.state.errors import SlackError
from bot.playground.state.models import Channel, Json, Message, ScheduledMessage
from bot.playground.state.world import ts_to_micros
from bot.playground.web_api.dispatch import Args, get_channel, is_member, method
from bot.playground.web_api.messages import (
    MAX_TEXT,
    MAX_UPDATE_TEXT,
    delete_message,
    post_as_app,
    update_message,
    validate_blocks,
)
from bot.playground.web_api.scheduled import parse_post_at, schedule

_CUT = "message_truncated"
MAX_METADATA = 8 * 1024
USER_LETTERS = ("U", "W")


def get_target_channel(context: PlaygroundContext, args: Args) -> Channel:
    """Return the conversation to post to, given by id, by name, or by a person's id. Raises SlackError."""
    wanted = args.required("channel")
    member = context.world.members.get(wanted)
    if member is not None:
        if member.is_bot:
            raise SlackError("channel_not_found")
        channel: Channel | None = context.world.open_im(member.id)
    elif wanted.startswith(USER_LETTERS) and wanted not in context.world.channels:
        raise SlackError("channel_not_found")
    else:
        channel = context.world.find_channel(wanted)
    if channel is None or (channel.kind == "private" and not is_member(context, channel)):
        raise SlackError("channel_not_found")
    if channel.archived:
        raise SlackError("is_archived")
    if channel.kind == "im" and not context.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    if not is_member(context, channel) and "chat:write.public" not in context.manifest.scopes:
        raise SlackError("not_in_channel")
    return channel


def get_content(context: PlaygroundContext, args: Args) -> tuple[str, list[Json]]:
    """Return (text, validated blocks) of a message; text is cut at 40,000 characters. Raises SlackError."""
    given = args.blocks()
    text = args.text("text")
    if args.has("markdown_text"):
        if text or given:
            raise SlackError("markdown_text_conflict")
        given = [{"type": "markdown", "text": args.text("markdown_text")}]
    if not text and not given and not args.has("attachments"):
        raise SlackError("no_text")
    return text[:MAX_TEXT], validate_blocks(context, given)


def get_metadata(args: Args) -> Json | None:
    """Return the metadata of a message. Raises SlackError."""
    metadata = args.json("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata)) > MAX_METADATA:
        raise SlackError("metadata_too_large")
    return {"event_type": kind, "event_payload": payload}


def get_thread_ts(channel: Channel, args: Args) -> str | None:
    """Return the thread to post to; None for an unknown thread, since Slack has no error for it.

    Raises SlackError.
    """
    if not args.has("thread_ts"):
        return None
    parent = channel.messages.get(args.text("thread_ts"))
    if parent is None:
        return None
    if parent.thread_ts not in {None, parent.ts}:
        raise SlackError("cannot_reply_to_message")
    return parent.ts


@method("chat.postMessage", scope="chat:write")
def post_message(context: PlaygroundContext, args: Args) -> Json:
    """Post a message of the app."""
    channel = get_target_channel(context, args)
    text, blocks = get_content(context, args)
    custom = args.text("username") if "chat:write.customize" in context.manifest.scopes else ""
    message = post_as_app(
        context,
        channel,
        text=text,
        blocks=blocks,
        metadata=get_metadata(args),
        thread_ts=get_thread_ts(channel, args),
        username=custom or None,
        broadcast=args.flag("reply_broadcast"),
    )
    answer = {"channel": channel.id, "ts": message.ts, "message": message_json(context, message)}
    is_cut = len(args.text("text")) > MAX_TEXT
    return answer | ({"warning": _CUT, "response_metadata": {"warnings": [_CUT]}} if is_cut else {})


@method("chat.postEphemeral", scope="chat:write")
def post_ephemeral(context: PlaygroundContext, args: Args) -> Json:
    """Show a message to one person in a conversation."""
    channel = get_target_channel(context, args)
    user = args.required("user")
    if user not in context.world.members:
        raise SlackError("user_not_found")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = get_content(context, args)
    message = post_as_app(
        context, channel, text=text, blocks=blocks, thread_ts=get_thread_ts(channel, args), seen_by=user
    )
    return {"message_ts": message.ts}


def _get_own_message(context: PlaygroundContext, args: Args, name: str, error: str) -> Message:
    channel = get_channel(context, args)
    message = channel.messages.get(args.required(name))
    if message is None or message.subtype == "tombstone":
        raise SlackError("message_not_found")
    if message.bot_id != context.app.bot_id:
        raise SlackError(error)
    return message


@method("chat.update", scope="chat:write")
def update(context: PlaygroundContext, args: Args) -> Json:
    """Change a message of the app. Text without blocks removes its blocks."""
    message = _get_own_message(context, args, "ts", "cant_update_message")
    if context.world.channels[message.channel].archived:
        raise SlackError("is_inactive")
    if len(args.text("text")) > MAX_UPDATE_TEXT:
        raise SlackError("msg_too_long")
    if "metadata" in args.given and args.blocks() is None and not args.has("text"):
        text, blocks = message.text, message.blocks
    else:
        text, blocks = get_content(context, args)
    metadata = get_metadata(args) if args.given.get("metadata") is not None else message.metadata
    update_message(context, message, text=text, blocks=blocks, metadata=metadata, by=context.app.bot_user_id)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": message_json(context, message),
    }


@method("chat.delete", scope="chat:write")
def delete(context: PlaygroundContext, args: Args) -> Json:
    """Delete a message of the app."""
    message = _get_own_message(context, args, "ts", "cant_delete_message")
    delete_message(context, message)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.scheduleMessage", scope="chat:write")
def schedule_message(context: PlaygroundContext, args: Args) -> Json:
    """Schedule a message of the app."""
    channel = get_target_channel(context, args)
    post_at = parse_post_at(context, channel.id, args.required("post_at"))
    text, blocks = get_content(context, args)
    message = ScheduledMessage(
        context.world.new_id("Q"),
        channel.id,
        post_at,
        text,
        blocks,
        thread_ts=get_thread_ts(channel, args),
        broadcast=args.flag("reply_broadcast"),
        metadata=get_metadata(args),
    )
    schedule(context, message)
    shown: Json = {"type": "delayed_message", "subtype": "bot_message", "text": text, "bot_id": context.app.bot_id}
    return {
        "channel": channel.id,
        "scheduled_message_id": message.id,
        "post_at": str(post_at),
        "message": shown | ({"blocks": blocks} if blocks else {}),
    }


@method("chat.getPermalink")
def get_permalink(context: PlaygroundContext, args: Args) -> Json:
    """Return the permalink of a message."""
    channel = get_channel(context, args)
    message = channel.messages.get(args.required("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    link = f"{context.address.url}/archives/{channel.id}/p{ts_to_micros(message.ts)}"
    if message.thread_ts not in {None, message.ts}:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


@method("reactions.add", scope="reactions:write")
def add_reaction(context: PlaygroundContext, args: Args) -> Json:
    """Add a reaction to a message."""
    channel = get_channel(context, args)
    name = args.required("name").strip(":")
    message = channel.messages.get(args.required("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    if not name or not name.replace("_", "").replace("-", "").replace("+", "").isalnum():
        raise SlackError("invalid_name")
    if not is_member(context, channel):
        raise SlackError("not_in_channel")
    users = message.reactions.setdefault(name, [])
    if context.app.bot_user_id in users:
        raise SlackError("already_reacted")
    users.append(context.app.bot_user_id)
    return {}
