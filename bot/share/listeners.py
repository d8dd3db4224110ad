"""Slack's doors into sharing: the button, the form, the direct message, the thread, the shortcuts."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.core.grammar import split_named
from bot.domain import groups
from bot.domain.access import admit
from bot.domain.exchanges import MOST_LISTED, more_line, open_to_share_here, opened_to_share, read_id
from bot.domain.resolve import find_named_open
from bot.share import blocks, blocks_edit, blocks_near, flow, listeners_message, listeners_near
from bot.share.details import details_text, find_details, marks_of, unseen
from bot.share.form import open_form
from bot.share.near import NearComments
from bot.slack import action_ids
from bot.slack.blocks import Block, button, modal, said, section
from bot.slack.commands import Answer, Asked, Verbs
from bot.slack.modals import change_view_later, open_view, shown_at
from bot.slack.mrkdwn import plain_words, tidy, unescape_blocks
from bot.slack.speaker import speaker_of
from storage.exchanges import Exchange

_ALIKE = "Others said something like it. Nothing is shared yet."
_WRITE_TO_ME = "Slack did not open the form just now: please write your words to me as a direct message."
_NOTHING_OPEN = "No exchange is open right now. When one opens, its announcement has a Comment button."


def register(app: AsyncApp, kit: Kit, verbs: Verbs) -> None:
    """Hang this room's listeners on the app."""
    near = NearComments(kit)
    listeners_message.register(app, kit, near)
    listeners_near.register(app, kit)

    async def open_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the form, or say kindly why not."""
        speaker = speaker_of(context)
        exchange_id = read_id(body["actions"][0].get("value"))
        admission = await admit(kit, speaker, exchange_id)
        async with kit.storage.read() as db:
            exchange = await opened_to_share(db, admission, now=kit.clock())
        near.warm(speaker, exchange)
        there = body.get("view") or {}
        modal_id = there["id"] if there.get("type") == "modal" else None
        await open_form(kit, speaker, exchange, body["trigger_id"], body.get("response_url"), in_place_of=modal_id)
        await ack()

    async def form_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the comment, then say so in the form.

        What looks personal in it, and what others said nearly the same, is shown first, once.
        """
        speaker = speaker_of(context)
        view = body["view"]
        exchange_id, mark, marks = read_form(view)
        written = listeners_near.written_in(body)
        group = await groups.chosen(kit, speaker, exchange_id, written.group, block_id=blocks.GROUP)
        is_first = view["callback_id"] != blocks_near.NEAR_MODAL
        found = await find_details(kit, tidy(written.text), tidy(written.why))
        if is_first or unseen(found, marks):
            exchange, is_kept = await flow.look_over(
                kit, speaker, exchange_id, text=written.text, why=written.why, mark=mark, block_id=blocks.TEXT
            )
            details = [] if is_kept else unseen(found, marks)
            alike = await near.to(speaker, exchange, written.text) if is_first and not is_kept else []
            if alike or details:
                person = await flow.participant_of(kit, speaker, exchange)
                marks = marks_of(found)
                hint = blocks_near.near_modal(
                    exchange, person, alike, written, source=mark, details=details, marks=marks
                )
                await ack(response_action="update", view=hint)
                return
        exchange, comment, _ = await flow.share(
            kit,
            speaker,
            exchange_id,
            text=written.text,
            why=written.why,
            group=group,
            source=flow.source_of(mark),
            block_id=blocks.TEXT,
        )
        await ack(response_action="update", view=blocks.shared_modal(exchange, comment))

    async def edit_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open one's own comment in a form."""
        speaker = speaker_of(context)
        exchange_id, number = read_own(body["actions"][0].get("value"))
        exchange, comment = await flow.own_comment(kit, speaker, exchange_id, number)
        await open_view(kit, body, blocks_edit.edit_modal(exchange, comment, card=card_clicked(body)))
        await ack()

    async def edit_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the new words; what is new and looks personal in them is pointed out first, once."""
        speaker = speaker_of(context)
        target, marks, card = (*body["view"]["private_metadata"].split("|"), "", "")[:3]
        exchange_id, number = read_own(target)
        written = listeners_near.written_in(body)
        exchange, old = await flow.own_comment(kit, speaker, exchange_id, number)
        found = await find_details(kit, tidy(written.text), tidy(written.why))
        details = unseen(found, f"{marks},{marks_of(await find_details(kit, old.text, old.why))}") if found else []
        if details:
            marks = marks_of(found)
            await ack(
                response_action="update", view=blocks_edit.edit_modal(exchange, old, written, details, marks, card)
            )
            return
        exchange, comment = await flow.reword(
            kit,
            speaker,
            exchange_id,
            number,
            text=written.text,
            why=written.why,
            source=("edit", body["view"]["id"]),
        )
        saved = blocks_edit.saved_modal(exchange, comment)
        if body["view"].get("previous_view_id"):
            saved["clear_on_close"] = True  # what lies below still shows the old words
        await ack(response_action="update", view=saved)
        channel, _, ts = card.partition(":")
        if ts:  # else the card goes on showing words that were taken out
            person = await flow.participant_of(kit, speaker, exchange)
            shown = blocks.shared_card(exchange, comment, person)
            kit.cards.change_later(channel, ts, f"Shared as #{comment.number}", shown)
        near.reworded(exchange, comment.comment_id)

    async def withdraw_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Withdraw one's own comment."""
        speaker = speaker_of(context)
        exchange_id, number = read_own(body["actions"][0].get("value"))
        await flow.withdraw(kit, speaker, exchange_id, number)
        await ack()
        done = f"Comment #{number} is withdrawn. Nobody sees it any more."
        if (body.get("view") or {}).get("type") == "modal":
            change_view_later(kit, body, modal("Withdrawn", [section(done)], close="Done"))
        elif body.get("response_url"):
            kit.cards.replace_later(body["response_url"], done, [section(done)])
        else:
            kit.cards.say_later(body["user"]["id"], done)

    async def group_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the group that was chosen on a card."""
        speaker = speaker_of(context)
        action = body["actions"][0]
        exchange_id = read_id(action["block_id"].rpartition(".")[2])
        group = await groups.keep(kit, speaker, exchange_id, (action.get("selected_option") or {}).get("value"))
        await ack()
        kept = f"Your group: {group or 'rather not say'}. You are not asked again in this exchange."
        shown = unescape_blocks((body.get("message") or {}).get("blocks"))
        if shown and body.get("response_url"):
            kit.cards.replace_later(body["response_url"], kept, blocks.group_told(shown, kept))
        elif body.get("response_url"):  # Slack does not hand back what stood on a whispered card
            kit.cards.whisper_later(body["response_url"], kept)

    async def anywhere(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the form from the shortcut menu; with several open exchanges, ask which in a message."""
        speaker = speaker_of(context)
        choices = await open_to_share_here(kit, speaker)
        if len(choices) == 1:
            await open_form(kit, speaker, choices[0], body["trigger_id"], None)
            await ack()
            return
        await ack()
        text = "Which question would you like to answer?" if choices else _NOTHING_OPEN
        kit.cards.say_later(speaker.slack_user_id, text, which_question(text, choices))

    async def share_verb(asked: Asked) -> Answer | None:
        """`/exchange share [#exchange] [words]`: the words as a comment, or the form when there are none."""
        slug, text = split_named(plain_words(asked.rest))
        named = await find_named_open(kit, asked.speaker, slug) if slug else None
        if slug and named is None:
            text = plain_words(asked.rest)  # a word with a # in front, and no exchange of that name
        choices = [named] if named else await open_to_share_here(kit, asked.speaker, asked.channel_id)
        if not choices:
            return Answer(_NOTHING_OPEN)
        if len(choices) > 1:
            if text:
                # In their own messages: Slack does not hand back what stood on a whispered card.
                text = flow.check_fits(choices, text)
                details = await find_details(kit, text)
                card = blocks.offer_card(choices, text, f"command:{asked.trigger_id}", details=details)
                kit.cards.say_later(asked.speaker.slack_user_id, "Which question does it answer?", card)
                return Answer(f"More than one exchange is open: I asked you in {asked.own_messages} which is meant.")
            question = "Which question would you like to answer?"
            return Answer(question, which_question(question, choices))
        if not text:
            await open_form(kit, asked.speaker, choices[0], asked.trigger_id, asked.response_url)
            return None
        return await share_at_once(asked, choices[0].exchange_id, text)

    async def share_at_once(asked: Asked, exchange_id: int, text: str) -> Answer | None:
        """Keep the words; when others said nearly the same, ask first, with the words kept in the answer's buttons."""
        mark = f"command:{asked.trigger_id}"
        exchange, is_kept = await flow.look_over(kit, asked.speaker, exchange_id, text=text, mark=mark)
        alike = [] if is_kept else await near.to(asked.speaker, exchange, text)
        details = [] if is_kept else await find_details(kit, text)
        if alike or details:
            card = blocks_near.near_card(exchange, alike, text, source=mark, details=details)
            if card:
                return Answer(details_text(details) if details else _ALIKE, card)
            person = await flow.participant_of(kit, asked.speaker, exchange)
            view = blocks_near.near_modal(
                exchange,
                person,
                alike,
                blocks.Written(text),
                source=mark,
                details=details,
                marks=marks_of(details),
            )
            if await shown_at(kit, asked.trigger_id, view):
                return None
            if details:
                return Answer(f"Nothing is shared yet. {details_text(details)} {_WRITE_TO_ME}")
        exchange, comment, person = await flow.share(
            kit, asked.speaker, exchange_id, text=text, source=flow.source_of(mark)
        )
        return Answer(f"Shared as #{comment.number}", blocks.shared_card(exchange, comment, person))

    app.action(action_ids.SHARE_OPEN)(open_pressed)
    app.action(action_ids.SHARE_EDIT)(edit_pressed)
    app.action(action_ids.SHARE_WITHDRAW)(withdraw_pressed)
    app.action(blocks.GROUP)(group_chosen)
    app.view(blocks.MODAL)(form_sent)
    app.view(blocks_near.NEAR_MODAL)(form_sent)
    app.view(blocks.EDIT_MODAL)(edit_sent)
    app.shortcut("share.anywhere")(anywhere)
    verbs.add("share", share_verb, form="share [#exchange] [your words]", does="share a comment without your name")


