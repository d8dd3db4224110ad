"""Making an export: everything public of the last release, in one form, with its line in the log."""

import asyncio
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.context import Context
from bot.domain.errors import UserError
from bot.domain.published_document import Document, make_document
from bot.domain.published_load import load_published
from bot.domain.release_roots import ensure_root
from bot.exports.bundle import make_bundle
from bot.exports.files import PUBLIC, ExportFile
from bot.exports.moderation import make_moderation_log
from storage import exchanges, export_log, release_roots
from storage.enums import ExportForm
from storage.exchanges import Exchange
from storage.export_log import Export
from storage.release_roots import ReleaseRoot

PAUSE = timedelta(minutes=2)
"""Time between two exports in the same form out of Slack."""

PAUSE_OF_FULL = timedelta(minutes=1)
"""Time between two full exports in the same form."""

_LISTED = 5

PURPOSE = "exporter"
"""What the id of the exporting moderator is encrypted for."""


async def load_document(ctx: Context, exchange: Exchange) -> tuple[Document, list[ReleaseRoot]]:
    """Return everything public of the last release, and the roots of all. Raises ValueError for a draft."""
    async with ctx.storage.read() as db:
        now = await exchanges.get(db, exchange.scope) or exchange
        found = await load_published(ctx, db, now)
        roots = await release_roots.list_all(db, exchange.scope)
    return await asyncio.to_thread(make_document, found, roots), roots


async def make_public(ctx: Context, exchange: Exchange, form: ExportForm) -> ExportFile:
    """Return what is public as a file, or the moderation log, which is for moderators.

    Raises ValueError for a draft, KeyError for a form that is not public, NoRootError for a bundle without a release.
    """
    if form == ExportForm.LOG:
        return await make_moderation_log(ctx, exchange)
    await ensure_root(ctx, exchange)
    document, roots = await load_document(ctx, exchange)
    if form == ExportForm.BUNDLE:
        return await asyncio.to_thread(make_bundle, document, roots)
    return await asyncio.to_thread(PUBLIC[form], document)


async def check_pause(
    ctx: Context, exchange: Exchange, form: ExportForm, *, pause: timedelta, is_full: bool = False
) -> None:
    """Raise UserError where the same was exported less than a pause ago."""
    async with ctx.storage.read() as db:
        last = await export_log.get_last_at(db, exchange.scope, form=form, is_full=is_full)
    if last is not None and (left := last + pause - ctx.clock()) > timedelta():
        raise UserError("exports.pause", form=form.value, n=max(1, math.ceil(left.total_seconds() / 60)))


@dataclass(frozen=True, slots=True)
class PastExport:
    """A line of the log. slack_user_id: "" for the server's operator, or where the key is erased."""

    form: str
    made_at: datetime
    is_full: bool
    slack_user_id: str


async def list_exports(ctx: Context, exchange: Exchange) -> list[PastExport]:
    """Return the last exports, the newest first."""
    async with ctx.storage.read() as db:
        rows = await export_log.list_last(db, exchange.scope, limit=_LISTED)
    who = [
        ctx.key_of(exchange).decrypt(PURPOSE, each.encrypted_moderator)
        if each.encrypted_moderator and exchange.has_key
        else ""
        for each in rows
    ]
    return [PastExport(each.form, each.made_at, each.is_full, name) for each, name in zip(rows, who, strict=True)]


async def log_export(
    ctx: Context, exchange: Exchange, form: ExportForm, *, slack_user_id: str | None, is_full: bool = False
) -> None:
    """Write an export into the log. slack_user_id: None for the server's operator."""
    who = None
    if slack_user_id is not None and exchange.has_key:
        who = ctx.key_of(exchange).encrypt(PURPOSE, slack_user_id)
    made_at: datetime = ctx.clock()
    async with ctx.storage.write() as db:
        await export_log.add(db, exchange.scope, Export(form, made_at, is_full, who))
