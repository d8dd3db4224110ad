"""conversations.*: channels, their members and their messages, as far as the app may read them."""

from itertools import islice

from bot.playground.context import PlaygroundContext
from bot.playground.events.objects import channel_json, message_json
from bot.playground.faults import HISTORY_COMMERCIAL
from bot.playground.state.errors import SlackError
from bot.playground.state.models import Channel, Json, Message
from bot.playground.web_api.dispatch import (
    Args,
    get_channel,
    is_member,
    method,
    paginate,
    require_read_scope,
    require_scope,
    require_team,
    time_filter,
)
from bot.playground.web_api.membership import add_to_channel

TYPES = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}
_SCOPES = {"channel": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
_HISTORY = {"channel": "channels:history", "private": "groups:history", "im": "im:history"}
_HISTORY_PAGE, _MAX_HISTORY = 100, 999


@method("conversations.info")
def get_info(context: PlaygroundContext, args: Args) -> Json:
    """Return a conversation."""
    channel = get_channel(context, args)
    require_read_scope(context, channel)
    members = args.flag("include_num_members")
    return {"channel": channel_json(context, channel, members=members)}


def get_kinds(context: PlaygroundContext, args: Args) -> set[str]:
    """Return the kinds of conversation in the argument `types`. Raises SlackError."""
    kinds = set()
    for name in args.text("types", "public_channel").split(","):
        kind = TYPES.get(name.strip())
        if kind is None:
            raise SlackError("invalid_types")
        require_scope(context, _SCOPES[kind])
        kinds.add(kind)
    return kinds


def _list(context: PlaygroundContext, args: Args, *, only_of: str | None = None) -> Json:
    kinds = get_kinds(context, args)
    archived = not args.flag("exclude_archived")
    found = [
        each
        for each in context.world.channels.values()
        if each.kind in kinds
        and (archived or not each.archived)
        and (each.kind == "channel" or is_member(context, each))
        and (only_of is None or only_of in each.members or (each.kind == "im" and only_of == context.app.bot_user_id))
    ]
    shown, more = paginate(found, args, default=100)
    return {
        "channels": [channel_json(context, each, members=True) for each in shown],
        "response_metadata": more,
    }


@method("conversations.list")
def list_conversations(context: PlaygroundContext, args: Args) -> Json:
    """Return the conversations that the app may read."""
    require_team(context, args)
    return _list(context, args)


@method("users.conversations")
def list_of_user(context: PlaygroundContext, args: Args) -> Json:
    """Return the conversations of a user (default: the app) that the app may read."""
    user = args.text("user") or context.app.bot_user_id
    if user not in context.world.members:
        raise SlackError("user_not_found")
    return _list(context, args, only_of=user)


@method("conversations.members")
def list_members(context: PlaygroundContext, args: Args) -> Json:
    """Return the members of a conversation."""
    channel = get_channel(context, args)
    require_read_scope(context, channel)
    everybody = list(channel.members)
    if channel.kind == "im":
        everybody.append(context.app.bot_user_id)
    shown, more = paginate(everybody, args, default=100)
    return {"members": shown, "response_metadata": more}


def _get_readable(context: PlaygroundContext, args: Args) -> Channel:
    channel = get_channel(context, args)
    require_scope(context, _HISTORY[channel.kind])
    if not is_member(context, channel):
        raise SlackError("not_in_channel")
    return channel


@method("conversations.history")
def history(context: PlaygroundContext, args: Args) -> Json:
    """Return the messages of a conversation, the latest first; of replies only those that were broadcast."""
    channel = _get_readable(context, args)
    inside = time_filter(args)
    found = (
        each
        for each in reversed(channel.messages.values())
        if inside(each.ts) and (each.thread_ts in {None, each.ts} or each.broadcast)
    )
    return _messages(context, args, found_messages=found)


@method("conversations.replies")
def replies(context: PlaygroundContext, args: Args) -> Json:
    """Return a thread: its first message, then the replies in order of time."""
    channel = _get_readable(context, args)
    parent = channel.messages.get(args.required("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    inside = time_filter(args)
    answers = (channel.messages[each] for each in parent.replies if each in channel.messages and inside(each))
    return _messages(context, args, found_messages=(each for each in (parent, *answers)))


def _messages(context: PlaygroundContext, args: Args, *, found_messages: "object") -> Json:
    size = args.number("limit", _HISTORY_PAGE, _MAX_HISTORY)
    if context.faults.commercial:
        size = min(size, HISTORY_COMMERCIAL)
    start = 0
    cursor = args.text("cursor")
    if cursor:
        if not cursor.removeprefix("next:").isdigit():
            raise SlackError("invalid_cursor")
        start = int(cursor.removeprefix("next:"))
    found: list[Message] = list(islice(found_messages, start, start + size + 1))  # type: ignore[call-overload]
    more = len(found) > size
    metadata = args.flag("include_all_metadata")
    body: Json = {
        "messages": [message_json(context, each, metadata=metadata) for each in found[:size]],
        "has_more": more,
        "pin_count": 0,
    }
    if more:
        body["response_metadata"] = {"next_cursor": f"next:{start + size}"}
    return body


@method("conversations.open", scope="im:write")
def open_im(context: PlaygroundContext, args: Args) -> Json:
    """Open the DM with a person."""
    if args.has("channel"):
        channel = get_channel(context, args)
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    users = [each.strip() for each in args.text("users").split(",") if each.strip()]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        require_scope(context, "mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    member = context.world.members.get(users[0])
    if member is None:
        raise SlackError("user_not_found")
    if member.is_bot:
        raise SlackError("cannot_dm_bot")
    if member.deleted:
        raise SlackError("user_disabled")
    known = member.id in context.world.ims
    channel = context.world.open_im(member.id)
    body: Json = {"channel": {"id": channel.id}}
    if args.flag("return_im"):
        body["channel"] = channel_json(context, channel)
    return body | ({"no_op": True, "already_open": True} if known else {})


@method("conversations.join", scope="channels:join")
def join(context: PlaygroundContext, args: Args) -> Json:
    """Add the app to a public channel."""
    channel = get_channel(context, args)
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    new = add_to_channel(context, context.world.members[context.app.bot_user_id], channel)
    body: Json = {"channel": channel_json(context, channel)}
    return body if new else body | {"warning": "already_in_channel"}
