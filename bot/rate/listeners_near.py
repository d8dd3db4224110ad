"""Slack's door for stars beside a comment that is shown as a hint, on a card or a form of another room."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.rate import flow
from bot.rate.flow import Place
from bot.rate.payloads import micros
from bot.slack import action_ids, star_select
from bot.slack.blocks import Block, small
from bot.slack.errors import KindError
from bot.slack.modals import change_view_later, same_view
from bot.slack.mrkdwn import unescape_blocks
from bot.slack.speaker import speaker_of

_STAR = re.compile(r"(\d{1,16}):(\d{1,9})\.(\d{1,4}):([1-5])", re.ASCII)
_NO_CARD = -1  # the serial of what is no rating card


def register(app: AsyncApp, kit: Kit) -> None:
    """Hang the listener on the app."""

    async def star_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the stars, then say thanks where the comment stands; what the person wrote stays there."""
        speaker = speaker_of(context)
        action = body["actions"][0]
        found = _STAR.fullmatch((action.get("selected_option") or {}).get("value") or "")
        if not found:
            raise KindError("I cannot read this menu. Please press Rate for a new card.")
        exchange_id, number, version, given = (int(each) for each in found.groups())
        place = Place(exchange_id, number, version, _NO_CARD)
        desk = await flow.give(kit, speaker, place, given, micros(action.get("action_ts")), way="near")
        await ack()
        block = star_select.block_id(number, version)
        if desk.refusal and desk.changed:
            anew = [small(desk.refusal), *star_select.to_rate(exchange_id, desk.changed, desk.last_stars)]
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
            after = redraw(before) if is_there else [*(alone or [small(text)]), *before]
            change_view_later(kit, body, same_view(view, after))
        elif url and any(each.get("block_id") == block for each in shown):
            kit.cards.replace_later(url, body["message"].get("text") or text, redraw(unescape_blocks(shown)))
        elif url:  # Slack does not hand back what stood on a whispered card
            kit.cards.whisper_later(url, text, alone)

    app.action(action_ids.SHARE_NEAR_STAR)(star_chosen)
