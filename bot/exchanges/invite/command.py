"""`/exchange invite`: by user group, by mention, by e-mail address; without anybody it opens the form."""

from bot.domain.errors import UserError
from bot.exchanges import blocks_lists, resolve
from bot.exchanges.invite import blocks, flow
from bot.exchanges.invite import pending as pendings
from bot.slack.blocks import section
from bot.slack.commands import CommandReply, CommandRequest, reply_later
from bot.slack.deadlines import within
from bot.slack.modals import open_modal
from bot.slack.people_lookup import Written, look_up, read_people
from storage.exchanges import Exchange

_SECONDS = 1.5  # of the 3 s in which a command is answered


async def invite_command(request: CommandRequest) -> CommandReply | None:
    """`/exchange invite [exchange] [@group @name address …] [--off]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    found = await resolve.resolve_exchanges(request, parsed.ref)
    if len(found) > 1:
        return CommandReply(*blocks_lists.overview(actor.texts, found, request.command))
    exchange = await flow.get_inviting(ctx, actor, found[0].exchange_id)
    if "off" in parsed.flags:
        if parsed.text:
            raise UserError("invite.off_alone")
        await flow.clear(ctx, exchange)
        return CommandReply(actor.texts("invite.cleared"))
    written = read_people("\n".join(parsed.args))
    if written.is_empty:
        groups, listed = await flow.fetch_groups(ctx, actor), await flow.fetch_listed(ctx, exchange)
        asked = {"trigger_id": request.trigger_id, "response_url": request.response_url}
        await open_modal(ctx, actor, asked, blocks.form(actor.texts, exchange, groups, listed=listed))
        return None
    try:
        async with within(_SECONDS):
            return await _answer(request, exchange, written)
    except TimeoutError:
        answer = _answer(request, exchange, written)
        ctx.outbox.spawn(reply_later(request, answer, failed=actor.texts("invite.failed")), "invite")
        return CommandReply(actor.texts("invite.looking"))


async def _answer(request: CommandRequest, exchange: Exchange, written: Written) -> CommandReply:
    ctx, actor = request.ctx, request.actor
    found = await look_up(ctx.workspace(actor.tenant_id).client, written)
    if not (found.is_whole or found.people or found.groups):  # there is nothing yet to keep until the rest is right
        missing = (*found.unknown, *found.unclear, *found.left)
        text = f"{blocks.missing_text(actor.texts, missing)}\n{actor.texts('invite.nothing_done')}"
        return CommandReply(text, [section(text)])
    pending = await pendings.keep(ctx, actor, exchange.exchange_id, found)
    if not found.is_whole:
        return CommandReply(*blocks.missing_card(actor.texts, pending))
    if not pending.people:
        raise UserError("invite.nobody")
    return CommandReply(*blocks.sure_card(actor.texts, await flow.summarise(ctx, actor, pending)))
