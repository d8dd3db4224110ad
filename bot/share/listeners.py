"""Slack's doors into sharing: the button, the form, the direct message, the thread, the shortcuts."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.core.grammar import split_named
from bot.domain import groups
from bot.domain.access import admit
from bot.domain.exchanges import (
    MAX_LISTED,
    list_accepting_comments,
    more_exchanges_blocks,
    parse_exchange_id,
    require_accepting_comments,
)
from bot.domain.resolve import find_named_open
from bot.share import blocks, blocks_edit, blocks_near, flow, listeners_message, listeners_near
from bot.share.details import details_text, find_details, marks_of, unseen
from bot.share.form import open_form
from bot.share.near import NearComments
from bot.slack import action_ids
from bot.slack.blocks import Block, button, modal, plain_section, section
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.middleware import get_actor
from bot.slack.modals import open_modal, shown_at, update_modal
from bot.slack.mrkdwn import plain_words, tidy, unescape_blocks
from storage.exchanges import Exchange

_ALIKE = "Others said something like it. Nothing is shared yet."
_WRITE_TO_ME = "Slack did not open the form just now: please write your words to me as a direct message."
_NOTHING_OPEN = "No exchange is open right now. When one opens, its announcement has a Comment button."


def register(app: AsyncApp, ctx: Context, verbs: Subcommands) -> None:
    """Hang this room's listeners on the app."""
    near = NearComments(ctx)
    listeners_message.register(app, ctx, near)
    listeners_near.register(app, ctx)

    async def open_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the form, or say kindly why not."""
        actor = get_actor(context)
        exchange_id = parse_exchange_id(body["actions"][0].get("value"))
        admission = await admit(ctx, actor, exchange_id)
        async with ctx.storage.read() as db:
            exchange = await require_accepting_comments(db, admission, now=ctx.clock())
        near.warm(actor, exchange)
        there = body.get("view") or {}
        modal_id = there["id"] if there.get("type") == "modal" else None
        await open_form(ctx, actor, exchange, body["trigger_id"], body.get("response_url"), in_place_of=modal_id)
        await ack()

    async def form_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the comment, then say so in the form.

        What looks personal in it, and what others said nearly the same, is shown first, once.
        """
        actor = get_actor(context)
        view = body["view"]
        exchange_id, mark, marks = read_form(view)
        written = listeners_near.written_in(body)
        group = await groups.get_chosen_group(ctx, actor, exchange_id, written.group, block_id=blocks.GROUP)
        is_first = view["callback_id"] != blocks_near.NEAR_MODAL
        found = await find_details(ctx, tidy(written.text), tidy(written.why))
        if is_first or unseen(found, marks):
            exchange, is_kept = await flow.validate_share(
                ctx, actor, exchange_id, text=written.text, why=written.why, mark=mark, block_id=blocks.TEXT
            )
            details = [] if is_kept else unseen(found, marks)
            alike = await near.to(actor, exchange, written.text) if is_first and not is_kept else []
            if alike or details:
                person = await flow.get_participant(ctx, actor, exchange)
                marks = marks_of(found)
                hint = blocks_near.near_modal(
                    exchange, person, alike, written, source=mark, details=details, marks=marks
                )
                await ack(response_action="update", view=hint)
                return
        exchange, comment, _ = await flow.share(
            ctx,
            actor,
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
        actor = get_actor(context)
        exchange_id, number = read_own(body["actions"][0].get("value"))
        exchange, comment = await flow.get_own_comment(ctx, actor, exchange_id, number)
        await open_modal(ctx, body, blocks_edit.edit_modal(exchange, comment, card=card_clicked(body)))
        await ack()

    async def edit_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the new words; what is new and looks personal in them is pointed out first, once."""
        actor = get_actor(context)
        target, marks, card = (*body["view"]["private_metadata"].split("|"), "", "")[:3]
        exchange_id, number = read_own(target)
        written = listeners_near.written_in(body)
        exchange, old = await flow.get_own_comment(ctx, actor, exchange_id, number)
        found = await find_details(ctx, tidy(written.text), tidy(written.why))
        details = unseen(found, f"{marks},{marks_of(await find_details(ctx, old.text, old.why))}") if found else []
        if details:
            marks = marks_of(found)
            await ack(
                response_action="update", view=blocks_edit.edit_modal(exchange, old, written, details, marks, card)
            )
            return
        exchange, comment = await flow.edit(
            ctx,
            actor,
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
            person = await flow.get_participant(ctx, actor, exchange)
            shown = blocks.shared_card(exchange, comment, person)
            ctx.outbox.update_message(channel, ts, f"Shared as #{comment.number}", shown)
        near.reworded(exchange, comment.comment_id)

    async def withdraw_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Withdraw one's own comment."""
        actor = get_actor(context)
        exchange_id, number = read_own(body["actions"][0].get("value"))
        await flow.withdraw(ctx, actor, exchange_id, number)
        await ack()
        done = f"Comment #{number} is withdrawn. Nobody sees it any more."
        if (body.get("view") or {}).get("type") == "modal":
            update_modal(ctx, body, modal("Withdrawn", [section(done)], close="Done"))
        elif body.get("response_url"):
            ctx.outbox.replace_message(body["response_url"], done, [section(done)])
        else:
            ctx.outbox.post_message(body["user"]["id"], done)

    async def group_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the group that was chosen on a card."""
        actor = get_actor(context)
        action = body["actions"][0]
        exchange_id = parse_exchange_id(action["block_id"].rpartition(".")[2])
        group = await groups.save_group(ctx, actor, exchange_id, (action.get("selected_option") or {}).get("value"))
        await ack()
        kept = f"Your group: {group or 'rather not say'}. You are not asked again in this exchange."
        shown = unescape_blocks((body.get("message") or {}).get("blocks"))
        if shown and body.get("response_url"):
            ctx.outbox.replace_message(body["response_url"], kept, blocks.group_told(shown, kept))
        elif body.get("response_url"):  # Slack does not hand back what stood on a whispered card
            ctx.outbox.send_ephemeral(body["response_url"], kept)

    async def anywhere(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the form from the shortcut menu; with several open exchanges, ask which in a message."""
        actor = get_actor(context)
        choices = await list_accepting_comments(ctx, actor)
        if len(choices) == 1:
            await open_form(ctx, actor, choices[0], body["trigger_id"], None)
            await ack()
            return
        await ack()
        text = "Which question would you like to answer?" if choices else _NOTHING_OPEN
        ctx.outbox.post_message(actor.slack_user_id, text, which_question(text, choices))

    async def share_verb(asked: CommandRequest) -> CommandReply | None:
        """`/exchange share [#exchange] [words]`: the words as a comment, or the form when there are none."""
        slug, text = split_named(plain_words(asked.rest))
        named = await find_named_open(ctx, asked.actor, slug) if slug else None
        if slug and named is None:
            text = plain_words(asked.rest)  # a word with a # in front, and no exchange of that name
        choices = [named] if named else await list_accepting_comments(ctx, asked.actor, asked.channel_id)
        if not choices:
            return CommandReply(_NOTHING_OPEN)
        if len(choices) > 1:
            if text:
                # In their own messages: Slack does not hand back what stood on a whispered card.
                text = flow.check_fits(choices, text)
                details = await find_details(ctx, text)
                card = blocks.offer_card(choices, text, f"command:{asked.trigger_id}", details=details)
                ctx.outbox.post_message(asked.actor.slack_user_id, "Which question does it answer?", card)
                return CommandReply(
                    f"More than one exchange is open: I asked you in {asked.own_messages} which is meant."
                )
            question = "Which question would you like to answer?"
            return CommandReply(question, which_question(question, choices))
        if not text:
            await open_form(ctx, asked.actor, choices[0], asked.trigger_id, asked.response_url)
            return None
        return await share_at_once(asked, choices[0].exchange_id, text)

    async def share_at_once(asked: CommandRequest, exchange_id: int, text: str) -> CommandReply | None:
        """Keep the words; when others said nearly the same, ask first, with the words kept in the answer's buttons."""
        mark = f"command:{asked.trigger_id}"
        exchange, is_kept = await flow.validate_share(ctx, asked.actor, exchange_id, text=text, mark=mark)
        alike = [] if is_kept else await near.to(asked.actor, exchange, text)
        details = [] if is_kept else await find_details(ctx, text)
        if alike or details:
            card = blocks_near.near_card(exchange, alike, text, source=mark, details=details)
            if card:
                return CommandReply(details_text(details) if details else _ALIKE, card)
            person = await flow.get_participant(ctx, asked.actor, exchange)
            view = blocks_near.near_modal(
                exchange,
                person,
                alike,
                blocks.Written(text),
                source=mark,
                details=details,
                marks=marks_of(details),
            )
            if await shown_at(ctx, asked.trigger_id, view):
                return None
            if details:
                return CommandReply(f"Nothing is shared yet. {details_text(details)} {_WRITE_TO_ME}")
        exchange, comment, person = await flow.share(
            ctx, asked.actor, exchange_id, text=text, source=flow.source_of(mark)
        )
        return CommandReply(f"Shared as #{comment.number}", blocks.shared_card(exchange, comment, person))

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
    return parse_exchange_id(exchange_id), mark or f"view:{view['id']}:{view.get('hash') or ''}", marks


def read_own(value: str | None) -> tuple[int, int]:
    """Return (exchange, comment number) of a button's value. Raises KindError."""
    exchange_id, _, number = (value or "").partition(":")
    return parse_exchange_id(exchange_id), parse_exchange_id(number)


def card_clicked(body: dict[str, Any]) -> str:
    """Return "CHANNEL:TS" of the card that was clicked; "" where it was none, or one that Slack cannot change later."""
    container = body.get("container") or {}
    channel, ts = container.get("channel_id"), container.get("message_ts")
    lasts = container.get("type") == "message" and not container.get("is_ephemeral")
    return f"{channel}:{ts}" if lasts and isinstance(channel, str) and isinstance(ts, str) else ""


def which_question(text: str, choices: list[Exchange]) -> list[Block]:
    """Return one line and one button for each open exchange."""
    rows = [section(text)]
    for exchange in choices[:MAX_LISTED]:
        open_it = button("Comment", action_id=action_ids.SHARE_OPEN, value=str(exchange.exchange_id))
        rows.append(plain_section(exchange.question, accessory=open_it))
    return rows + more_exchanges_blocks(choices, "/exchange share #NAME")
