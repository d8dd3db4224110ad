"""Bolt listeners for sharing: the form, edit, withdraw, the group on a card, the shortcut, the subcommand."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.grammar import split_named
from bot.domain import groups, questions
from bot.domain.access import admit
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import (
    list_accepting_comments,
    parse_exchange_id,
    require_accepting_comments,
)
from bot.domain.resolve import find_named_open
from bot.share import (
    blocks,
    blocks_edit,
    blocks_offer,
    flow,
    listeners_message,
    listeners_offer,
    listeners_questions,
    payloads,
    policy,
)
from bot.share.details import details_text, find_details, format_marks, select_unseen
from bot.share.form import open_form, read_fields
from bot.share.near_duplicates import blocks as blocks_near
from bot.share.near_duplicates import listeners as listeners_near
from bot.share.near_duplicates.index import NearComments
from bot.share.review import Review, review
from bot.share.service import read_service
from bot.slack import action_ids
from bot.slack.blocks import section
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import open_modal, try_modal, update_modal
from bot.slack.mrkdwn import plain_words, tidy, unescape_blocks
from storage.exchanges import Exchange

ANYWHERE = "share.anywhere"


async def open_pressed(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Actor,
    ctx: Context,
    near_comments: NearComments,
) -> None:
    """Open the form, or say why not."""
    admission = await admit(ctx, actor, parse_exchange_id(action.get("value")))
    async with ctx.storage.read() as db:
        exchange = await require_accepting_comments(db, admission, now=ctx.clock())
    near_comments.warm(actor, exchange)
    clicked_in = body.get("view") or {}
    modal_id = clicked_in["id"] if clicked_in.get("type") == "modal" else None
    person = await flow.get_participant(ctx, actor, exchange)
    asked = questions.questions_modal(actor.texts_about(exchange), exchange, listeners_questions.MODAL)
    if not questions.are_asked(exchange, person) or not await try_modal(
        ctx, actor, body["trigger_id"], asked, in_place_of=modal_id
    ):
        await open_form(ctx, actor, exchange, body["trigger_id"], body.get("response_url"), in_place_of=modal_id)
    await ack()


async def form_sent(
    ack: AsyncAck,
    body: dict[str, Any],
    view: dict[str, Any],
    actor: Actor,
    ctx: Context,
    near_comments: NearComments,
) -> None:
    """Share the comment, then say so in the form.

    What looks personal in it, what others said nearly the same, and what seems to be about something else, is shown
    first, once.
    """
    exchange_id, mark, marks = payloads.parse_form(view)
    written = read_fields(body)
    group = await groups.get_chosen_group(ctx, actor, exchange_id, written.group, block_id=blocks.GROUP)
    asked = await review(
        ctx,
        near_comments,
        actor,
        exchange_id,
        text=written.text,
        why=written.why,
        mark=mark,
        marks=marks,
        is_first_look=view["callback_id"] != blocks_near.NEAR_MODAL,
        block_id=blocks.TEXT,
    )
    if asked:
        hint = await _review_modal(ctx, actor, asked, written, mark)
        await ack(response_action="update", view=hint)
        return
    exchange, comment, _ = await flow.share(
        ctx,
        actor,
        exchange_id,
        text=written.text,
        why=written.why,
        group=group,
        is_quotable=written.is_quotable,
        source=flow.parse_source(mark),
        block_id=blocks.TEXT,
    )
    await ack(response_action="update", view=blocks.shared_modal(actor.texts, exchange, comment))


async def edit_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open one's own comment in a form."""
    exchange, comment = await flow.get_own_comment(ctx, actor, *payloads.parse_own_comment(action.get("value")))
    card = payloads.clicked_card(body)
    service = await read_service(ctx, actor)
    form = blocks_edit.edit_modal(actor.texts, exchange, comment, card=card, service=service)
    await open_modal(ctx, actor, body, form)
    await ack()


