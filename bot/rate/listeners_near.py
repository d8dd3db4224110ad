"""Bolt listener for the menu of stars beside a comment that another feature shows as a hint."""

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.rate import flow
from bot.rate.payloads import NO_CARD, CommentRef
from bot.slack import action_ids, star_select
from bot.slack.blocks import Block, context_block
from bot.slack.modals import replace_modal, update_modal
from bot.slack.mrkdwn import unescape_blocks
from bot.slack.timestamps import parse_slack_ts

Json = dict[str, Any]


async def choose_stars(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Save the stars, then say thanks beside the comment; what the person wrote stays there."""
    chosen = star_select.parse_choice((action.get("selected_option") or {}).get("value"))
    if chosen is None:
        raise UserError("rate.unreadable_button")
    exchange_id, number, version, stars = chosen
    ref = CommentRef(exchange_id, number, version, NO_CARD)
    view = await flow.rate(ctx, actor, ref, stars, parse_slack_ts(action.get("action_ts")), is_near=True)
    await ack()
    block, texts = star_select.block_id(number, version), actor.texts
    if view.refusal and view.changed:
        text = texts.error(view.refusal)
        menu = star_select.star_menu(exchange_id, view.changed, view.last_stars, texts)
        renewed = [context_block(text), *menu]
        _show(ctx, actor, body, block, text, lambda shown: star_select.replace_block(shown, block, renewed), renewed)
    else:
        text = star_select.thanks_text(stars, texts)
        _show(ctx, actor, body, block, text, lambda shown: star_select.show_thanks(shown, block, stars, texts))


def _show(
    ctx: Context,
    actor: Actor,
    body: Json,
    block: str,
    text: str,
    redraw: Callable[[list[Block]], list[Block]],
    alone: list[Block] | None = None,
) -> None:
    """Redraw the card or form that was clicked in; where Slack did not hand it back, say it below. alone: that."""
    shown, url = (body.get("message") or {}).get("blocks") or [], body.get("response_url")
    if body.get("view"):
        view = body["view"]
        before = unescape_blocks(view.get("blocks") or [])
        is_there = any(each.get("block_id") == block for each in before)
        after = redraw(before) if is_there else [*(alone or [context_block(text)]), *before]
        update_modal(ctx, actor, body, replace_modal(view, after))
    elif url and any(each.get("block_id") == block for each in shown):
        ctx.outbox.replace_message(url, body["message"].get("text") or text, redraw(unescape_blocks(shown)))
    elif url:  # Slack does not hand back the blocks of an ephemeral message
        ctx.outbox.send_ephemeral(url, text, alone)


def register(app: AsyncApp) -> None:
    """Register the listener."""
    app.action(action_ids.SHARE_NEAR_STAR)(choose_stars)
