"""Bolt listeners for AI services: an owner lets comments go to them, or no longer."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.ai import blocks
from bot.context import Context
from bot.core.command_words import action_of
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.roles import require_owner
from bot.slack.blocks import Block
from bot.slack.commands import CommandReply, CommandRequest
from storage import ai_usage

_SERVICES = ("embeddings", "summary", "danger", "translation")


async def ai_command(request: CommandRequest) -> CommandReply:
    """`/exchange outside [on | off]`."""
    ctx, actor = request.ctx, request.actor
    action = action_of(request.rest.strip())
    if action not in {"", "on", "off"}:
        raise UserError("ai.forms", form=request.written)
    if action == "on" and not ctx.services.hosts:
        raise UserError("ai.not_set_up")
    shown = await _stop(ctx, actor) if action == "off" else await _status(ctx, actor, is_wanted=action == "on")
    return CommandReply(actor.texts("ai.heading"), shown)


async def allow(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Let comments go to the services that the button names."""
    await require_owner(ctx, actor)
    if not blocks.names_all_hosts(str(action.get("value") or ""), ctx.services):
        raise UserError("ai.changed")
    await ctx.storage.transact(lambda db: ai_usage.set_ai_consent(db, actor.tenant_id, hosts=ctx.services.hosts))
    await ack()
    ctx.outbox.replace_or_post(
        actor.tenant_id, body, actor.texts("ai.heading"), await _status(ctx, actor, is_wanted=False)
    )


async def stop(ack: AsyncAck, body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Withdraw the consent: no comment goes to an outside service any more."""
    await require_owner(ctx, actor)
    shown = await _stop(ctx, actor)
    await ack()
    ctx.outbox.replace_or_post(actor.tenant_id, body, actor.texts("ai.heading"), shown)


async def _status(ctx: Context, actor: Actor, *, is_wanted: bool) -> list[Block]:
    async with ctx.storage.read() as db:
        is_on = set(await ai_usage.agreed(db, actor.tenant_id)) >= set(ctx.services.hosts)
        now = ctx.clock()
        sent = sum([await ai_usage.spent(db, actor.tenant_id, service, now=now) for service in _SERVICES])
    return blocks.status(actor.texts, ctx.services, is_on=is_on, is_wanted=is_wanted, sent=sent)


async def _stop(ctx: Context, actor: Actor) -> list[Block]:
    await ctx.storage.transact(lambda db: ai_usage.set_ai_consent(db, actor.tenant_id, hosts=()))
    return blocks.stopped(actor.texts)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks.ALLOW)(allow)
    app.action(blocks.STOP)(stop)
