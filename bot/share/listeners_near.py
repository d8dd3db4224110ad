"""Slack's doors out of the hint at near comments: share all the same, or change the words first."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.domain.access import admit
from bot.domain.exchanges import opened, read_id
from bot.share import blocks, blocks_near, flow
from bot.share.form import open_form
from bot.slack.blocks import state_of
from bot.slack.errors import KindError
from bot.slack.modals import change_view_later
from bot.slack.speaker import Speaker, speaker_of
from storage.exchanges import Exchange


def register(app: AsyncApp, kit: Kit) -> None:
    """Hang these listeners on the app."""

    async def share_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Share the words that the button carries."""
        speaker = speaker_of(context)
        exchange_id, mark, text = read_words(body["actions"][0].get("value"))
        exchange, comment, person = await flow.share(kit, speaker, exchange_id, text=text, source=flow.source_of(mark))
        await ack()
        card = blocks.shared_card(exchange, comment, person)
        kit.cards.replace_later(body["response_url"], f"Shared as #{comment.number}", card)

    async def edit_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the words that the button carries in the form."""
        speaker = speaker_of(context)
        exchange_id, mark, text = read_words(body["actions"][0].get("value"))
        exchange = await open_exchange(speaker, exchange_id)
        written = blocks.Written(text)
        await open_form(kit, speaker, exchange, body["trigger_id"], body["response_url"], written=written, source=mark)
        await ack()

    async def back_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Turn the hint into the form again, with all that was written."""
        speaker = speaker_of(context)
        exchange = await open_exchange(speaker, read_id(body["actions"][0].get("value")))
        _, _, mark = (body["view"].get("private_metadata") or "").partition("|")
        written = written_in(body)
        await ack()
        person = await flow.participant_of(kit, speaker, exchange)
        change_view_later(kit, body, blocks.share_modal(exchange, person, written, source=mark))

    async def open_exchange(speaker: Speaker, exchange_id: int) -> Exchange:
        admission = await admit(kit, speaker, exchange_id)
        async with kit.storage.read() as db:
            return await opened(db, admission)

    app.action(blocks_near.NEAR_SHARE)(share_pressed)
    app.action(blocks_near.NEAR_EDIT)(edit_pressed)
    app.action(blocks_near.NEAR_BACK)(back_pressed)


def read_words(value: str | None) -> tuple[int, str, str]:
    """Return (exchange, mark, words) that a button carries. Raises KindError."""
    exchange_id, _, rest = (value or "").partition("|")
    mark, _, text = rest.partition("|")
    if not mark or not text:
        raise KindError("I cannot read this card. Please write your words again.")
    return read_id(exchange_id), mark, text


def written_in(body: dict[str, Any]) -> blocks.Written:
    """Return what stands in the fields of a form."""
    return blocks.Written(
        state_of(body, blocks.TEXT, blocks.TEXT) or "",
        state_of(body, blocks.WHY, blocks.WHY) or "",
        state_of(body, blocks.GROUP, blocks.GROUP),
    )
