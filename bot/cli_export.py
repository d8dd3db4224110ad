"""`starling export`: what is public of an exchange as a file, or one of the operator's full forms."""

import argparse
import asyncio
import contextlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.cli_exchange import find_exchange, open_context, open_storage, require_secret
from bot.context import Context
from bot.domain.errors import UserError
from bot.domain.published_load import load_published
from bot.exports.bundle import NoRootError
from bot.exports.files import ExportFile
from bot.exports.flow import (
    PAUSE_OF_FULL,
    check_pause,
    log_export,
    make_public,
)
from bot.exports.flow_full import make_full_bundle, make_polis_export
from bot.results.page.file import make_html
from bot.results.report.pdf import NoPdfError, make_pdf
from bot.settings import Settings, SettingsError
from bot.slack.errors import message_text
from bot.texts import texts_for
from storage.enums import ExchangeState, ExportForm
from storage.exchanges import Exchange
from storage.lockfile import DatabaseInUseError
from storage.session import Storage

WARNING = (
    "This file holds each person's pattern of ratings, without their names: who knows a few of a person's stars can "
    "find their row. Keep it on the server, and give it to nobody who knows these people."
)

LEFT_OUT = "the PDF's fonts lack letters of these comments, and it says so in their place: "


def run(chosen: argparse.Namespace) -> int:
    """Export what the command line asks for; return the exit code. Raises SettingsError."""
    out = Path(chosen.out).absolute()
    if not out.parent.is_dir() or out.is_dir():
        msg = f"--out: {out} is a folder" if out.is_dir() else f"--out: there is no folder {out.parent}"
        raise SettingsError(msg)
    form = ExportForm(chosen.form)
    if chosen.full and form != ExportForm.BUNDLE:
        raise SettingsError("--full belongs to --as bundle")
    is_full = chosen.full or form == ExportForm.POLIS
    if is_full and not _is_confirmed(is_sure=chosen.yes):
        raise SettingsError("nothing was exported: confirm the warning with --yes")
    made = asyncio.run(_run(chosen.exchange, chosen.workspace, form, Settings.load(), is_full=is_full))
    _replace(out, made.data, mode=0o600 if is_full else 0o644)
    for note in made.notes:
        sys.stderr.write(f"{note}\n")
    sys.stdout.write(f"{out}: {len(made.data):,} bytes\n")
    return 0


def _is_confirmed(*, is_sure: bool) -> bool:
    """Show the warning; ask at a terminal, unless the command line has the answer."""
    sys.stderr.write(f"{WARNING}\n")
    if is_sure or not sys.stdin.isatty():
        return is_sure
    sys.stderr.write("Export it all the same? Write yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() == "yes"


async def _run(name: str, workspace: str | None, form: ExportForm, settings: Settings, *, is_full: bool) -> ExportFile:
    async with open_storage(settings) as storage:
        exchange = await find_exchange(storage, name, workspace)
        if exchange.state == ExchangeState.DRAFT:
            msg = f"{exchange.slug} is a draft: nothing of it is public yet"
            raise SettingsError(msg)
        require_secret(settings, exchange)
        async with open_context(settings, storage) as (ctx, _):
            try:
                made = await (_make_full if is_full else _make)(ctx, exchange, form)
            except NoRootError as error:
                raise SettingsError(str(error)) from error
            except UserError as error:
                raise SettingsError(message_text(texts_for("en"), error)) from error
            if not is_full:
                await write_log(ctx, storage, exchange, form)
    return made


async def _make(ctx: Context, exchange: Exchange, form: ExportForm) -> ExportFile:
    if form not in {ExportForm.HTML, ExportForm.PDF}:
        return await make_public(ctx, exchange, form)
    async with ctx.storage.read() as db:
        found = await load_published(ctx, db, exchange)
    if form == ExportForm.HTML:
        html = await asyncio.to_thread(make_html, found, exchange.language)
        return ExportFile(html.encode(), "html")
    try:
        pdf, left_out = await asyncio.to_thread(make_pdf, found, exchange.language)
    except NoPdfError as error:
        raise SettingsError(str(error)) from error
    return ExportFile(pdf, "pdf", [LEFT_OUT + ", ".join(f"#{each}" for each in left_out)] if left_out else [])


async def _make_full(ctx: Context, exchange: Exchange, form: ExportForm) -> ExportFile:
    """Make a full form, once it is in the log: no file without its line."""
    await check_pause(ctx, exchange, form, pause=PAUSE_OF_FULL, is_full=True)
    make = make_polis_export if form == ExportForm.POLIS else make_full_bundle
    made = await make(ctx, exchange)
    await log_export(ctx, exchange, form, slack_user_id=None, is_full=True)
    return made


async def write_log(ctx: Context, storage: Storage, exchange: Exchange, form: ExportForm) -> None:
    """Write the export into the log; into a file beside a SQLite database that the running bot holds."""
    with contextlib.suppress(DatabaseInUseError):
        await log_export(ctx, exchange, form, slack_user_id=None)
        return
    line = {"exchange": exchange.slug, "form": form.value, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}
    await asyncio.to_thread(_append, Path(f"{storage.url.database}.exports.jsonl"), json.dumps(line))


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def _replace(out: Path, data: bytes, *, mode: int) -> None:
    """Write a file whole or not at all, in the place of the one that is there."""
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        part.touch(mode)
        part.write_bytes(data)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
