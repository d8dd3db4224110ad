"""Slack's doors into hosting: the verbs of moderators, their cards, the announcement's menu, the invitation."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.core.command_words import subcommand_of
from bot.domain.access import OutsideError, not_open_error
from bot.domain.actor import Actor
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.resolve import list_visible
from bot.domain.roles import get_role, moderators_text, require_moderator
from bot.exchanges import (
    actions,
    blocks,
    blocks_about,
    blocks_draft,
    blocks_status,
    flow,
    guide,
    listeners_form,
    reply_target,
    resolve,
)
from bot.exchanges.actions import Card, Tell
from bot.exchanges.parse_draft import moment
from bot.slack import action_ids
from bot.slack.blocks import section
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.errors import KindError
from bot.slack.middleware import get_actor
from bot.slack.modals import open_modal
from storage import tenants

_COMMAND = "/exchange"  # where a click does not tell how the manifest names it
_WHAT = "run exchanges"


def register(app: AsyncApp, ctx: Context, verbs: Subcommands) -> None:
    """Hang this room's listeners on the app."""
    listeners_form.register(app, ctx, verbs)

    def verb_of(verb: str) -> Callable[[CommandRequest], Awaitable[CommandReply]]:
        async def asked_for(asked: CommandRequest) -> CommandReply:
            """Do it to the exchange that is meant; where that is not clear, let the person choose."""
            order = resolve.parse_command(verb, asked)
            found = await resolve.resolve_exchanges(ctx, asked, verb, order.ref)
            if len(found) == 1:
                card = await actions.act(
                    ctx,
                    asked.actor,
                    verb,
                    found[0].exchange_id,
                    order.text,
                    command=asked.command,
                    tell=whisper(asked.response_url),
                )
                return CommandReply(*card)
            if verb == "status":
                return CommandReply(*blocks_status.overview(found, asked.command))
            return CommandReply(*blocks_status.picker(found, verb, order.text[:100]))

        return asked_for

    async def help_verb(asked: CommandRequest) -> CommandReply:
        """`/exchange help [verb]`."""
        is_moderator = await get_role(ctx, asked.actor) is not None
        name = subcommand_of(asked.rest) or asked.rest.strip().lower()
        if name:
            there = {verb.name: verb for verb in verbs.all}
            return CommandReply(*guide.one(there, name, asked.command, is_moderator=is_moderator))
        return CommandReply(*guide.overview(verbs.all, asked.command, is_moderator=is_moderator))

    def later_verb(verb: str) -> Callable[[CommandRequest], Awaitable[CommandReply]]:
        async def asked_for(asked: CommandRequest) -> CommandReply:
            return CommandReply(guide.later_line(verb, asked.command))

        return asked_for

    async def moderator_pressed(body: dict[str, Any], context: AsyncBoltContext) -> tuple[Actor, int]:
        """Return who pressed and the exchange of the button. Raises KindError for who is no moderator."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        return actor, parse_exchange_id(body["actions"][0].get("value"))

    async def picked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Do what was asked to the exchange that was chosen."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        action = body["actions"][0]
        _, verb, text = [*str(action["block_id"]).split("|", 2), "", ""][:3]
        if verb not in resolve.STATES:
            raise KindError("I cannot read this menu any more. Please write the command again.")
        exchange_id = parse_exchange_id((action.get("selected_option") or {}).get("value"))
        card = await actions.act(ctx, actor, verb, exchange_id, text, command=_COMMAND, tell=back_to(body))
        await shown(ack, body, card)

    async def open_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open a draft."""
        actor, exchange_id = await moderator_pressed(body, context)
        await shown(ack, body, await actions.opened(ctx, actor, exchange_id, tell=back_to(body)))

    async def delete_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Delete a draft."""
        actor, exchange_id = await moderator_pressed(body, context)
        gone = await flow.delete_draft(ctx, actor, exchange_id)
        await shown(ack, body, actions.line(f":wastebasket: The draft `{gone.slug}` is deleted."))

    async def close_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Close an exchange."""
        actor, exchange_id = await moderator_pressed(body, context)
        await shown(ack, body, await actions.close(ctx, actor, exchange_id, tell=back_to(body)))

    async def reopen_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open a closed exchange again."""
        actor, exchange_id = await moderator_pressed(body, context)
        await shown(ack, body, await actions.reopen(ctx, actor, exchange_id, tell=back_to(body)))

    async def earlier_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Bring the close date forward, as was asked and confirmed."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        exchange_id, _, dates = str(body["actions"][0].get("value") or "").partition("|")
        closes_at, _, was = dates.partition("|")
        new, old = moment(parse_exchange_id(closes_at)), parse_exchange_id(was)
        if new is None:
            raise KindError("I cannot read that button. Please write the command again.")
        card = await actions.closes_earlier(ctx, actor, parse_exchange_id(exchange_id), new, old)
        await shown(ack, body, card)

    async def as_it_was_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Leave the close date."""
        await require_moderator(ctx, get_actor(context), _WHAT)
        await shown(ack, body, actions.line("Nothing was changed."))

    async def status_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Show how an exchange stands."""
        actor, exchange_id = await moderator_pressed(body, context)
        await shown(ack, body, await actions.status(ctx, actor, exchange_id, _COMMAND))

    async def alike_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Leave accounts that rate alike out of the scores, or count them again."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, "leave accounts out")
        exchange_id, _, is_out = str(body["actions"][0].get("value") or "").partition("|")
        if is_out not in {"0", "1"}:
            raise KindError("I cannot read that button. Please write the command again.")
        await flow.set_excludes_coordinated(ctx, actor, parse_exchange_id(exchange_id), is_out=is_out == "1")
        await shown(ack, body, await actions.status(ctx, actor, parse_exchange_id(exchange_id), _COMMAND))

    async def more_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open what was chosen behind the announcement's menu."""
        what, _, value = ((body["actions"][0].get("selected_option") or {}).get("value") or "").partition("|")
        if what != blocks.ABOUT:
            raise KindError("I cannot read this menu. Please use the newest announcement.")
        await about(ack, body, context, value)

    async def about_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open about and privacy of an exchange."""
        await about(ack, body, context, body["actions"][0].get("value"))

    async def about(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, value: str | None) -> None:
        actor = get_actor(context)
        async with ctx.storage.read() as db:
            exchange = await get_exchange(db, actor.tenant_id, parse_exchange_id(value))
        if exchange.state == "draft" and await get_role(ctx, actor) is None:
            raise not_open_error(exchange)
        if not await list_visible(ctx, actor, [exchange]):
            raise OutsideError
        moderators = await moderators_text(ctx, actor.tenant_id, actor.texts)
        await open_modal(ctx, body, blocks_about.about_modal(actor.texts, exchange, moderators, _COMMAND))
        await ack()

    async def not_for_me(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Send this person nothing any more that they did not ask for."""
        actor = get_actor(context)
        here = (actor.tenant_id, actor.slack_user_id)
        await ctx.storage.transact(lambda db: tenants.save_person(db, *here, is_quiet=True))
        await ack()
        ctx.changes.send(actor)
        text = actor.texts("announcement.no_more")
        ctx.outbox.replace_message(body["response_url"], text, [section(text)])

    async def shown(ack: AsyncAck, body: dict[str, Any], card: Card) -> None:
        await reply_target.show_card(ctx, body, *card)
        await ack()

    def whisper(response_url: str) -> Tell:
        return lambda text: ctx.outbox.send_ephemeral(response_url, text)

    def back_to(body: dict[str, Any]) -> Tell:
        """Return how to tell who clicked what comes later."""
        url, slack_user_id = body.get("response_url"), body["user"]["id"]
        return lambda text: (
            ctx.outbox.send_ephemeral(url, text) if url else ctx.outbox.post_message(slack_user_id, text)
        )

    app.action(blocks_status.PICK)(picked)
    app.action(blocks_draft.OPEN)(open_pressed)
    app.action(blocks_draft.DELETE)(delete_pressed)
    app.action(blocks_status.CLOSE)(close_pressed)
    app.action(blocks_status.REOPEN)(reopen_pressed)
    app.action(blocks_status.EARLIER)(earlier_pressed)
    app.action(blocks_status.AS_IT_WAS)(as_it_was_pressed)
    app.action(blocks_status.ALIKE)(alike_pressed)
    app.action(action_ids.HOST_STATUS)(status_pressed)
    app.action(blocks.MORE)(more_chosen)
    app.action(action_ids.HOST_ABOUT)(about_pressed)
    app.action(blocks.NOT_FOR_ME)(not_for_me)
    for verb, form, does in (
        ("open", "open [exchange] [time]", "open a draft, now or at a time"),
        ("close", "close [exchange] [time]", "close an exchange, now or at a time"),
        ("reopen", "reopen [exchange] [time]", "let a closed exchange go on"),
        ("extend", "extend [exchange] time", "set another close date"),
        ("status", "status [exchange]", "see counts, coverage, groups and dates"),
    ):
        verbs.add(verb, verb_of(verb), form=form, does=does, for_moderators=True)
    verbs.add("help", help_verb, form="help [verb]", does="see what I understand, and examples")
    for verb, does in guide.LATER.items():
        verbs.add(verb, later_verb(verb), form=verb, does=does, for_moderators=True)
