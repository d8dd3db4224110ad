"""response_url: how an app answers a click or a command after it said that it heard."""

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground.state.errors import SlackError
from bot.playground.state.tokens import ResponseUrl
from bot.playground.state.world import Channel, Json, Message
from bot.playground.web_api.messages import TEXT_MOST, change, checked_blocks, post_as_app, remove

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer


async def serve(town: "PlaygroundServer", request: web.Request) -> web.Response:
    """Answer POST /response/TOKEN."""
    try:
        body = json.loads(await request.text())
    except ValueError:
        return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
    token = request.match_info["token"]
    town.calls.add("response_url", body if isinstance(body, dict) else {})
    fault = await town.faults.before("response_url", {})
    if fault is not None:
        return fault
    try:
        check(body)
        blocks = checked_blocks(town, _blocks(body))
        respond(town, town.tickets.use(token), body, blocks)
    except SlackError as refusal:
        status = 404 if refusal.error in {"used_url", "expired_url"} else max(refusal.status, 400)
        town.calls.refused("response_url", refusal.error)
        return web.json_response(refusal.body(), status=status)
    town.faults.after(request, "response_url")
    return web.json_response({"ok": True})


def check(body: Any) -> None:
    """Refuse what Slack does not understand; keys that it does not know it leaves alone. Raises SlackError."""
    if not isinstance(body, dict):
        raise SlackError("invalid_payload", status=400)
    if body.get("response_type", "ephemeral") not in {"ephemeral", "in_channel"}:
        raise SlackError("invalid_response_type", status=400)


def _blocks(body: Json) -> list[Any] | None:
    blocks = body.get("blocks")
    if blocks is not None and not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format", status=400)
    return blocks


def respond(town: "PlaygroundServer", url: ResponseUrl, body: Json, blocks: list[Json] | None = None) -> None:
    """Do what a response says: delete or replace what was clicked, or show something new. Raises SlackError."""
    if blocks is None:
        check(body)
        blocks = checked_blocks(town, _blocks(body))
    channel = town.world.channels[url.channel]
    source = _source(town, url, channel)
    if body.get("delete_original"):
        if source is None:
            raise SlackError("message_not_found", status=404)
        remove(town, source)
        return
    text = str(body.get("text") or "")[:TEXT_MOST]
    if not text and not blocks and not body.get("attachments"):
        raise SlackError("no_text", status=400)
    if body.get("replace_original"):
        if source is None:
            raise SlackError("message_not_found", status=404)
        metadata = body.get("metadata", source.metadata)
        change(town, source, text=text, blocks=blocks, metadata=metadata or None, by=None)
        return
    hidden = body.get("response_type", "ephemeral") == "ephemeral"
    post_as_app(
        town,
        channel,
        text=text,
        blocks=blocks,
        thread_ts=body.get("thread_ts"),
        metadata=body.get("metadata") or None,
        seen_by=url.user if hidden else None,
    )


def _source(town: "PlaygroundServer", url: ResponseUrl, channel: Channel) -> Message | None:
    """Return the app's message that was clicked, if it still stands."""
    if url.message_ts is None:
        return None
    if url.ephemeral:
        return town.world.find_ephemeral(url.user, channel.id, url.message_ts)
    found = channel.messages.get(url.message_ts)
    return found if found is not None and found.bot_id == town.bot_id else None
