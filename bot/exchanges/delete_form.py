"""`/exchange delete`: the form in which an owner types the short name, and what becomes of it."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.notices import send
from bot.domain.public_counts import count_texts, get_public_counts
from bot.domain.quarters import is_renewed
from bot.domain.roles import require_moderator, require_owner
from bot.exchanges import blocks_lists, blocks_status, flow, lifecycle, resolve
from bot.slack.blocks import Block, escape, input_block, modal, section, state_of, text_input
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.errors import error_text
from bot.slack.modals import open_modal
from bot.texts import Texts
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.public_counts import PublicCounts

FORM = "exchanges.delete_form"  # callback; its metadata: EXCHANGE
NAME = "exchanges.delete_name"  # field

Payload = dict[str, Any]


async def delete_command(request: CommandRequest) -> CommandReply | None:
    """`/exchange delete`: a draft goes at once, for all others the form asks for the short name."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    if parsed.text:  # what is read as no name must not mean another exchange
        raise UserError("exchanges.only_a_name")
    found = await resolve.resolve_exchanges(request, parsed.ref)
    if len(found) > 1:
        return CommandReply(*blocks_lists.overview(actor.texts, found, request.command))
    if found[0].state == ExchangeState.DRAFT:
        deleted = await flow.delete_draft(ctx, actor, found[0].exchange_id)
        return CommandReply(actor.texts("exchanges.draft_deleted", name=deleted.slug))
    async with ctx.storage.read() as db:
        counts = await get_public_counts(ctx, db, found[0])
    asked = {"trigger_id": request.trigger_id, "response_url": request.response_url}
    await open_modal(ctx, actor, asked, form(actor.texts, found[0], counts))
    return None


def form(texts: Texts, exchange: Exchange, counts: PublicCounts) -> Block:
    """Return the form: what goes for good, and a field for the short name."""
    question, counted = escape(exchange.question), " · ".join(count_texts(texts, counts))
    field = text_input(action_id=NAME, max_length=40)
    return modal(
        texts("exchanges.delete.title"),
        [
            section(texts("exchanges.delete.what", question=question, counts=counted)),
            *([section(texts("quarters.none_follows"))] if is_renewed(exchange) else []),
            section(texts("exchanges.delete.instead", name=exchange.slug)),
            input_block(texts("exchanges.delete.name_label", name=exchange.slug), field, block_id=NAME),
        ],
        callback_id=FORM,
        submit=texts("exchanges.delete.submit"),
        close=texts("draft_form.cancel.close"),
        metadata=str(exchange.exchange_id),
    )


async def open_form(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open the form from the card of an exchange."""
    await require_moderator(ctx, actor)  # who is none reads who is
    await require_owner(ctx, actor)
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, parse_exchange_id(action.get("value")))
        counts = await get_public_counts(ctx, db, exchange)
    await open_modal(ctx, actor, body, form(actor.texts, exchange, counts))
    await ack()


async def read_form(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Delete the exchange when its short name was typed; how it ended is said in a message."""
    await require_moderator(ctx, actor)  # who is none reads who is
    await require_owner(ctx, actor)
    exchange_id = parse_exchange_id(body["view"]["private_metadata"])
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
    if str(state_of(body, NAME, NAME) or "").strip().strip("`").lower() != exchange.slug:
        raise UserError("exchanges.delete.other_name", name=exchange.slug, block_id=NAME)
    ctx.outbox.spawn(_delete(ctx, actor, exchange_id), "delete")
    await ack()


async def _delete(ctx: Context, actor: Actor, exchange_id: int) -> None:
    texts = actor.texts
    try:
        exchange, left = await lifecycle.delete(ctx, actor, exchange_id)
    except UserError as error:
        text = error_text(texts, error)
    else:
        text = texts("exchanges.deleted", question=escape(exchange.question), name=exchange.slug)
        text += f"\n{texts('exchanges.messages_left', n=left)}" if left else ""
    await send(ctx, actor.tenant_id, actor.slack_user_id, text)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks_status.DELETE_WHOLE)(open_form)
    app.view(FORM)(read_form)
