"""The link to the page with results, for moderators: shown, replaced by a new one, switched off and on again."""

from bot.domain.errors import UserError
from bot.domain.resolve import resolve_exchange
from bot.domain.results_links import get_link, has_page, replace_link, revoke_links
from bot.slack.blocks import section
from bot.slack.commands import CommandReply, CommandRequest
from storage.enums import ResultsPage


async def link_command(request: CommandRequest) -> CommandReply:
    """`/exchange link [exchange] [--new] [--off]`: revoked links stop working at once."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else parsed.text
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    if not ctx.base_url:
        raise UserError("results.link_no_address")
    if exchange.results_page != ResultsPage.LINK:
        raise UserError("results.link_not_chosen")
    if "off" in parsed.flags:
        async with ctx.storage.write() as db:
            await revoke_links(db, exchange)
        return _say(actor.texts("results.link_off"))
    if "new" in parsed.flags:
        async with ctx.storage.write() as db:
            await replace_link(ctx, db, exchange)
    if not has_page(exchange, ctx.clock()):
        return _say(actor.texts("results.link_not_yet"))
    link = await get_link(ctx, exchange)
    return _say(actor.texts("results.link_is", link=link) if link else actor.texts("results.link_off"))


def _say(text: str) -> CommandReply:
    return CommandReply(text, [section(text)])
