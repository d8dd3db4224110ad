"""Bolt listeners for exchanges: the subcommands of moderators, their cards, the announcement's menu, the invitation."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.access import OutsideError, not_open_error
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.policy import Act
from bot.domain.preferences import save_preferences
from bot.domain.resolve import list_for_role, list_visible
from bot.domain.roles import can, moderators_text, require, require_moderator
from bot.exchanges import (
    actions,
    blocks,
    blocks_about,
    blocks_draft,
    blocks_lists,
    blocks_status,
    delete_form,
    flow,
    lifecycle,
    listeners_form,
    reply_target,
    resolve,
    status,
)
from bot.exchanges.actions import Card, Send
from bot.exchanges.channels import command as channels
from bot.exchanges.invite import listeners as invite
from bot.exchanges.nudge import listeners as nudge
from bot.exchanges.values import parse_earlier, parse_menu, parse_picker, parse_switch
from bot.slack import action_ids
from bot.slack.blocks import section
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import open_modal
from storage.enums import ExchangeState

_COMMAND = "/exchange"  # where a click does not say how the manifest names it

Payload = dict[str, Any]


async def run_subcommand(request: CommandRequest) -> CommandReply:
    """`/exchange open | close | reopen | extend | status`: where it is not clear which exchange, let them choose."""
    ctx, actor, subcommand = request.ctx, request.actor, request.subcommand.name
    parsed = request.parse()
    found = await resolve.resolve_exchanges(request, parsed.ref)
    if len(found) == 1:
        send = partial(ctx.outbox.send_ephemeral, request.response_url)
        card = await actions.act(
            ctx, actor, subcommand, found[0].exchange_id, parsed.text, command=request.command, send=send
        )
        return CommandReply(*card)
    if subcommand == "status":
        return CommandReply(*blocks_lists.overview(actor.texts, found, request.command))
    return CommandReply(*blocks_lists.picker(actor.texts, found, subcommand, parsed.text))


async def pick_exchange(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Do what the command said to the exchange that was chosen."""
    await require_moderator(ctx, actor)
    subcommand, time = parse_picker(action["block_id"])
    if subcommand not in resolve.STATES:
        raise UserError("exchanges.outdated_picker")
    exchange_id = parse_exchange_id((action.get("selected_option") or {}).get("value"))
    card = await actions.act(
        ctx, actor, subcommand, exchange_id, time, command=_COMMAND, send=_sender(ctx, actor, body)
    )
    await _show(ack, ctx, actor, body, card)


