"""Slack's doors into rating: stars, skip, undo, report, typed stars, the page of five."""

import re
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackClientError

from bot.context import Kit
from bot.domain import groups
from bot.domain.access import OutsideError, UnknownAccessError, admit
from bot.domain.exchanges import begun, open_here, read_id
from bot.domain.resolve import find_named_open
from bot.rate import batch, blocks, danger, flow, listeners_near, typed_stars
from bot.rate.flow import Desk, Place
from bot.rate.payloads import micros, read_place
from bot.slack import action_ids
from bot.slack.blocks import Block, section
from bot.slack.commands import Answer, Asked, Verbs
from bot.slack.deadlines import within
from bot.slack.deep_links import own_messages
from bot.slack.errors import KindError
from bot.slack.events import process_once
from bot.slack.modals import change_view_later, open_view
from bot.slack.mrkdwn import echo
from bot.slack.speaker import Speaker, speaker_of

_PICK = re.compile(r"(\d{1,9})\.(\d{1,4}):([1-5])", re.ASCII)
_WAITS = "A card to rate waits in {}. One click gives the stars."
_WINDOW_SECONDS = 2.0  # of the 3 s that a trigger_id lives
_NONE_OPEN = "No exchange is open right now, so there is nothing to rate."


def register(app: AsyncApp, kit: Kit, verbs: Verbs) -> None:
    """Hang this room's listeners on the app; the star comes first."""
    typing = typed_stars.Typing(kit)
    listeners_near.register(app, kit)

    async def star_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the stars, then acknowledge, then show the next comment."""
        speaker = speaker_of(context)
        action = body["actions"][0]
        there, stars = read_place(action.get("value"))
        if stars is None:
            raise KindError("I cannot read this button. Please press Rate for a new card.")
        try:
            desk = await flow.give(kit, speaker, there, stars, micros(action.get("action_ts")))
        except KindError as refusal:
            await ack()
            await refuse(speaker, there, body, refusal)
            return
        await ack()
        show(speaker, body, desk)

    async def skip_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Pass by, then show the next comment."""
        action = body["actions"][0]
        await passed(ack, body, context, "skip", action.get("value"))

    async def more_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Skip for a reason, begin a report, or stop for now."""
        speaker = speaker_of(context)
        choice = (body["actions"][0].get("selected_option") or {}).get("value") or ""
        what, _, value = choice.partition("|")
        if what not in {"report", "stop"}:
            await passed(ack, body, context, what, value)
            return
        there, _ = read_place(value)
        at = micros(body["actions"][0].get("action_ts"))
        try:
            if what == "report":
                desk, reported = await flow.ask_report(kit, speaker, there, at)
            else:
                desk, reported = await flow.stop(kit, speaker, there.exchange_id, at), None
        except KindError as refusal:
            await ack()
            await refuse(speaker, there, body, refusal)
            return
        await ack()
        if what == "stop":
            typing.forget(speaker)
            kit.cards.replace_later(body["response_url"], *blocks.stopped_card(desk))
        elif reported is None:
            show(speaker, body, desk)
        else:
            kit.cards.replace_later(body["response_url"], *blocks.report_card(desk, reported))

    async def passed(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, reason: str, value: str | None
    ) -> None:
        speaker = speaker_of(context)
        there, _ = read_place(value)
        try:
            desk = await flow.pass_by(kit, speaker, there, reason, micros(body["actions"][0].get("action_ts")))
        except KindError as refusal:
            await ack()
            await refuse(speaker, there, body, refusal)
            return
        await ack()
        show(speaker, body, desk)

    async def undo_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Take the last one back and lay it open."""
        speaker = speaker_of(context)
        there, _ = read_place(body["actions"][0].get("value"))
        try:
            desk = await flow.undo(kit, speaker, there.exchange_id, micros(body["actions"][0].get("action_ts")))
        except KindError as refusal:
            await ack()
            await refuse(speaker, there, body, refusal)
            return
        await ack()
        show(speaker, body, desk)

    async def report_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the report, then show the next comment."""
        speaker = speaker_of(context)
        action = body["actions"][0]
        there, _ = read_place(action.get("value"))
        reason = action["action_id"].rpartition(".")[2]
        try:
            desk = await flow.report(kit, speaker, there, reason, micros(action.get("action_ts")))
        except KindError as refusal:
            await ack()
            await refuse(speaker, there, body, refusal)
            return
        await ack()
        if desk.reported == danger.REASON:  # who can help comes before the next comment
            kit.cards.replace_later(body["response_url"], *blocks.danger_card(desk))
        else:
            show(speaker, body, desk)

    async def back_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Show the card again."""
        speaker = speaker_of(context)
        there, _ = read_place(body["actions"][0].get("value"))
        try:
            desk = await flow.look(kit, speaker, there.exchange_id, micros(body["actions"][0].get("action_ts")))
        except KindError as refusal:
            await ack()
            await refuse(speaker, there, body, refusal)
            return
        await ack()
        show(speaker, body, desk)

    async def group_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the group, then show the card without the question."""
        speaker = speaker_of(context)
        action = body["actions"][0]
        exchange_id = read_id(action["block_id"].rpartition(".")[2])
        await groups.keep(kit, speaker, exchange_id, (action.get("selected_option") or {}).get("value"))
        desk = await flow.look(kit, speaker, exchange_id, micros(action.get("action_ts")))
        await ack()
        show(speaker, body, desk)

    async def start_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Send a card into the person's own messages."""
        speaker = speaker_of(context)
        action = body["actions"][0]
        exchange_id = read_id(action.get("value"))
        desk = await flow.start(kit, speaker, exchange_id, micros(action.get("action_ts")))
        await ack()
        text, card = blocks.card(desk)
        channel_id = (body.get("channel") or {}).get("id") or ""
        url = body.get("response_url")
        if url and channel_id.startswith("D"):
            kit.cards.replace_later(url, text, card)
            typing.card_stands(speaker, exchange_id, url)
            return
        typing.lay(speaker, exchange_id, text, card)
        waits = _WAITS.format(own_messages(body))
        if url:
            kit.cards.whisper_later(url, waits)
        elif (body.get("view") or {}).get("type") == "home":
            kit.cards.run_later(opened(body, blocks.waits_modal(waits)), "window")
        else:
            change_view_later(kit, body, blocks.waits_modal(waits))

    async def opened(body: dict[str, Any], view: Block) -> None:
        await open_view(kit, body, view)

    async def set_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open a page of five."""
        speaker = speaker_of(context)
        exchange_id = read_id(body["actions"][0].get("value"))
        exchange, waiting = await batch.waiting(kit, speaker, exchange_id, most=blocks.PAGE)
        try:
            async with within(_WINDOW_SECONDS):
                await kit.web.views_open(trigger_id=body["trigger_id"], view=blocks.set_modal(exchange, waiting))
        except (SlackClientError, ClientError, TimeoutError, OSError):
            text = "Many people are rating just now, and the page did not open. Press Rate for single cards instead."
            if body.get("response_url"):
                kit.cards.whisper_later(body["response_url"], text)
            else:
                kit.cards.say_later(speaker.slack_user_id, text)
        await ack()

    async def set_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep a page of stars and turn to the next: one answer, no call."""
        speaker = speaker_of(context)
        view = body["view"]
        exchange_id = read_id(view["private_metadata"])
        now = int(kit.clock().timestamp() * 1_000_000)
        done = await batch.give_all(kit, speaker, exchange_id, _picks(view), now)
        exchange, waiting = await batch.waiting(kit, speaker, exchange_id, most=blocks.PAGE, first=done.reworded)
        await ack(response_action="update", view=blocks.set_modal(exchange, waiting, done=done, turn=str(now)))

    async def star_typed(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Take typed stars, `skip` and `undo` as the clicks they stand for."""
        speaker = speaker_of(context)
        async with process_once(kit, speaker, body) as claim:
            if claim.is_ours:
                thread = (event["channel"], event["thread_ts"]) if event.get("thread_ts") else None
                await typing.answer(speaker, typed_stars.read(event["text"]), micros(event["ts"]), claim, thread=thread)

    async def word_edited(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Change the rating that an edited number gave; a word that became one is taken as typed now."""
        speaker = speaker_of(context)
        new, before = event["message"], event.get("previous_message") or {}
        if new.get("user") not in {None, speaker.slack_user_id}:
            return
        async with process_once(kit, speaker, body) as claim:
            if not claim.is_ours:
                return
            thread = (event["channel"], new["thread_ts"]) if new.get("thread_ts") else None
            word, edited_at = typed_stars.read(new["text"]), micros(event.get("event_ts") or event.get("ts"))
            if typed_stars.read(before.get("text") or ""):
                await typing.correct(speaker, word, micros(new.get("ts")), edited_at, claim, thread)
            else:
                await typing.answer(speaker, word, edited_at, claim, thread=thread)

    async def rate_verb(asked: Asked) -> Answer | None:
        """`/exchange rate`: a card, wherever one is."""
        slug = asked.rest.strip().removeprefix("#")
        named = await find_named_open(kit, asked.speaker, slug.lower()) if slug else None
        if slug and named is None:  # never another one than was named
            raise KindError(f"No exchange `{echo(slug)}` is open. My *Home* tab lists those that are.")
        choices = [named] if named else await open_here(kit, asked.speaker, asked.channel_id)
        if not choices:
            return Answer(_NONE_OPEN)
        if len(choices) > 1:
            text = "Which exchange would you like to rate?"
            return Answer(text, typed_stars.which(text, choices))
        [exchange] = choices
        desk = await flow.start(kit, asked.speaker, exchange.exchange_id)
        typing.lay(asked.speaker, exchange.exchange_id, *blocks.card(desk))
        return Answer(_WAITS.format(asked.own_messages))

    def show(speaker: Speaker, body: dict[str, Any], desk: Desk) -> None:
        url = body["response_url"]
        if desk.changed:
            kit.cards.replace_later(url, *blocks.old_card(desk))
            return
        typing.card_stands(speaker, desk.exchange.exchange_id, url)
        kit.cards.replace_later(url, *blocks.card(desk))

    async def refuse(speaker: Speaker, there: Place, body: dict[str, Any], refusal: KindError) -> None:
        """Say why a click could not count, and lay something useful in the card's place."""
        url = body["response_url"]
        if isinstance(refusal, OutsideError):  # the card goes: its words are for members of the channel
            kit.cards.replace_later(url, refusal.sentence, [section(refusal.sentence)])
            return
        if isinstance(refusal, UnknownAccessError):
            kit.cards.whisper_later(url, refusal.sentence)
            return
        admission = await admit(kit, speaker, there.exchange_id)
        async with kit.storage.read() as db:
            exchange = await begun(db, admission)
        if not exchange.is_open:
            kit.cards.replace_later(url, *blocks.closed_card(exchange, refusal.sentence))
        else:
            kit.cards.whisper_later(url, refusal.sentence)

    app.action(re.compile(rf"^{re.escape(blocks.STAR)}\.[1-5]$"))(star_clicked)
    app.action(blocks.SKIP)(skip_clicked)
    app.action(blocks.MORE)(more_chosen)
    app.action(blocks.UNDO)(undo_clicked)
    app.action(re.compile(rf"^{re.escape(blocks.REPORT)}\.[a-z_]+$"))(report_clicked)
    app.action(blocks.BACK)(back_clicked)
    app.action(blocks.GROUP)(group_chosen)
    app.action(action_ids.RATE_START)(start_pressed)
    app.action(action_ids.RATE_SET)(set_pressed)
    app.view(blocks.SET_MODAL)(set_sent)
    app.event("message", matchers=[typed_stars.is_typed])(star_typed)
    app.event({"type": "message", "subtype": "message_changed"}, matchers=[typed_stars.is_edited])(word_edited)
    verbs.add("rate", rate_verb, form="rate", does="give stars to comments, one click each")


def _picks(view: dict[str, Any]) -> list[tuple[int, int, int]]:
    picks: list[tuple[int, int, int]] = []
    for fields in ((view.get("state") or {}).get("values") or {}).values():
        value = ((fields.get("rate.pick") or {}).get("selected_option") or {}).get("value")
        if value is None:
            continue
        found = _PICK.fullmatch(value)
        if not found:
            raise KindError("I cannot read this page. Please open it again.")
        picks.append((int(found[1]), int(found[2]), int(found[3])))
    return picks
