"""Slack's door for stars beside a comment that is shown as a hint, on a card or a form of another room."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.rate import flow
from bot.rate.flow import CommentRef
from bot.rate.payloads import parse_slack_ts
from bot.slack import action_ids, star_select
from bot.slack.blocks import Block, context_block
from bot.slack.errors import KindError
from bot.slack.middleware import get_actor
from bot.slack.modals import replace_modal, update_modal
from bot.slack.mrkdwn import unescape_blocks

_STAR = re.compile(r"(\d{1,16}):(\d{1,9})\.(\d{1,4}):([1-5])", re.ASCII)
_NO_CARD = -1  # the serial of what is no rating card


def register(app: AsyncApp, ctx: Context) -> None:
    """Hang the listener on the app."""

    async def star_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the stars, then say thanks where the comment stands; what the person wrote stays there."""
        actor = get_actor(context)
        action = body["actions"][0]
        found = _STAR.fullmatch((action.get("selected_option") or {}).get("value") or "")
        if not found:
            raise KindError("I cannot read this menu. Please press Rate for a new card.")
        exchange_id, number, version, given = (int(each) for each in found.groups())
        place = CommentRef(exchange_id, number, version, _NO_CARD)
        desk = await flow.rate(ctx, actor, place, given, parse_slack_ts(action.get("action_ts")), way="near")
        await ack()
        block = star_select.block_id(number, version)
        if desk.refusal and desk.changed:
            anew = [context_block(desk.refusal), *star_select.star_menu(exchange_id, desk.changed, desk.last_stars)]
            show(body, block, desk.refusal, lambda shown: star_select.replaced(shown, block, anew), anew)
        else:
            show(body, block, star_select.thanks(given), lambda shown: star_select.thanked(shown, block, given))

    def show(
        body: dict[str, Any],
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
            update_modal(ctx, body, replace_modal(view, after))
        elif url and any(each.get("block_id") == block for each in shown):
            ctx.outbox.replace_message(url, body["message"].get("text") or text, redraw(unescape_blocks(shown)))
        elif url:  # Slack does not hand back what stood on a whispered card
            ctx.outbox.send_ephemeral(url, text, alone)

    app.action(action_ids.SHARE_NEAR_STAR)(star_chosen)
