"""The forms of moderators: `new`, a draft edited, another close date."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.domain.exchanges import known, read_id
from bot.domain.roles import need_moderator
from bot.exchanges import actions, blocks, blocks_form, blocks_status, flow, reply_target, resolve
from bot.exchanges.blocks_form import Origin, read_origin
from bot.exchanges.draft import CLOSES, Draft, check_dates
from bot.exchanges.parse_draft import from_form, from_line, moment
from bot.slack import action_ids
from bot.slack.blocks import state_of
from bot.slack.channels import is_channel
from bot.slack.commands import Answer, Asked, Verbs
from bot.slack.errors import KindError
from bot.slack.modals import open_view
from bot.slack.speaker import Speaker, speaker_of
from storage.exchanges import Exchange
from storage.models import new_id

_COMMAND = "/exchange"
_WHAT = "run exchanges"


def register(app: AsyncApp, kit: Kit, verbs: Verbs) -> None:
    """Hang the forms' listeners on the app."""

    async def new_verb(asked: Asked) -> Answer | None:
        """`/exchange new`: the form; with a question, a draft from one line."""
        order = resolve.read("new", asked)
        if not order.words and not order.flags:
            body = {
                "trigger_id": asked.trigger_id,
                "response_url": asked.response_url,
                "user": {"id": asked.speaker.slack_user_id},
            }
            draft = Draft("", channel_id=asked.channel_id if is_channel(asked.channel_id) else None)
            await open_view(
                kit, body, blocks_form.form(draft, origin(reply_target.of_command(asked.response_url)), is_new=True)
            )
            return None
        draft, opens_now = from_line(
            order,
            command=asked.command,
            here=asked.channel_id,
            zone=await actions.zone_of(kit, asked.speaker),
            now=kit.clock(),
        )
        exchange = await flow.keep_draft(kit, asked.speaker, draft)
        if not opens_now:
            return Answer(*await actions.draft(kit, exchange, asked.command))
        card = await actions.opened(
            kit,
            asked.speaker,
            exchange.exchange_id,
            tell=lambda text: kit.cards.whisper_later(asked.response_url, text),
        )
        return Answer(*card)

    async def new_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the form of a new exchange."""
        await need_moderator(kit, speaker_of(context), _WHAT)
        await open_view(kit, body, blocks_form.form(Draft(""), origin(reply_target.of_click(body)), is_new=True))
        await ack()

    async def edit_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open a draft in the form."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        exchange = await flow.find_draft(kit, speaker, read_id(body["actions"][0].get("value")))
        draft = flow.draft_of(exchange, await flow.seeds_of(kit, exchange))
        there = replace(origin(reply_target.of_click(body), exchange.exchange_id), seen=draft.marks())
        await open_view(kit, body, blocks_form.form(draft, there, is_new=False))
        await ack()

    async def form_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the draft, then show its card."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        there = read_origin(body["view"]["private_metadata"])
        draft = from_form(body, zone=await actions.zone_of(kit, speaker), now=kit.clock())
        try:
            exchange = await flow.keep_draft(kit, speaker, draft, there.exchange_id, seen=there.seen)
        except flow.DraftChangedError as changed:
            await ack(response_action="update", view=blocks_form.changed_form(draft, changed.now, there))
            return
        await ack()
        kit.cards.run_later(show_draft(speaker, there, exchange), "draft")

    async def show_draft(speaker: Speaker, there: Origin, exchange: Exchange) -> None:
        card = await actions.draft(kit, exchange, _COMMAND)
        reply_target.put_later(kit, there, speaker.slack_user_id, *card)

    async def dates_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the form of a close date."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        async with kit.storage.read() as db:
            exchange = await known(db, speaker.tenant_id, read_id(body["actions"][0].get("value")))
        exchange = exchange.as_of(kit.clock())
        if exchange.state == "closed":
            raise KindError(flow.not_open_line(exchange))
        there = origin(reply_target.of_click(body), exchange.exchange_id)
        await open_view(kit, body, blocks_form.dates_form(exchange, there))
        await ack()

    async def dates_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep another close date."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        there = read_origin(body["view"]["private_metadata"])
        closes_at = moment(state_of(body, CLOSES, CLOSES))
        check_dates(None, closes_at, kit.clock())
        async with kit.storage.read() as db:
            before = await known(db, speaker.tenant_id, there.exchange_id)
        exchange = await flow.set_close(kit, speaker, there.exchange_id, closes_at)
        await ack()
        reply_target.put_later(kit, there, speaker.slack_user_id, *actions.dated(kit, exchange, before.closes_at))

    def origin(where: str, exchange_id: int | None = None) -> Origin:
        return Origin(exchange_id or new_id(), where, int(kit.clock().timestamp()))

    app.action(action_ids.HOST_NEW)(new_pressed)
    app.action(blocks.EDIT)(edit_pressed)
    app.view(blocks_form.FORM)(form_sent)
    app.action(blocks_status.DATES)(dates_pressed)
    app.view(blocks_form.DATES_FORM)(dates_sent)
    verbs.add(
        "new",
        new_verb,
        form='new ["question" --close="fri 17:00" …]',
        does="begin an exchange: with the form, or in one line",
        for_moderators=True,
    )
