"""Bolt listeners for results: the button under every announcement and digest, and `/exchange results`."""

import asyncio
from functools import partial
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.charts.png import to_png
from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.domain.results_gate import Gate
from bot.results import blocks, blocks_inside, blocks_sheet, flow, link_command
from bot.results.inside import look_inside
from bot.results.sheet import Sheet, load_sheet
from bot.slack import action_ids
from bot.slack.client import BLOCK_REFUSALS, CALL_ERRORS, classify, describe, is_refused
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import is_in_modal, try_modal
from bot.slack.uploads import PICTURE_WAITS, UploadError, upload_picture

log = structlog.get_logger()


async def open_results(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the results, or say what is missing to see them."""
    found = await flow.look(ctx, actor, parse_exchange_id(action.get("value")))
    url, title = body.get("response_url"), actor.texts("results.modal.title")
    if isinstance(found, Gate):
        ctx.outbox.send_privately(actor, url, *blocks.gate(actor.texts, found))
    elif not await try_modal(
        ctx, actor, body["trigger_id"], blocks.window(actor.texts, found), is_over=is_in_modal(body)
    ):
        ctx.outbox.send_privately(actor, url, title, blocks.message(actor.texts, found))
    await ack()


async def open_theme(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Show the sub-themes of a theme over the results, from where closing them leads back."""
    exchange_id, number = blocks_inside.parse_inside(str((action.get("selected_option") or {}).get("value") or ""))
    found = await look_inside(ctx, actor, exchange_id, number)
    url, is_over = body.get("response_url"), is_in_modal(body)
    if isinstance(found, Gate):
        ctx.outbox.send_privately(actor, url, *blocks.gate(actor.texts, found))
    elif not await try_modal(
        ctx, actor, body["trigger_id"], blocks_inside.window(actor.texts, found, is_over=is_over), is_over=is_over
    ):
        title = actor.texts("results.inside.title")
        ctx.outbox.send_privately(actor, url, title, blocks_inside.message(actor.texts, found))
    await ack()


async def send_sheet(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Send the chart of themes and the highest comments as a table, as a private message, and say so."""
    found = await load_sheet(ctx, actor, parse_exchange_id(action.get("value")))
    if isinstance(found, Gate):
        ctx.outbox.send_privately(actor, body.get("response_url"), *blocks.gate(actor.texts, found))
    else:
        ctx.outbox.spawn(_send_sheet(ctx, actor, found), "results")
        if is_in_modal(body):
            await try_modal(ctx, actor, body["trigger_id"], blocks_sheet.sent_window(actor.texts), is_over=True)
    await ack()


async def _send_sheet(ctx: Context, actor: Actor, sheet: Sheet) -> None:
    """Send it with the picture and the table, and without what Slack does not take."""
    web, texts = ctx.workspace(actor.tenant_id).client, actor.texts
    drawn = blocks_sheet.picture(texts, sheet)
    file_id = await _upload(web, drawn[0], texts("results.themes")) if drawn else None
    waits = [*PICTURE_WAITS] if file_id else []
    has_table = True
    while True:
        alt = drawn[1] if drawn else ""
        text, parts = blocks_sheet.message(texts, sheet, file_id=file_id, alt=alt, has_table=has_table)
        try:
            await ctx.outbox.patiently(
                partial(web.chat_postMessage, channel=actor.slack_user_id, text=text, blocks=parts, unfurl_links=False)
            )
        except SlackApiError as error:
            if not is_refused(error, *BLOCK_REFUSALS):
                raise
            if waits:  # Slack has not looked at the picture yet
                await asyncio.sleep(waits.pop(0))
            elif file_id:
                file_id = None
            elif has_table:
                has_table = False
            else:
                raise
        else:
            return


async def _upload(web: AsyncWebClient, svg: str, title: str) -> str | None:
    """Return the file id of the chart, None where Slack takes no file."""
    try:
        return await upload_picture(web, await asyncio.to_thread(to_png, svg), file_name="themes.png", title=title)
    except (*CALL_ERRORS, UploadError) as error:
        reason = str(error) if isinstance(error, UploadError) else describe(classify(error))
        log.warning("results_chart_not_uploaded", reason=reason)
        return None


async def results_command(request: CommandRequest) -> CommandReply | None:
    """`/exchange results [exchange] [--group=…]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else parsed.text
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    found = await flow.look(ctx, actor, exchange.exchange_id, group=str(parsed.flags.get("group") or ""))
    if isinstance(found, Gate):
        return CommandReply(*blocks.gate(actor.texts, found))
    if await try_modal(ctx, actor, request.trigger_id, blocks.window(actor.texts, found)):
        return None
    return CommandReply(actor.texts("results.modal.title"), blocks.message(actor.texts, found))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(action_ids.EXCHANGE_RESULTS)(open_results)
    app.action(action_ids.RESULTS_BEFORE)(open_results)
    app.action(action_ids.RESULTS_NEXT)(open_results)
    app.action(blocks_inside.INSIDE)(open_theme)
    app.action(link_command.NEW)(link_command.make_new_link)
    app.action(link_command.OFF)(link_command.switch_off)
    app.action(action_ids.RESULTS_SHEET)(send_sheet)