async def edit_sent(
    ack: AsyncAck,
    body: dict[str, Any],
    view: dict[str, Any],
    actor: Actor,
    ctx: Context,
) -> None:
    """Save the new words; what is new and looks personal in them is pointed out first, once."""
    exchange_id, number, marks, card = payloads.parse_edit_form(view)
    written = read_fields(body)
    exchange, old = await flow.get_own_comment(ctx, actor, exchange_id, number)
    found = await find_details(ctx, actor, tidy(written.text), tidy(written.why))
    before = format_marks(await find_details(ctx, actor, old.text, old.why)) if found else ""
    details = select_unseen(found, f"{marks},{before}")
    if details:
        again = blocks_edit.edit_modal(
            actor.texts,
            exchange,
            old,
            written,
            details=details,
            marks=format_marks(found),
            card=card,
            service=await read_service(ctx, actor),
        )
        await ack(response_action="update", view=again)
        return
    exchange, comment = await flow.edit(
        ctx,
        actor,
        exchange_id,
        number,
        text=written.text,
        why=written.why,
        is_quotable=written.is_quotable,
        source=("edit", view["id"]),
    )
    saved = blocks_edit.saved_modal(actor.texts, exchange, comment)
    if view.get("previous_view_id"):
        saved["clear_on_close"] = True  # the modal below still shows the old words
    await ack(response_action="update", view=saved)
    channel, _, ts = card.partition(":")
    if ts:  # else the card goes on showing words that were taken out
        person = await flow.get_participant(ctx, actor, exchange)
        shown = blocks.shared_card(actor.texts, exchange, comment, person)
        ctx.outbox.update_message(
            actor.tenant_id, channel, ts, actor.texts("share.shared_short", number=comment.number), shown
        )


async def withdraw_pressed(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Withdraw one's own comment."""
    exchange_id, number = payloads.parse_own_comment(action.get("value"))
    await flow.withdraw(ctx, actor, exchange_id, number)
    await ack()
    if (body.get("view") or {}).get("type") == "modal":
        update_modal(ctx, actor, body, blocks.withdrawn_modal(actor.texts, number))
    else:
        done = actor.texts("share.withdrawn_text", number=number)
        ctx.outbox.replace_or_post(actor.tenant_id, body, done, [section(done)])


async def group_chosen(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Save the group that was chosen on a card."""
    exchange_id = parse_exchange_id(action["block_id"].rpartition(".")[2])
    group = await groups.save_group(ctx, actor, exchange_id, (action.get("selected_option") or {}).get("value"))
    await ack()
    texts = actor.texts
    done = texts("share.group_saved", group=group) if group else texts("share.group_not_said")
    shown = unescape_blocks((body.get("message") or {}).get("blocks"))
    if shown and body.get("response_url"):
        ctx.outbox.replace_message(body["response_url"], done, blocks.replace_group_question(shown, done))
    elif body.get("response_url"):  # Slack does not hand back the blocks of an ephemeral card
        ctx.outbox.send_ephemeral(body["response_url"], done)


async def shortcut_used(ack: AsyncAck, body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the form from the shortcut menu; with several open exchanges, ask which in a message."""
    choices = await list_accepting_comments(ctx, actor)
    if len(choices) == 1:
        await open_form(ctx, actor, choices[0], body["trigger_id"], None)
        await ack()
        return
    await ack()
    if choices:
        text, question = actor.texts("share.which_question"), blocks.choose_exchange(actor.texts, choices)
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, text, question)
    else:
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, actor.texts("share.nothing_open"))