async def open_draft(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open a draft."""
    exchange_id = await _get_moderated(ctx, actor, action)
    card = await actions.open_exchange(ctx, actor, exchange_id, send=_sender(ctx, actor, body))
    await _show(ack, ctx, actor, body, card)


async def delete_draft(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Delete a draft."""
    deleted = await flow.delete_draft(ctx, actor, await _get_moderated(ctx, actor, action))
    card = actions.line_card(actor.texts("exchanges.draft_deleted", name=deleted.slug))
    await _show(ack, ctx, actor, body, card)


async def close_exchange(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Close an exchange."""
    exchange_id = await _get_moderated(ctx, actor, action)
    card = await actions.close(ctx, actor, exchange_id, send=_sender(ctx, actor, body))
    await _show(ack, ctx, actor, body, card)


async def reopen_exchange(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open a closed exchange again."""
    exchange_id = await _get_moderated(ctx, actor, action)
    card = await actions.reopen(ctx, actor, exchange_id, send=_sender(ctx, actor, body))
    await _show(ack, ctx, actor, body, card)


async def pause_exchange(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Halt an exchange, or let it go on."""
    await require_moderator(ctx, actor)
    exchange_id, is_paused = parse_switch(action.get("value"))
    await _show(ack, ctx, actor, body, await (actions.pause if is_paused else actions.resume)(ctx, actor, exchange_id))


async def archive_exchange(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Put a closed exchange away, or take it out again."""
    await require_moderator(ctx, actor)
    exchange_id, is_away = parse_switch(action.get("value"))
    move = actions.archive if is_away else actions.bring_back
    await _show(ack, ctx, actor, body, await move(ctx, actor, exchange_id))


async def close_earlier(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Bring the close date forward, as a moderator confirmed."""
    await require_moderator(ctx, actor)
    exchange_id, new, old = parse_earlier(action.get("value"))
    await _show(ack, ctx, actor, body, await actions.close_earlier(ctx, actor, exchange_id, new, old))


async def leave_close_date(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Leave the close date as it is."""
    await require_moderator(ctx, actor)
    await _show(ack, ctx, actor, body, actions.line_card(actor.texts("exchanges.nothing_changed")))


async def show_status(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Show the state of an exchange."""
    await require(ctx, actor, Act.SEE)
    exchange_id = parse_exchange_id(action.get("value"))
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
    if not await list_for_role(ctx, actor, [exchange]):
        raise OutsideError
    await _show(ack, ctx, actor, body, await status.get_status_card(ctx, actor, exchange_id, _COMMAND))


async def set_coordinated(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Leave coordinated accounts out of the scores, or count them again."""
    await require_moderator(ctx, actor)
    exchange_id, leave_out = parse_switch(action.get("value"))
    await lifecycle.set_excludes_coordinated(ctx, actor, exchange_id, is_out=leave_out)
    await _show(ack, ctx, actor, body, await status.get_status_card(ctx, actor, exchange_id, _COMMAND))


async def choose_in_menu(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open what was chosen in the announcement's menu."""
    choice, exchange_id = parse_menu((action.get("selected_option") or {}).get("value"))
    if choice != blocks.ABOUT:
        raise UserError("exchanges.outdated_menu")
    await _open_about(ack, ctx, actor, body, exchange_id)


async def show_about(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open about and privacy of an exchange."""
    await _open_about(ack, ctx, actor, body, action.get("value"))


async def _open_about(ack: AsyncAck, ctx: Context, actor: Actor, body: Payload, value: str | None) -> None:
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, parse_exchange_id(value))
    if exchange.state == ExchangeState.DRAFT and not await can(ctx, actor, Act.RUN):
        raise not_open_error(exchange)
    if not await list_visible(ctx, actor, [exchange]):
        raise OutsideError
    moderators = await moderators_text(ctx, actor.tenant_id, actor.texts)
    await open_modal(ctx, actor, body, blocks_about.about_modal(actor.texts, exchange, moderators, _COMMAND))
    await ack()


async def decline_invitations(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Stop invitations and reminders to this person."""
    await save_preferences(ctx, actor.tenant_id, actor.slack_user_id, is_muted=True)
    await ack()
    ctx.changes.send(actor)
    text = actor.texts("announcement.no_more")
    ctx.outbox.replace_message(body["response_url"], text, [section(text)])


async def _get_moderated(ctx: Context, actor: Actor, action: Payload) -> int:
    """Return the exchange of a button. Moderators only: raises UserError."""
    await require_moderator(ctx, actor)
    return parse_exchange_id(action.get("value"))


async def _show(ack: AsyncAck, ctx: Context, actor: Actor, body: Payload, card: Card) -> None:
    await reply_target.show_card(ctx, actor, body, *card)
    await ack()


def _sender(ctx: Context, actor: Actor, body: Payload) -> Send:
    """Return a function that sends the actor a sentence a little later."""
    return partial(ctx.outbox.send_privately, actor, body.get("response_url"))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    listeners_form.register(app)
    delete_form.register(app)
    invite.register(app)
    channels.register(app)
    nudge.register(app)
    app.action(blocks_lists.PICK)(pick_exchange)
    app.action(blocks_draft.OPEN)(open_draft)
    app.action(blocks_draft.DELETE)(delete_draft)
    app.action(blocks_status.CLOSE)(close_exchange)
    app.action(blocks_status.REOPEN)(reopen_exchange)
    app.action(blocks_status.PAUSE)(pause_exchange)
    app.action(blocks_status.ARCHIVE)(archive_exchange)
    app.action(blocks_status.EARLIER)(close_earlier)
    app.action(blocks_status.AS_IT_WAS)(leave_close_date)
    app.action(blocks_status.COORDINATED)(set_coordinated)
    app.action(action_ids.EXCHANGE_STATUS)(show_status)
    app.action(blocks.MORE)(choose_in_menu)
    app.action(action_ids.EXCHANGE_ABOUT)(show_about)
    app.action(blocks.NOT_FOR_ME)(decline_invitations)
