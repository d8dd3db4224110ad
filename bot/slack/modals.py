"""Modals: opens and updates them; where Slack does not open one, the person gets a message instead."""

from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError

from bot.context import Context
from bot.domain.actor import Actor
from bot.slack.blocks import Block
from bot.slack.deadlines import within
from bot.slack.mrkdwn import unescape_blocks

_SECONDS = 2.0  # of the 3 s that a trigger_id lives


async def open_modal(ctx: Context, actor: Actor, body: dict[str, Any], view: Block) -> bool:
    """Open a modal for who clicked, over the modal they clicked in if it was one; False when Slack refused.

    body: of the click or shortcut. When Slack refuses or is slow, the person is told where they clicked.
    """
    in_modal = (body.get("view") or {}).get("type") == "modal"
    opening = (
        ctx.workspace(actor.tenant_id).client.views_push
        if in_modal
        else ctx.workspace(actor.tenant_id).client.views_open
    )
    try:
        async with within(_SECONDS):
            await opening(trigger_id=body["trigger_id"], view=view)
    except (SlackClientError, ClientError, TimeoutError, OSError):
        text = actor.texts("errors.modal_not_opened")
        url = body.get("response_url")
        if url:
            ctx.outbox.send_ephemeral(url, text)
        else:
            ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, text)
        return False
    return True


def replace_modal(view: dict[str, Any], blocks: list[Block]) -> Block:
    """Return a modal that Slack handed back, as it can be shown again with other blocks."""
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    return {name: unescape_blocks(view[name]) for name in kept if view.get(name)} | {"blocks": blocks}


async def shown_at(ctx: Context, actor: Actor, trigger_id: str, view: Block) -> bool:
    """Open a modal; False when Slack refused or was slow, of which the person is not told here."""
    try:
        async with within(_SECONDS):
            await ctx.workspace(actor.tenant_id).client.views_open(trigger_id=trigger_id, view=view)
    except (SlackClientError, ClientError, TimeoutError, OSError):
        return False
    return True


def update_modal(ctx: Context, actor: Actor, body: dict[str, Any], view: Block) -> None:
    """Show another content in the modal that was clicked in, soon; nothing where it was no modal."""
    there = body.get("view") or {}
    if there.get("type", "modal") == "modal" and "id" in there:
        ctx.outbox.spawn(_change(ctx, actor, there["id"], view), "view")


def update_root_modal(ctx: Context, actor: Actor, body: dict[str, Any], view: Block) -> None:
    """Show another content in the modal that the clicked one was opened over, soon; nothing where there is none."""
    there = body.get("view") or {}
    first = there.get("root_view_id")
    if there.get("type") == "modal" and first and first != there.get("id"):
        ctx.outbox.spawn(_change(ctx, actor, first, view), "view")


async def _change(ctx: Context, actor: Actor, view_id: str, view: Block) -> None:
    await ctx.outbox.patiently(lambda: ctx.workspace(actor.tenant_id).client.views_update(view_id=view_id, view=view))
