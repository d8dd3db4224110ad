"""Bolt listeners for exports: `/exchange export` sends a public form into the moderator's direct messages."""

import structlog

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.resolve import resolve_exchange
from bot.exports import blocks
from bot.exports.bundle import NoRootError
from bot.exports.flow import PAUSE, check_pause, list_exports, log_export, make_public
from bot.slack.client import CALL_ERRORS, classify, describe
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.uploads import UploadError, upload_file
from storage.enums import ExchangeState, ExportForm
from storage.exchanges import Exchange

log = structlog.get_logger()

FORMS = (ExportForm.XLSX, ExportForm.CSV, ExportForm.JSON, ExportForm.BUNDLE, ExportForm.LOG)
"""What moderators may take away; the first one where none is named."""


async def export_command(request: CommandRequest) -> CommandReply:
    """`/exchange export [exchange] [--as=xlsx|csv|json|bundle|log]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else parsed.text
    form = _form(str(parsed.flags.get("as") or FORMS[0]))
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    if exchange.state == ExchangeState.DRAFT:
        raise UserError("exports.draft")
    await check_pause(ctx, exchange, form, pause=PAUSE)
    before = await list_exports(ctx, exchange)
    ctx.outbox.spawn(_send(ctx, actor, exchange, form), "export")
    return CommandReply(*blocks.on_its_way(actor.texts, exchange, form, before))


def _form(written: str) -> ExportForm:
    if written.casefold() not in FORMS:
        raise UserError("exports.unknown_form", forms=", ".join(each.value for each in FORMS))
    return ExportForm(written.casefold())


async def _send(ctx: Context, actor: Actor, exchange: Exchange, form: ExportForm) -> None:
    """Make the file, log it and send it: no file leaves without its line in the log."""
    web, texts = ctx.workspace(actor.tenant_id).client, actor.texts
    try:
        made = await make_public(ctx, exchange, form)
    except NoRootError:
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, *blocks.no_release(texts, exchange))
        return
    await log_export(ctx, exchange, form, slack_user_id=actor.slack_user_id)
    try:
        text, parts = blocks.file_message(texts, exchange, form)
        posted = await web.chat_postMessage(channel=actor.slack_user_id, text=text, blocks=parts)
        name = f"{exchange.slug}.{made.ending}"
        channel_id = str(posted["channel"])
        await upload_file(web, made.data, file_name=name, title=name, channel_id=channel_id)
    except (*CALL_ERRORS, UploadError) as error:
        reason = str(error) if isinstance(error, UploadError) else describe(classify(error))
        log.warning("export_not_sent", exchange_id=exchange.exchange_id, form=form.value, reason=reason)
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, *blocks.not_sent(texts, exchange))
