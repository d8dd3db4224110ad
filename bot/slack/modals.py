"""Modals: opens and updates them; where Slack does not open one, the person gets a message instead."""

from typing import Any

import structlog

from bot.domain.actor import Actor
from bot.domain.tools import ModalTools, WorkspaceTools
from bot.slack.blocks import Block
from bot.slack.client import CALL_ERRORS, classify, describe
from bot.slack.deadlines import within
from bot.slack.mrkdwn import unescape_blocks

log = structlog.get_logger()

_SECONDS = 2.0  # of the 3 s that a trigger_id lives


async def open_modal(ctx: ModalTools, actor: Actor, body: dict[str, Any], view: Block) -> None:
    """Open a modal for the actor, over the modal they clicked in if it was one.

    body: of the click or shortcut. When Slack refuses or is slow, the person reads it where they clicked.
    """
    if not await try_modal(ctx, actor, body["trigger_id"], view, is_over=is_in_modal(body)):
        ctx.outbox.send_privately(actor, body.get("response_url"), actor.texts("errors.modal_not_opened"))


async def try_modal(
    ctx: WorkspaceTools,
    actor: Actor,
    trigger_id: str,
    view: Block,
    *,
    is_over: bool = False,
    in_place_of: str | None = None,
) -> str | None:
    """Open a modal and return its id; None when Slack refused or was slow: the caller then says so to the person.

    is_over: on the modal that was clicked in. in_place_of: the id of a modal that turns into this one.
    """
    client = ctx.workspace(actor.tenant_id).client
    try:
        async with within(_SECONDS):
            if in_place_of:
                await client.views_update(view_id=in_place_of, view=view)
                return in_place_of
            opened = await (client.views_push if is_over else client.views_open)(trigger_id=trigger_id, view=view)
            return str(opened["view"]["id"])
    except CALL_ERRORS as error:
        log.info("modal_not_opened", reason=describe(classify(error)))
        return None


def is_in_modal(body: dict[str, Any]) -> bool:
    """Say whether a click was in a modal."""
    return (body.get("view") or {}).get("type") == "modal"


def replace_modal(view: dict[str, Any], blocks: list[Block]) -> Block:
    """Return a modal that Slack handed back, as it can be shown again with other blocks."""
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    return {name: unescape_blocks(view[name]) for name in kept if view.get(name)} | {"blocks": blocks}


def update_modal(ctx: ModalTools, actor: Actor, body: dict[str, Any], view: Block) -> None:
    """Show another content in the modal that was clicked in, soon; nothing where it was no modal."""
    there = body.get("view") or {}
    if there.get("type", "modal") == "modal" and "id" in there:
        ctx.outbox.spawn(change_modal(ctx, actor, there["id"], view), "view")


def update_root_modal(ctx: ModalTools, actor: Actor, body: dict[str, Any], view: Block) -> None:
    """Show another content in the modal that the clicked one was opened over, soon; nothing where there is none."""
    there = body.get("view") or {}
    first = there.get("root_view_id")
    if there.get("type") == "modal" and first and first != there.get("id"):
        ctx.outbox.spawn(change_modal(ctx, actor, first, view), "view")


async def change_modal(ctx: ModalTools, actor: Actor, view_id: str, view: Block) -> None:
    """Show another content in a modal of ours, for work that nobody waits for; when Slack limits it, later."""
    await ctx.outbox.patiently(lambda: ctx.workspace(actor.tenant_id).client.views_update(view_id=view_id, view=view))
