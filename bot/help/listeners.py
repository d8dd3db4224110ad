"""Bolt listeners for help: what is written to the app and is no comment, mentions of it in channels, and `help`."""

import re
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.context import Context
from bot.domain.access import list_admitted
from bot.domain.actor import Actor
from bot.domain.exchanges import list_open
from bot.domain.roles import get_role
from bot.help import blocks, blocks_data, guide
from bot.help.words import ENGLISH, RESULTS, SPANISH, read_request
from bot.slack import action_ids
from bot.slack.client import classify, describe, is_refused
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.events import process_once
from bot.slack.modals import open_modal
from bot.slack.mrkdwn import plain_words
from bot.texts import Texts, texts_for
from storage import exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange

log = structlog.get_logger()

# Codes of Slack for a place where nobody can be answered.
_NOT_THERE = {"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived", "thread_not_found"}
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")


async def answer_message(event: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Answer a greeting, a call for help or for the results, where it was written."""
    request = _request_in(event)
    async with process_once(ctx, actor, body) as claim:
        if not claim.is_ours or request is None:
            return
        what, language = request
        texts = texts_of(actor, language)
        if what == RESULTS:
            text, card = blocks.results_card(texts, await _list_begun(ctx, actor))
        else:
            text, card = blocks.help_card(texts, await list_open(ctx, actor), ctx.clock())
        await ctx.workspace(actor.tenant_id).client.chat_postMessage(
            channel=event["channel"], thread_ts=event.get("thread_ts"), text=text, blocks=card
        )


async def answer_mention(event: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Answer a mention in a channel with help that only its author sees."""
    if event.get("bot_id"):
        return
    async with process_once(ctx, actor, body) as claim:
        if not claim.is_ours:
            return
        _, language = _request_in(event) or ("", ENGLISH)
        texts = texts_of(actor, language)
        text, card = blocks.help_card(texts, await list_open(ctx, actor, event["channel"]), ctx.clock())
        try:
            await ctx.workspace(actor.tenant_id).client.chat_postEphemeral(
                channel=event["channel"],
                user=actor.slack_user_id,
                thread_ts=event.get("thread_ts"),
                text=text,
                blocks=card,
            )
        except SlackApiError as error:
            if not is_refused(error, *_NOT_THERE):
                raise
            log.info("mention_unanswered", reason=describe(classify(error)))


async def show_help(request: CommandRequest, subcommands: Subcommands) -> CommandReply:
    """`/exchange help [subcommand]`."""
    role, texts = await get_role(request.ctx, request.actor), request.actor.texts
    name = request.rest.strip()
    if not name:
        return CommandReply(*guide.overview(texts, subcommands, request.command, role))
    return CommandReply(*guide.page(texts, subcommands, name, request.command, role))


async def show_data_page(ack: AsyncAck, body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the data page in short, over the modal that leads to it."""
    await open_modal(ctx, actor, body, blocks_data.page(actor.texts))
    await ack()


async def _list_begun(ctx: Context, actor: Actor) -> list[Exchange]:
    async with ctx.storage.read() as db:
        every = await exchanges.list_all(db, actor.tenant_id)
    started = [each.as_of(ctx.clock()) for each in every if each.state != ExchangeState.DRAFT]
    started = [each for each in started if each.archived_at is None]
    return sorted(await list_admitted(ctx, actor, started), key=lambda each: not each.is_open)


def texts_of(actor: Actor, language: str) -> Texts:
    """Return the sentences to answer with: Spanish to Spanish words, else in the person's own language."""
    return texts_for(SPANISH) if language == SPANISH != actor.texts.language else actor.texts


async def is_request(event: dict[str, Any]) -> bool:
    """Say whether a message to the app asks for help or results, which is never a comment."""
    return (
        event.get("channel_type") == "im"
        and event.get("subtype") is None
        and not event.get("bot_id")
        and not event.get("files")
        and _request_in(event) is not None
    )


def _request_in(event: dict[str, Any]) -> tuple[str, str] | None:
    return read_request(plain_words(_MENTION.sub(" ", event.get("text") or "")))


def register(app: AsyncApp) -> None:
    """Register the listeners; before those that offer messages as comments."""
    app.event("message", matchers=[is_request])(answer_message)
    app.event("app_mention")(answer_mention)
    app.action(action_ids.DATA_PAGE)(show_data_page)
