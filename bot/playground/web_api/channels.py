"""conversations.create, conversations.setTopic and conversations.mark.

Scopes, errors and limits: docs.slack.dev/reference/methods, as slack-ruby/slack-api-ref f4837c0c keeps them.
"""

import re

from bot.playground.context import PlaygroundContext
from bot.playground.events.emit import emit_message
from bot.playground.events.objects import channel_json
from bot.playground.state.errors import SlackError
from bot.playground.state.models import Channel, Json, Message
from bot.playground.state.world import ts_to_micros
from bot.playground.web_api.dispatch import Args, get_channel, is_member, method, require_scope, require_team

MAX_NAME, MAX_TOPIC = 80, 250
_NAME = re.compile(r"[a-z0-9_-]+")
_WRITE = {
    "channel": ("channels:manage", "channels:write"),
    "private": ("groups:write",),
    "im": ("im:write",),
}


def _check_name(context: PlaygroundContext, name: str) -> None:
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > MAX_NAME:
        raise SlackError("invalid_name_maxlength")
    if not any(each.isalnum() for each in name):
        raise SlackError("invalid_name_punctuation")
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name_specials")
    if any(each.name == name for each in context.world.channels.values()):
        raise SlackError("name_taken")


@method("conversations.create")
def create(context: PlaygroundContext, args: Args) -> Json:
    """Create a channel with the app as its first member."""
    kind = "private" if args.flag("is_private") else "channel"
    require_scope(context, *_WRITE[kind])
    require_team(context, args)
    name = args.text("name")
    _check_name(context, name)
    channel = Channel(
        context.world.new_id("C"),
        name,
        kind,
        {context.app.bot_user_id: None},
        created=int(context.world.clock()),
        creator=context.app.bot_user_id,
        team_id=args.text("team_id") or None,
    )
    context.world.add_channel(channel)
    return {"channel": channel_json(context, channel)}


@method("conversations.setTopic")
def set_topic(context: PlaygroundContext, args: Args) -> Json:
    """Change a channel's topic and post a note about it."""
    channel = get_channel(context, args)
    if channel.kind == "im":
        raise SlackError("method_not_supported_for_channel_type")
    write = _WRITE[channel.kind]
    require_scope(context, f"{write[0].partition(':')[0]}:write.topic", write[0])
    if not is_member(context, channel):
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    topic = args.text("topic")
    if len(topic) > MAX_TOPIC:
        raise SlackError("too_long")
    if topic != channel.topic:
        channel.topic = topic
        text = f"set the channel topic: {topic}" if topic else "cleared the channel topic"
        note = Message(channel.id, context.world.new_ts(), context.app.bot_user_id, text=text, subtype="channel_topic")
        context.world.add_message(note)
        emit_message(context, note)
    return {"channel": channel_json(context, channel)}


@method("conversations.mark")
def mark(context: PlaygroundContext, args: Args) -> Json:
    """Set the app's read cursor."""
    channel = get_channel(context, args)
    require_scope(context, *_WRITE[channel.kind])
    if not is_member(context, channel):
        raise SlackError("not_in_channel")
    ts = args.required("ts")
    if not ts_to_micros(ts):
        raise SlackError("invalid_timestamp")
    context.world.read[context.app.bot_user_id, channel.id] = ts
    return {}
