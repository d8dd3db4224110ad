"""Slack's doors into results: the button under every announcement and digest, and the verb."""

from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackClientError

from bot.context import Context
from bot.core import grammar
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.results import blocks, flow
from bot.results.flow import Gate, Results
from bot.slack import action_ids
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.deadlines import within
from bot.slack.middleware import get_actor
from bot.texts import Texts

log = structlog.get_logger()

_WINDOW_SECONDS = 2.0  # of the 3 s that a trigger_id lives


def register(app: AsyncApp, ctx: Context, verbs: Subcommands) -> None:
    """Hang this room's listeners on the app."""

    async def results_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the results, or say what is missing to see them."""
        actor = get_actor(context)
        found = await flow.look(ctx, actor, parse_exchange_id(body["actions"][0].get("value")))
        url = body.get("response_url")
        if isinstance(found, Gate):
            text, card = blocks.gate(actor.texts, found)
            if url:
                ctx.outbox.send_ephemeral(url, text, card)
            else:
                ctx.outbox.post_message(actor.slack_user_id, text, card)
        elif not await opened(
            actor.texts, body["trigger_id"], found, over=(body.get("view") or {}).get("type") == "modal"
        ):
            if url:
                ctx.outbox.send_ephemeral(
                    url,
                    actor.texts("results.modal.title"),
                    blocks.message(actor.texts, found),
                    otherwise=blocks.message(actor.texts, found, with_chart=False),
                )
            else:
                card = blocks.message(actor.texts, found, with_chart=False)
                ctx.outbox.post_message(actor.slack_user_id, actor.texts("results.modal.title"), card)
        await ack()

    async def results_verb(asked: CommandRequest) -> CommandReply | None:
        """`/exchange results [exchange] [--group=…]`."""
        order = grammar.parse(f"results {asked.rest}", asked.actor.locale)
        if set(order.flags) - {"group"}:
            raise UserError("results.flags")
        group = str(order.flags.get("group") or "")
        slug = order.ref.slug if order.ref else order.text
        exchange = await resolve_exchange(ctx, asked.actor, slug, asked.channel_id, command=asked.command)
        found = await flow.look(ctx, asked.actor, exchange.exchange_id, group=group)
        if isinstance(found, Gate):
            return CommandReply(*blocks.gate(asked.actor.texts, found))
        if await opened(asked.actor.texts, asked.trigger_id, found, over=False):
            return None
        card = blocks.message(asked.actor.texts, found, with_chart=False)
        return CommandReply(asked.actor.texts("results.modal.title"), card)

    async def opened(texts: Texts, trigger_id: str, found: Results, *, over: bool) -> bool:
        """Say whether the window opened. over: upon the modal that was clicked in."""
        opening = ctx.web.views_push if over else ctx.web.views_open
        try:
            async with within(_WINDOW_SECONDS):
                await opening(trigger_id=trigger_id, view=blocks.window(texts, found))
        except (SlackClientError, ClientError, TimeoutError, OSError) as error:
            log.info("window_not_opened", what="results", error=type(error).__name__)
            return False
        return True

    app.action(action_ids.HOST_RESULTS)(results_pressed)
    verbs.add(
        "results",
        results_verb,
        form="results [exchange] [--group=…]",
    )
