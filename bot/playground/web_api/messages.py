"""Changes of messages and views, shared by Web API calls, people's acts and responses to interactions."""

import copy
import secrets

from bot.playground.block_kit.blocks import check_message_blocks, check_view
from bot.playground.block_kit.interactive import flatten, interactive_elements
from bot.playground.context import PlaygroundContext
from bot.playground.state.errors import SlackError
from bot.playground.state.models import ChangeEvent, Channel, Json, Message, View
from bot.playground.text.escape import fill_defaults

MAX_STACK = 3
MAX_TEXT = 40_000
MAX_UPDATE_TEXT = 4_000
TOMBSTONE = "This message was deleted."
SLACKBOT = "USLACKBOT"


def fill_ids(blocks: list[Json]) -> list[Json]:
    """Fill in the ids that the app left out, and Slack's defaults, in place; return the blocks."""
    fill_defaults(blocks)
    for block in flatten(blocks):
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)[:5]
    for ref in interactive_elements(blocks):
        if not ref.element.get("action_id"):
            ref.element["action_id"] = secrets.token_urlsafe(4)[:5]
    return blocks


def validate_blocks(context: PlaygroundContext, blocks: list[Json] | None, pointer: str = "/blocks") -> list[Json]:
    """Return a message's blocks as stored. Raises SlackError with every fault and its JSON pointer."""
    if not blocks:
        return []
    errors, letters = check_message_blocks(blocks, pointer)
    if errors:
        raise SlackError("invalid_blocks", *errors)
    if letters > context.text_cap:
        raise SlackError("msg_blocks_too_long")
    for index, block in enumerate(blocks):
        if block["type"] == "image" and "id" in block.get("slack_file", {}):
            file = context.world.files.get(block["slack_file"]["id"])
            if file is None or not file.complete or not file.mimetype.startswith("image/"):
                raise SlackError(
                    "invalid_blocks", f"[ERROR] invalid slack file [json-pointer:{pointer}/{index}/slack_file]"
                )
    return fill_ids(copy.deepcopy(blocks))


def post_as_app(
    context: PlaygroundContext,
    channel: Channel,
    *,
    text: str = "",
    blocks: list[Json] | None = None,
    thread_ts: str | None = None,
    metadata: Json | None = None,
    seen_by: str | None = None,
    files: list[str] | None = None,
    username: str | None = None,
    broadcast: bool = False,
    subtype: str | None = None,
) -> Message:
    """Post a message of the app. seen_by: the only reader of an ephemeral. blocks: already validated."""
    message = Message(
        channel=channel.id,
        ts=context.world.new_ts(),
        user=context.app.bot_user_id,
        bot_id=context.app.bot_id,
        text=text,
        blocks=blocks or [],
        thread_ts=thread_ts,
        metadata=metadata,
        seen_by=seen_by,
        files=files or [],
        username=username,
        broadcast=broadcast,
        subtype=subtype or ("thread_broadcast" if broadcast and thread_ts else None),
    )
    return context.world.add_message(message)


def update_message(
    context: PlaygroundContext,
    message: Message,
    *,
    text: str,
    blocks: list[Json],
    metadata: Json | None,
    by: str | None,
) -> None:
    """Change a message in place. by: the editor to name, None for a replacement without a mark."""
    before = copy.copy(message)
    message.text = text
    message.blocks = blocks
    message.metadata = metadata
    message.state = {}
    if by is not None:
        message.edited = {"user": by, "ts": context.world.new_ts()}
    context.world.replace_message(message, before)


def delete_message(context: PlaygroundContext, message: Message) -> bool:
    """Delete a message, or turn it into a tombstone while it has replies; return whether it is gone.

    A tombstone is deleted with its last reply.
    """
    if message.replies:
        before = copy.copy(message)
        message.text, message.subtype, message.user = TOMBSTONE, "tombstone", SLACKBOT
        message.bot_id = message.username = message.client_msg_id = message.edited = message.metadata = None
        message.blocks, message.files, message.reactions, message.state = [], [], {}, {}
        context.world.replace_message(message, before)
        return False
    parent = context.world.channels[message.channel].messages.get(message.thread_ts or "")
    context.world.drop_message(message)
    if parent is not None and parent.subtype == "tombstone" and not parent.replies:
        context.world.drop_message(parent)
    return True


