"""`starling compute`: themes and scores of an exchange now, as the bot's own jobs make them."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import ClientSession

from bot import ai_providers
from bot.cli_exchange import find_exchange, open_context, open_storage, require_secret
from bot.context import Context
from bot.domain.findings import findings_of
from bot.domain.results_links import get_link
from bot.progress import doing
from bot.scores.job import ScoreRuns
from bot.settings import Settings, SettingsError
from bot.themes.runs import ThemeRuns
from bot.worker import Worker, findings_in_worker, follow_in_worker, languages_in_worker
from storage import scores, themes
from storage.enums import ExchangeState
from storage.exchanges import Exchange

_WAIT_S = 3_600.0


def run(chosen: argparse.Namespace) -> int:
    """Compute what the command line asks for; return the exit code. Raises SettingsError."""
    return asyncio.run(_run(chosen.exchange, chosen.workspace, Settings.load()))


async def _run(name: str, workspace: str | None, settings: Settings) -> int:
    async with open_storage(settings) as storage:
        exchange = await find_exchange(storage, name, workspace)
        if exchange.state == ExchangeState.DRAFT:
            msg = f"{exchange.slug} is a draft: it has no comments of people yet"
            raise SettingsError(msg)
        if not exchange.has_key:
            msg = f"the key of {exchange.slug} is erased: its figures stay as they are"
            raise SettingsError(msg)
        require_secret(settings, exchange)
        storage.lock()
        async with open_context(settings, storage) as (ctx, session), open_worker() as worker:
            with doing("Finding themes"):
                are_found = await _find_themes(ctx, worker, session, settings, exchange)
            if not are_found:
                raise SettingsError("themes could not be found; the log above says why")
            with doing("Computing scores"):
                await ScoreRuns(ctx, partial(findings_in_worker, worker)).fitted(exchange, wait=_WAIT_S)
                await ctx.outbox.drain()  # a failure is in the log
            link = await get_link(ctx, exchange)
        async with storage.read() as db:
            found = await themes.list_for(db, exchange.scope)
            made = await scores.get_run(db, exchange.scope)
            there = await scores.list_for(db, exchange.scope)
    number = made.revision if made else 0
    if coordinated := findings_of(made).coordinated:
        sys.stdout.write(f"{coordinated} people rate so much alike that moderators are warned of it in Slack.\n")
    sys.stdout.write(f"{exchange.slug}: {len(found)} themes; release {number}: {len(there)} comments have stars.\n")
    sys.stdout.write(f"Its page: {link}\n" if link else "")
    return 0


@asynccontextmanager
async def open_worker() -> AsyncIterator[Worker]:
    """Yield the process for long computations, and end it."""
    worker = Worker()
    try:
        yield worker
    finally:
        await worker.close()


async def _find_themes(
    ctx: Context, worker: Worker, session: ClientSession, settings: Settings, exchange: Exchange
) -> bool:
    follow = partial(follow_in_worker, worker, is_multilingual=settings.themes_multilingual)
    embed = ai_providers.embedder(settings, ctx, session, worker)
    runs = ThemeRuns(ctx, follow, embed=embed, languages=partial(languages_in_worker, worker))
    found = await runs.look(exchange, wait=_WAIT_S)
    return not found.missing
