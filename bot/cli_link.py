"""`starling link`: the address of the page with an exchange's results, for the operator of the server."""

import argparse
import asyncio
import sys

from bot.cli_exchange import find_exchange, open_context, open_storage, require_secret
from bot.context import Context
from bot.domain.errors import UserError
from bot.domain.results_links import get_link, has_page, needs_sign_in, replace_link, revoke_links
from bot.settings import Settings, SettingsError
from bot.slack.errors import message_text
from bot.texts import texts_for
from storage.enums import ResultsPage
from storage.exchanges import Exchange


def run(chosen: argparse.Namespace) -> int:
    """Show, replace or revoke what the command line asks for; return the exit code. Raises SettingsError."""
    link = asyncio.run(_run(chosen, Settings.load()))
    sys.stdout.write(f"{link}\n" if link else "the page is switched off: --new switches it on again\n")
    return 0


async def _run(chosen: argparse.Namespace, settings: Settings) -> str:
    if not settings.starling_base_url:
        raise SettingsError("STARLING_BASE_URL: set the address under which people reach this server")
    async with open_storage(settings) as storage:
        exchange = await find_exchange(storage, chosen.exchange, chosen.workspace)
        require_secret(settings, exchange)
        async with open_context(settings, storage) as (ctx, _):
            _require_page(ctx, exchange)
            if not has_page(exchange, ctx.clock()):
                msg = f"the results of {exchange.slug} show on the page after the close"
                raise SettingsError(msg)
            try:
                await _change(ctx, exchange, is_off=chosen.off, is_new=chosen.new)
                return await get_link(ctx, exchange, is_moderator=True)
            except UserError as error:
                raise SettingsError(message_text(texts_for("en"), error)) from error


async def _change(ctx: Context, exchange: Exchange, *, is_off: bool, is_new: bool) -> None:
    if is_off or is_new:
        async with ctx.storage.write() as db:
            await (revoke_links(ctx, db, exchange) if is_off else replace_link(ctx, db, exchange))


def _require_page(ctx: Context, exchange: Exchange) -> None:
    """Raise SettingsError where people read, before they took part, that results stay in Slack, or cannot sign in."""
    if needs_sign_in(exchange) and not ctx.has_sign_in:
        raise SettingsError(
            "SLACK_CLIENT_ID: the page takes a sign-in with Slack; docs/operations.md says how to set it up"
        )
    if exchange.results_page == ResultsPage.SLACK:
        msg = f"{exchange.slug} has no page: its moderators chose that results are in Slack alone"
        raise SettingsError(msg)
