"""response_url: the app's later responses to a click or a command."""

import json
from typing import Any

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.state.errors import SlackError
from bot.playground.state.models import Channel, Json, Message
from bot.playground.state.tokens import ResponseUrl
from bot.playground.web_api.messages import MAX_TEXT, delete_message, post_as_app, update_message, validate_blocks


async def serve(context: PlaygroundContext, request: web.Request) -> web.Response:
    """Answer POST /response/TOKEN."""
    try:
        body = json.loads(await request.text())
    except ValueError:
        return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
    token = request.match_info["token"]
    context.calls.add("response_url", body if isinstance(body, dict) else {})
    fault = await context.faults.before("response_url", {})
    if fault is not None:
        return fault
    try:
        validate(body)
        blocks = validate_blocks(context, _blocks(body))
        respond(context, context.tokens.use(token), body, blocks)
    except SlackError as refusal:
        status = 404 if refusal.error in {"used_url", "expired_url"} else max(refusal.status, 400)
        context.calls.add_refusal("response_url", refusal.error)
        return web.json_response(refusal.body(), status=status)
    context.faults.after(request, "response_url")
    return web.json_response({"ok": True})


def validate(body: Any) -> None:
    """Check the body of a response; unknown keys are allowed. Raises SlackError."""
    if not isinstance(body, dict):
        raise SlackError("invalid_payload", status=400)
    if body.get("response_type", "ephemeral") not in {"ephemeral", "in_channel"}:
        raise SlackError("invalid_response_type", status=400)


def _blocks(body: Json) -> list[Any] | None:
    blocks = body.get("blocks")
    if blocks is not None and not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format", status=400)
    return blocks


def respond(context: PlaygroundContext, url: ResponseUrl, body: Json, blocks: list[Json] | None = None) -> None:
    """Apply a response: delete or replace the clicked message, or post a new one. Raises SlackError."""
    if blocks is None:
        validate(body)
        blocks = validate_blocks(context, _blocks(body))
    channel = context.world.channels[url.channel]
    source = _source(context, url, channel)
    if body.get("delete_original"):
        if source is None:
            raise SlackError("message_not_found", status=404)
        delete_message(context, source)
        return
    text = str(body.get("text") or "")[:MAX_TEXT]
    if not text and not blocks and not body.get("attachments"):
        raise SlackError("no_text", status=400)
    if body.get("replace_original"):
        if source is None:
            raise SlackError("message_not_found", status=404)
        metadata = body.get("metadata", source.metadata)
        update_message(context, source, text=text, blocks=blocks, metadata=metadata or None, by=None)
        return
    hidden = body.get("response_type", "ephemeral") == "ephemeral"
    post_as_app(
        context,
        channel,
        text=text,
        blocks=blocks,
        thread_ts=body.get("thread_ts"),
        metadata=body.get("metadata") or None,
        seen_by=url.user if hidden else None,
    )


def _source(context: PlaygroundContext, url: ResponseUrl, channel: Channel) -> Message | None:
    """Return the app's message that was clicked, if it still exists."""
    if url.message_ts is None:
        return None
    if url.ephemeral:
        return context.world.find_ephemeral(url.user, channel.id, url.message_ts)
    found = channel.messages.get(url.message_ts)
    return found if found is not None and found.bot_id == context.app.bot_id else None
