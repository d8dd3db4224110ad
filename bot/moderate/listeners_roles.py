"""Bolt listeners for roles: given after a question or in Home's form, taken back in Home; by owners alone."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.roles import require_moderator, require_owner
from bot.moderate import blocks_roles, role_changes, roles
from bot.slack import action_ids
from bot.slack.blocks import Block, section, state_of
from bot.slack.modals import open_modal
from bot.texts import Message

Payload = dict[str, Any]


async def give_role(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Give the role of the question; who may is asked now, whatever the button says."""
    await _require_owner(ctx, actor)
    role, _, people = str(action.get("value") or "").partition("|")
    done = await roles.give(ctx, actor, roles.parse_ids(people.split(",")), roles.parse_role(role))
    await ack()
    _show(ctx, actor, body, *blocks_roles.done_card(actor.texts, done, ctx.clock()))


async def leave_role(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Leave roles as they are."""
    await _require_owner(ctx, actor)
    await ack()
    _answer(ctx, actor, body, [Message("moderate.role.left")])


async def open_form(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open the form that gives somebody a role."""
    await _require_owner(ctx, actor)
    await open_modal(ctx, actor, body, blocks_roles.form(actor.texts))
    await ack()


async def send_form(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Give the role of the form."""
    await _require_owner(ctx, actor)
    people = roles.parse_ids(state_of(body, blocks_roles.WHO, blocks_roles.WHO) or [])
    role = roles.parse_role(str(state_of(body, blocks_roles.ROLE, blocks_roles.ROLE) or ""))
    done = await roles.give(ctx, actor, people, role)
    await ack()
    ctx.changes.send(actor)
    text, blocks = blocks_roles.done_card(actor.texts, done, ctx.clock())
    ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, text, blocks)


async def take_role(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Take a person's role back, as Home offers it."""
    await _require_owner(ctx, actor)
    done = await roles.remove(ctx, actor, roles.parse_ids([str(action.get("value") or "")]))
    await ack()
    ctx.changes.send(actor)
    text, blocks = blocks_roles.done_card(actor.texts, done, ctx.clock())
    ctx.outbox.send_privately(actor, body.get("response_url"), text, blocks)


async def undo_roles(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Give people back the roles that a command took or gave, within a minute."""
    await _require_owner(ctx, actor)
    lines = await role_changes.undo(ctx, actor, *role_changes.parse_value(str(action.get("value") or "")))
    await ack()
    _answer(ctx, actor, body, lines)


async def _require_owner(ctx: Context, actor: Actor) -> None:
    await require_moderator(ctx, actor)  # who is none reads who is
    await require_owner(ctx, actor)


def _answer(ctx: Context, actor: Actor, body: Payload, lines: list[Message]) -> None:
    text = "\n".join(actor.texts.show(line) for line in lines)
    _show(ctx, actor, body, text, [section(text)])


def _show(ctx: Context, actor: Actor, body: Payload, text: str, blocks: list[Block]) -> None:
    if body.get("response_url"):
        ctx.outbox.replace_message(body["response_url"], text, blocks)
    else:
        ctx.outbox.send_privately(actor, None, text, blocks)
    ctx.changes.send(actor)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks_roles.GIVE)(give_role)
    app.action(blocks_roles.LEAVE)(leave_role)
    app.action(blocks_roles.UNDO)(undo_roles)
    app.action(action_ids.ROLE_OPEN)(open_form)
    app.action(action_ids.ROLE_TAKE)(take_role)
    app.view(blocks_roles.FORM)(send_form)
