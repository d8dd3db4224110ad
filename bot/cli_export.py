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
from bot.exports.bundle import NoRootError
from bot.exports.files import PUBLIC, ExportFile
from bot.exports.flow import log_export, make_public
from bot.settings import Settings, SettingsError
from storage.enums import ExchangeState, ExportForm
from storage.exchanges import Exchange
from storage.lockfile import DatabaseInUseError
from storage.session import Storage


def run(chosen: argparse.Namespace) -> int:
    """Export what the command line asks for; return the exit code. Raises SettingsError."""
    out = Path(chosen.out).absolute()
    if not out.parent.is_dir() or out.is_dir():
        msg = f"--out: {out} is a folder" if out.is_dir() else f"--out: there is no folder {out.parent}"
        raise SettingsError(msg)
    form = ExportForm(chosen.form)
    made = asyncio.run(_run(chosen.exchange, chosen.workspace, form, Settings.load()))
    _replace(out, made.data)
    for note in made.notes:
        sys.stderr.write(f"{note}\n")
    sys.stdout.write(f"{out}: {len(made.data):,} bytes\n")
    return 0


async def _run(name: str, workspace: str | None, form: ExportForm, settings: Settings) -> ExportFile:
    async with open_storage(settings) as storage:
        exchange = await find_exchange(storage, name, workspace)
        if exchange.state == ExchangeState.DRAFT:
            msg = f"{exchange.slug} is a draft: nothing of it is public yet"
            raise SettingsError(msg)
        require_secret(settings, exchange)
        async with open_context(settings, storage) as (ctx, _):
            made = await _make(ctx, exchange, form)
            await _log(ctx, storage, exchange, form)
    return made


async def _make(ctx: Context, exchange: Exchange, form: ExportForm) -> ExportFile:
    if form not in {*PUBLIC, ExportForm.BUNDLE}:
        msg = f"--as {form.value}: this version does not make it yet"
        raise SettingsError(msg)
    try:
        return await make_public(ctx, exchange, form)
    except NoRootError as error:
        raise SettingsError(str(error)) from error


async def _log(ctx: Context, storage: Storage, exchange: Exchange, form: ExportForm) -> None:
    """Write the export into the log; into a file beside a SQLite database that the running bot holds."""
    with contextlib.suppress(DatabaseInUseError):
        await log_export(ctx, exchange, form, slack_user_id=None)
        return
    line = {"exchange": exchange.slug, "form": form.value, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}
    await asyncio.to_thread(_append, Path(f"{storage.url.database}.exports.jsonl"), json.dumps(line))


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def _replace(out: Path, data: bytes) -> None:
    """Write a file whole or not at all, in the place of the one that is there."""
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