# Views --------------------------------------------------------------------------------------------------------------


def validate_view(context: PlaygroundContext, source: Json, kind: str, pointer: str = "/view") -> Json:
    """Return a view as stored. kind: modal or home. Raises SlackError with every fault and its JSON pointer."""
    error, messages = check_view(source, kind, pointer)
    if error:
        raise SlackError(error, *messages)
    external = source.get("external_id")
    if external and any(each.source.get("external_id") == external for each in context.world.views.values()):
        raise SlackError("duplicate_external_id")
    kept = copy.deepcopy(source)
    fill_ids(kept["blocks"])
    fill_defaults([kept.get(each) for each in ("title", "submit", "close")])
    return kept


def new_hash(context: PlaygroundContext) -> str:
    """Return a new hash for a view."""
    return f"{int(context.world.clock())}.{secrets.token_hex(4)}"


def open_modal(context: PlaygroundContext, user: str, source: Json) -> View:
    """Open a modal for a user. source: already validated. Raises SlackError when three are open."""
    stack = context.world.stacks.setdefault(user, [])
    if len(stack) >= MAX_STACK:
        raise SlackError("push_limit_reached")
    name = context.world.new_id("V")
    view = View(name, user, source, new_hash(context), root=name)
    return _show_view(context, stack, view)


def push_modal(context: PlaygroundContext, user: str, source: Json) -> View:
    """Push a view onto a user's open modal. Raises SlackError."""
    stack = context.world.stacks.get(user)
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= MAX_STACK:
        raise SlackError("push_limit_reached")
    below = stack[-1]
    view = View(context.world.new_id("V"), user, source, new_hash(context), root=below.root, previous=below.id)
    return _show_view(context, stack, view)


def _show_view(context: PlaygroundContext, stack: list[View], view: View) -> View:
    stack.append(view)
    context.world.views[view.id] = view
    context.world.publish(ChangeEvent("view_opened", view=view, user=view.user))
    return view


def replace_view(context: PlaygroundContext, view: View, source: Json) -> View:
    """Replace a view's content; inputs that keep their ids and types keep their values."""
    view.source = source
    view.hash = new_hash(context)
    view.errors = {}
    kept: Json = {}
    for ref in interactive_elements(view.blocks):
        held = view.state.get(ref.block_id, {}).get(ref.action_id)
        if held and held["type"] == ref.kind:
            kept.setdefault(ref.block_id, {})[ref.action_id] = held
    view.state = kept
    context.world.publish(ChangeEvent("home" if view.type == "home" else "view_updated", view=view, user=view.user))
    return view


def close_view(context: PlaygroundContext, view: View) -> None:
    """Close a modal; the one under it is shown again."""
    stack = context.world.stacks.get(view.user, [])
    if view not in stack:
        return
    stack.remove(view)
    context.world.views.pop(view.id, None)
    if not stack:
        context.world.stacks.pop(view.user, None)
    context.world.publish(ChangeEvent("view_closed", view=view, user=view.user))


def close_all_views(context: PlaygroundContext, user: str) -> list[View]:
    """Close every modal of a user, the top one first; return them."""
    closed = list(reversed(context.world.stacks.get(user, [])))
    for view in closed:
        close_view(context, view)
    return closed


def publish_home(context: PlaygroundContext, user: str, source: Json) -> View:
    """Set the content of a user's Home tab."""
    known = context.world.homes.get(user)
    if known is not None:
        return replace_view(context, known, source)
    name = context.world.new_id("V")
    view = View(name, user, source, new_hash(context), root=name)
    context.world.homes[user] = context.world.views[name] = view
    context.world.publish(ChangeEvent("home", view=view, user=user))
    return view
