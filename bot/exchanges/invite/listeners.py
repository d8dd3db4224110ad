"""Bolt listeners of inviting by name: the form, its second step, the buttons of the private messages."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.roles import require_moderator
from bot.exchanges.invite import blocks, flow
from bot.exchanges.invite import pending as pendings
from bot.exchanges.invite.pending import Pending
from bot.slack.blocks import Block, section, state_of
from bot.slack.deadlines import within
from bot.slack.errors import error_text
from bot.slack.modals import change_modal, open_modal
from bot.slack.people_lookup import Written, look_up, read_people

_SECONDS = 1.5  # of the 3 s in which a form is answered

Payload = dict[str, Any]


async def open_form(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open the form from the card of an exchange."""
    await require_moderator(ctx, actor)
    exchange_id, _ = pendings.parse_value(action.get("value"))
    await open_modal(ctx, actor, body, await _form(ctx, actor, exchange_id))
    await ack()


async def correct(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open the form with those who were not found."""
    await require_moderator(ctx, actor)
    pending = await pendings.find(ctx, actor, action.get("value"))
    await open_modal(ctx, actor, body, await _form(ctx, actor, pending.exchange_id, pending))
    await ack()


async def send_form(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Look the people up and ask for the confirmation; where Slack takes longer, the form says so meanwhile."""
    await require_moderator(ctx, actor)
    exchange_id, form_id = pendings.parse_value(body["view"]["private_metadata"])
    earlier = await pendings.find(ctx, actor, body["view"]["private_metadata"]) if form_id else None
    await flow.get_inviting(ctx, actor, exchange_id)
    written = _read(body)
    if written.is_empty and not (earlier and earlier.people):
        raise UserError("invite.nobody", block_id=blocks.LIST)
    try:
        async with within(_SECONDS):
            view = await _look_up(ctx, actor, exchange_id, written, earlier)
    except TimeoutError:
        view = blocks.looking(actor.texts)
        work = _look_up_later(ctx, actor, str(body["view"]["id"]), exchange_id, written, earlier)
        ctx.outbox.spawn(work, "invite")
    await ack(response_action="update", view=view)


async def confirm_form(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Put the people on the list."""
    await require_moderator(ctx, actor)
    exchange, n = await flow.save(ctx, actor, body["view"]["private_metadata"])
    view = blocks.done(actor.texts, blocks.done_text(actor.texts, exchange, n))
    await ack(response_action="update", view=view)


async def confirm_card(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Put the people on the list, as a private message asked."""
    await require_moderator(ctx, actor)
    exchange, n = await flow.save(ctx, actor, action.get("value"))
    await ack()
    text = blocks.done_text(actor.texts, exchange, n)
    ctx.outbox.replace_or_post(actor.tenant_id, body, text, [section(text)])


async def _form(ctx: Context, actor: Actor, exchange_id: int, pending: Pending | None = None, error: str = "") -> Block:
    exchange = await flow.get_inviting(ctx, actor, exchange_id)
    groups, listed = await flow.fetch_groups(ctx, actor), await flow.fetch_listed(ctx, exchange)
    return blocks.form(actor.texts, exchange, groups, listed=listed, pending=pending, error=error)


def _read(body: Payload) -> Written:
    written = read_people(str(state_of(body, blocks.LIST, blocks.LIST) or ""))
    chosen = state_of(body, blocks.GROUPS, blocks.GROUPS) or []
    groups = [str((each or {}).get("value")) for each in chosen if isinstance(each, dict)]
    people = [str(each) for each in state_of(body, blocks.PEOPLE, blocks.PEOPLE) or []]
    return Written(
        tuple(dict.fromkeys([*people, *written.people])),
        tuple(dict.fromkeys([*groups, *written.groups])),
        written.emails,
        written.names,
    )


async def _look_up(ctx: Context, actor: Actor, exchange_id: int, written: Written, earlier: Pending | None) -> Block:
    """Return the second step. Raises UserError at the field where somebody was not found: nothing was done then."""
    try:
        found = await look_up(ctx.workspace(actor.tenant_id).client, written)
    except UserError as error:
        error.block_id = blocks.LIST
        raise
    if not found.is_whole:
        missing = [*found.unknown, *found.unclear, *found.left]
        raise UserError(
            "invite.correct_these",
            missing=blocks.missing_text(actor.texts, missing, is_field=True),
            block_id=blocks.LIST,
        )
    if not found.people and not (earlier and earlier.people):
        raise UserError("invite.nobody", block_id=blocks.LIST)
    pending = await pendings.keep(ctx, actor, exchange_id, found, earlier=earlier)
    return blocks.sure(actor.texts, await flow.summarise(ctx, actor, pending))


async def _look_up_later(
    ctx: Context, actor: Actor, view_id: str, exchange_id: int, written: Written, earlier: Pending | None
) -> None:
    """Look people up at leisure, and show the second step, or the form again with what was not found."""
    texts = actor.texts
    try:
        found = await look_up(ctx.workspace(actor.tenant_id).client, written)
        pending = await pendings.keep(ctx, actor, exchange_id, found, earlier=earlier)
        if not found.is_whole:
            error = blocks.missing_text(texts, pending.missing)
            view = await _form(ctx, actor, exchange_id, pending, error)
        else:
            view = blocks.sure(texts, await flow.summarise(ctx, actor, pending))
    except UserError as error:
        view = await _form_or_end(ctx, actor, exchange_id, earlier, error_text(texts, error))
    except Exception:
        await change_modal(ctx, actor, view_id, blocks.done(texts, texts("invite.failed")))
        raise
    await change_modal(ctx, actor, view_id, view)


async def _form_or_end(ctx: Context, actor: Actor, exchange_id: int, earlier: Pending | None, error: str) -> Block:
    """Return the form with an error, or why there is no form any more: the exchange closed or was deleted meanwhile."""
    try:
        return await _form(ctx, actor, exchange_id, earlier, error)
    except UserError as over:
        return blocks.done(actor.texts, error_text(actor.texts, over))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks.OPEN)(open_form)
    app.action(blocks.CORRECT)(correct)
    app.action(blocks.SAVE)(confirm_card)
    app.view(blocks.FORM)(send_form)
    app.view(blocks.SURE)(confirm_form)