def read_form(view: dict[str, Any]) -> tuple[int, str, str]:
    """Return (exchange, what its comment comes by, marks of details pointed out) of a form. Raises KindError."""
    exchange_id, _, rest = view["private_metadata"].partition("|")
    mark, _, marks = rest.partition("|")
    # The same modal can be the form of the next comment: each time it has another hash.
    return read_id(exchange_id), mark or f"view:{view['id']}:{view.get('hash') or ''}", marks


def read_own(value: str | None) -> tuple[int, int]:
    """Return (exchange, comment number) of a button's value. Raises KindError."""
    exchange_id, _, number = (value or "").partition(":")
    return read_id(exchange_id), read_id(number)


def card_clicked(body: dict[str, Any]) -> str:
    """Return "CHANNEL:TS" of the card that was clicked; "" where it was none, or one that Slack cannot change later."""
    container = body.get("container") or {}
    channel, ts = container.get("channel_id"), container.get("message_ts")
    lasts = container.get("type") == "message" and not container.get("is_ephemeral")
    return f"{channel}:{ts}" if lasts and isinstance(channel, str) and isinstance(ts, str) else ""


def which_question(text: str, choices: list[Exchange]) -> list[Block]:
    """Return one line and one button for each open exchange."""
    rows = [section(text)]
    for exchange in choices[:MOST_LISTED]:
        open_it = button("Comment", action_id=action_ids.SHARE_OPEN, value=str(exchange.exchange_id))
        rows.append(said(exchange.question, accessory=open_it))
    return rows + more_line(choices, "/exchange share #NAME")
