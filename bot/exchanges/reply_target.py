"""Where a moderator's card is shown, so that the next one takes its place."""

from typing import Any

from bot.context import Context
from bot.domain.actor import Actor
from bot.exchanges.origin import Origin
from bot.slack.blocks import Block, modal
from bot.slack.modals import open_modal, update_modal
from bot.texts import Texts

_NEW, _REPLACE, _VIEW = "new", "url", "view"
_URL_SECONDS = 25 * 60  # a response_url lives 30 minutes


def command_target(response_url: str) -> str:
    """Return the target of a command: its card is a new message, where it was written."""
    return f"{_NEW}:{response_url}"


def click_target(body: dict[str, Any]) -> str:
    """Return the target of what was clicked; "" in Home."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        return f"{_VIEW}:{view['id']}"
    return f"{_REPLACE}:{body['response_url']}" if body.get("response_url") else ""


async def show_card(ctx: Context, actor: Actor, body: dict[str, Any], text: str, blocks: list[Block]) -> None:
    """Show a card in the place of what was clicked; from Home, in a modal over it. Call it before ack()."""
    if (body.get("view") or {}).get("type") == "home":
        await open_modal(ctx, actor, body, as_modal(actor.texts, blocks))
    else:
        send_card(ctx, actor, Origin(0, click_target(body), _now(ctx)), text, blocks)


def send_card(ctx: Context, actor: Actor, origin: Origin, text: str, blocks: list[Block]) -> None:
    """Show a card at a target; in the person's own messages where that is gone."""
    kind, _, address = origin.where.partition(":")
    if kind == _VIEW:
        update_modal(ctx, actor, {"view": {"id": address}}, as_modal(actor.texts, blocks))
    elif not address or _now(ctx) - origin.since > _URL_SECONDS:
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, text, blocks)
    elif kind == _REPLACE:
        ctx.outbox.replace_message(address, text, blocks)
    else:
        ctx.outbox.send_ephemeral(address, text, blocks)


def as_modal(texts: Texts, blocks: list[Block]) -> Block:
    """Return a card as a modal."""
    return modal(texts("exchanges.modal.title"), blocks, close=texts("exchanges.modal.close"))


def _now(ctx: Context) -> int:
    return int(ctx.clock().timestamp())
