"""Bolt listeners for AI services: an owner lets comments go to them, or no longer."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.command_words import action_of
from bot.domain.actor import Actor
from bot.domain.roles import require_owner
from bot.slack.blocks import Block, actions, button, context_block, section
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.errors import KindError
from storage import ai_usage

LET_GO = "outside.on"  # value: the hosts, with a space between
STOP = "outside.off"

_WHAT = "decide what goes to services outside"


async def ai_command(asked: CommandRequest) -> CommandReply:
    """`/exchange outside [on | off]`."""
    ctx, actor = asked.ctx, asked.actor
    await require_owner(ctx, actor, _WHAT)
    word = action_of(asked.rest.strip())
    if word not in {"", "on", "off"}:
        raise KindError("I understand `/exchange outside`, `/exchange outside on` and `/exchange outside off`.")
    if word == "on" and not ctx.services.hosts:
        raise KindError(
            "No service is set up, so nothing can go out. Whoever runs this server names one in its settings: "
            "`THEMES_EMBEDDINGS_URL` or `SUMMARY_URL`."
        )
    if word == "off":
        return CommandReply("Services outside", await _stop(ctx, actor))
    return CommandReply("Services outside", await _status_blocks(ctx, actor, wants=word == "on"))


async def allow(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Let comments go to the services that the button names."""
    await require_owner(ctx, actor, _WHAT)
    hosts = str(action.get("value") or "").split()
    if not hosts or set(hosts) != set(ctx.services.hosts):
        raise KindError(
            "The services have changed since. Nothing was changed: please write `/exchange outside on` again."
        )
    await ctx.storage.transact(lambda db: ai_usage.set_ai_consent(db, actor.tenant_id, hosts=hosts))
    await ack()
    ctx.outbox.replace_or_post(body, "Services outside", await _status_blocks(ctx, actor, wants=False))


async def stop(ack: AsyncAck, body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Let them go no longer."""
    await require_owner(ctx, actor, _WHAT)
    blocks = await _stop(ctx, actor)
    await ack()
    ctx.outbox.replace_or_post(body, "Services outside", blocks)


async def _status_blocks(ctx: Context, actor: Actor, *, wants: bool) -> list[Block]:
    async with ctx.storage.read() as db:
        is_on = set(await ai_usage.agreed(db, actor.tenant_id)) >= set(ctx.services.hosts)
        now = ctx.clock()
        spent = {
            service: await ai_usage.spent(db, actor.tenant_id, service, now=now)
            for service in ("embeddings", "summary")
        }
    services = ctx.services
    lines = []
    if services.vectors:
        lines.append(f"• *{services.vectors}* for themes: every comment's words, once")
    if services.summary:
        what = "the question, themes with their counts and mean stars, and the best comments' words"
        lines.append(f"• *{services.summary}* for the digest's summary: {what}")
    if not lines:
        return [section("No service outside is set up: nothing leaves this server but to Slack.")]
    never = context_block(
        "Names, ids, groups and who rated what never go out. Everybody reads of it in *About and privacy*."
    )
    if is_on:
        sent = context_block(f"Sent this month: {sum(spent.values()):,} characters")
        row = actions(button("Stop it", action_id=STOP, value="off", style="danger"))
        return [section("*Comments go to*\n" + "\n".join(lines)), never, sent, row]
    heading = "*Before anything changes:* comments would go to" if wants else "*Nothing goes out now.* Set up are"
    row = actions(button("Let comments go there", action_id=LET_GO, value=" ".join(services.hosts), style="primary"))
    return [section(f"{heading}\n" + "\n".join(lines)), never, row]


async def _stop(ctx: Context, actor: Actor) -> list[Block]:
    await ctx.storage.transact(lambda db: ai_usage.set_ai_consent(db, actor.tenant_id, hosts=()))
    return [section(":white_check_mark: Nothing goes to services outside. What came back from them is deleted here.")]


def register(app: AsyncApp, subcommands: Subcommands) -> None:
    """Register the listeners and the subcommand."""
    app.action(LET_GO)(allow)
    app.action(STOP)(stop)
    subcommands.add(
        "outside",
        ai_command,
        form="outside [on | off]",
        does="see, allow or stop that comments go to services outside (owners)",
        for_moderators=True,
    )
