"""The link to the page with results, for moderators: shown, replaced by a new one, switched off and on again.

A link in other people's hands is gone for them at once, so both are asked about first: `--new` and `--off` answer with
a button, and the buttons under the link have a question of their own.
"""

from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.domain.results_links import get_link, get_state, has_page, needs_sign_in, replace_link, revoke_links
from bot.domain.roles import require_moderator
from bot.slack.blocks import Block, actions, button, confirm, context_block, escape, section, when
from bot.slack.commands import CommandReply, CommandRequest
from bot.texts import Texts
from storage.enums import ExchangeState, ResultsPage
from storage.exchanges import Exchange

NEW, OFF = "results.link_new", "results.link_off"  # value: EXCHANGE

Json = dict[str, Any]
Card = tuple[str, list[Block]]


async def link_command(request: CommandRequest) -> CommandReply:
    """`/exchange link [exchange] [--new] [--off]`: the link, or the question before it changes."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else parsed.text
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    texts = actor.texts
    _require_page(ctx, exchange)
    if "off" in parsed.flags:
        return CommandReply(*_ask(exchange, texts("results.link_off_sure"), _off(texts, exchange, is_asked=True)))
    if "new" in parsed.flags:
        return CommandReply(*_ask(exchange, texts("results.link_new_sure"), _new(texts, exchange, is_asked=True)))
    return CommandReply(*await _card(ctx, actor, exchange))


async def make_new_link(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Replace the link: every one before works no more."""
    exchange = await _find(ctx, actor, action)
    async with ctx.storage.write() as db:
        await replace_link(ctx, db, exchange)
    ctx.outbox.send_privately(actor, body.get("response_url"), *await _card(ctx, actor, exchange))
    await ack()


async def switch_off(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Switch the page off: no link to it works."""
    exchange = await _find(ctx, actor, action)
    async with ctx.storage.write() as db:
        await revoke_links(ctx, db, exchange)
    ctx.outbox.send_privately(actor, body.get("response_url"), *await _card(ctx, actor, exchange))
    await ack()


async def _find(ctx: Context, actor: Actor, action: Json) -> Exchange:
    await require_moderator(ctx, actor)
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, parse_exchange_id(action.get("value")))
    _require_page(ctx, exchange)
    return exchange


def _require_page(ctx: Context, exchange: Exchange) -> None:
    """Raise UserError where the exchange has no page, or the server none."""
    if not ctx.base_url:
        raise UserError("results.link_no_address")
    if exchange.results_page == ResultsPage.SLACK:
        raise UserError("results.link_not_chosen")
    if exchange.state == ExchangeState.DRAFT:
        raise UserError("results.link_not_yet")
    if needs_sign_in(exchange) and not ctx.has_sign_in:
        raise UserError("results.link_no_sign_in")


async def _card(ctx: Context, actor: Actor, exchange: Exchange) -> Card:
    """Return the link, until when it works, how many worked before, and what can be done."""
    texts = actor.texts
    if not has_page(exchange, ctx.clock()):
        text = texts("results.link_not_yet")
        return text, [section(text)]
    link = await get_link(ctx, exchange, is_moderator=True)
    state = await get_state(ctx, exchange)
    facts = []
    if link and state.expires_at:
        facts = [texts("results.link_until", at=when(state.expires_at))]
    if state.earlier:
        facts.append(texts("results.link_earlier", n=state.earlier))
    text = texts(f"results.link_is.{exchange.results_page}", link=link) if link else texts("results.link_off")
    row = [_new(texts, exchange), _off(texts, exchange)] if link else [_new(texts, exchange, is_asked=True)]
    return _ask(exchange, text, *row, facts=facts)


def _ask(exchange: Exchange, text: str, *row: Block, facts: Sequence[str] = ()) -> Card:
    question = section(f"*{escape(exchange.question)}*")
    return text, [question, section(text), *map(context_block, facts), actions(*row, block_id="results.link")]


def _new(texts: Texts, exchange: Exchange, *, is_asked: bool = False) -> Block:
    """Return the button that replaces the link. is_asked: what it does is said beside it already."""
    sure = confirm(
        texts("results.link_new.confirm_title"),
        texts("results.link_new.confirm_text"),
        yes=texts("results.link_new.confirm_yes"),
        no=texts("results.link_new.confirm_no"),
    )
    value = str(exchange.exchange_id)
    return button(texts("results.link_new.button"), action_id=NEW, value=value, confirm=None if is_asked else sure)


def _off(texts: Texts, exchange: Exchange, *, is_asked: bool = False) -> Block:
    """Return the button that switches the page off. is_asked: as for `_new`."""
    sure = confirm(
        texts("results.link_switch_off.confirm_title"),
        texts("results.link_switch_off.confirm_text"),
        yes=texts("results.link_switch_off.confirm_yes"),
        no=texts("results.link_switch_off.confirm_no"),
        danger=True,
    )
    return button(
        texts("results.link_switch_off.button"),
        action_id=OFF,
        value=str(exchange.exchange_id),
        style="danger",
        confirm=None if is_asked else sure,
    )