async def share_command(request: CommandRequest, near_comments: NearComments) -> CommandReply | None:
    """`/exchange share [#exchange] [words]`: the words as a comment, or the form when there are none."""
    ctx, actor = request.ctx, request.actor
    slug, text = split_named(plain_words(request.rest))
    named = await find_named_open(ctx, actor, slug) if slug else None
    if slug and named is None:
        text = plain_words(request.rest)  # a word with a # in front, and no exchange of that name
    choices = [named] if named else await list_accepting_comments(ctx, actor, request.channel_id)
    if not choices:
        return CommandReply(actor.texts("share.nothing_open"))
    if len(choices) == 1 and text:
        return await _share_at_once(request, near_comments, choices[0], text)
    if len(choices) == 1:
        await open_form(ctx, actor, choices[0], request.trigger_id, request.response_url)
        return None
    if not text:
        return CommandReply(actor.texts("share.which_question"), blocks.choose_exchange(actor.texts, choices))
    # In their own messages: Slack does not hand back the blocks of an ephemeral card.
    text = flow.check_fits(choices, text)
    details = await find_details(ctx, actor, text)
    mark, service = f"command:{request.trigger_id}", await read_service(ctx, actor)
    card = blocks_offer.offer_card(actor.texts, choices, text, mark, details=details, service=service)
    ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, actor.texts("share.which_answered"), card)
    return CommandReply(actor.texts("share.which_asked", place=request.own_messages))


async def _share_at_once(
    request: CommandRequest, near_comments: NearComments, chosen: Exchange, text: str
) -> CommandReply | None:
    """Share the words; where the author is asked first, the reply's buttons hold them, or a form does."""
    ctx, actor, texts = request.ctx, request.actor, request.actor.texts
    mark, exchange_id = f"command:{request.trigger_id}", chosen.exchange_id
    asked = await review(ctx, near_comments, actor, exchange_id, text=text, mark=mark)
    if asked:
        near, details = asked.near, asked.details
        card = blocks_near.near_card(
            texts, asked.exchange, text, near=near, details=details, source=mark, is_off_topic=asked.is_off_topic
        )
        if card:
            hint = texts("share.near" if near else "share.topic")
            return CommandReply(details_text(texts, details) if details else hint, card)
        view = await _review_modal(ctx, actor, asked, blocks.Written(text), mark)
        if await try_modal(ctx, actor, request.trigger_id, view):
            return None
        if details:
            return CommandReply(texts("share.details_message", details=details_text(texts, details)))
    try:
        exchange, comment, person = await flow.share(ctx, actor, exchange_id, text=text, source=flow.parse_source(mark))
    except UserError as error:
        if error.code != "share.wait":
            raise
        service = await read_service(ctx, actor)  # nothing is lost: a card with a button keeps it
        offer = blocks_offer.offer_card(texts, [chosen], text, mark, service=service)
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, texts("share.offer"), offer)
        return CommandReply(texts("share.wait_kept", why=texts.error(error), place=request.own_messages))
    card = blocks.shared_card(texts, exchange, comment, person)
    return CommandReply(texts("share.shared_short", number=comment.number), card)


async def _review_modal(
    ctx: Context, actor: Actor, asked: Review, written: blocks.Written, mark: str
) -> dict[str, Any]:
    """Return the form that shows what the author is asked about before it is shared."""
    return blocks_near.near_modal(
        actor.texts,
        asked.exchange,
        await flow.get_participant(ctx, actor, asked.exchange),
        written,
        near=asked.near,
        details=asked.details,
        source=mark,
        marks=asked.marks,
        is_off_topic=asked.is_off_topic,
    )


def register(app: AsyncApp, ctx: Context) -> None:
    """Register the listeners."""
    ctx.provided.update(near_comments=NearComments(ctx))
    listeners_offer.register(app)
    listeners_message.register(app)
    listeners_near.register(app)
    listeners_questions.register(app)
    app.action(action_ids.SHARE_OPEN)(open_pressed)
    app.action(action_ids.SHARE_EDIT)(edit_pressed)
    app.action(action_ids.SHARE_WITHDRAW)(withdraw_pressed)
    app.action(blocks.GROUP)(group_chosen)
    app.action(policy.POLICY)(policy.policy_pressed)
    app.view(blocks.MODAL)(form_sent)
    app.view(blocks_near.NEAR_MODAL)(form_sent)
    app.view(blocks_edit.EDIT_MODAL)(edit_sent)
    app.shortcut(ANYWHERE)(shortcut_used)
