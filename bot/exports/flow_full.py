"""Making a full export, for the operator of the server alone: with each person's pattern, in one form.

It computes with numpy, which the bot's own process does not load.
"""

import asyncio

from bot.context import Context
from bot.core.release_state import ReleaseState
from bot.domain.errors import UserError
from bot.domain.release_roots import ensure_root
from bot.domain.releases import Record, noise_of
from bot.exports.bundle import NoRootError, make_bundle
from bot.exports.files import ExportFile
from bot.exports.flow import load_document
from bot.exports.full import Counting, make_full_part, make_polis
from storage import published, releases, scores
from storage.exchanges import Exchange


async def make_full_bundle(ctx: Context, exchange: Exchange) -> ExportFile:
    """Return a bundle with each person's pattern, for the operator of the server alone.

    Raises NoRootError without a release, UserError once the exchange's key is erased.
    """
    await ensure_root(ctx, exchange)
    document, roots = await load_document(ctx, exchange)
    counting = await _load_counting(ctx, exchange)
    full = await asyncio.to_thread(make_full_part, counting, exchange.min_group_size)
    return await asyncio.to_thread(make_bundle, document, roots, full)


async def _load_counting(ctx: Context, exchange: Exchange) -> Counting:
    """Return what the figures of the last release count."""
    key = ctx.key_of(exchange)
    async with ctx.storage.read() as db:
        sealed = await releases.get_sealed(db, exchange.scope)
        live = {each.comment_id: each.number for each in await published.list_live(db, exchange.scope)}
        history = await releases.list_releases(db, exchange.scope)
        changes = await releases.list_past_scores(db, exchange.scope, live)
    if not history:
        raise NoRootError("there is no release to make a bundle of yet")
    record, last = Record.open(exchange, key, sealed), history[-1]
    changed = {each.comment_id for each in changes if each.number == last.number}
    state = ReleaseState.from_bytes(record.state)
    return Counting(
        counted=state.counted,
        published=state.published,
        comments=[live.get(each) for each in record.comments],
        is_there=[isinstance(each, int) for each in record.people],
        groups=exchange.groups,
        noise=noise_of(exchange, key, record),
        changed=frozenset(at for at, each in enumerate(record.comments) if each in changed),
        has_groups=last.has_groups,
    )


async def make_polis_export(ctx: Context, exchange: Exchange) -> ExportFile:
    """Return a Polis export, for the operator of the server alone.

    Raises UserError once the exchange's key is erased, or where fewer people rated than its smallest group has.
    """
    document, _ = await load_document(ctx, exchange)
    key = ctx.key_of(exchange)
    async with ctx.storage.read() as db:
        rows = await scores.list_live_ratings(db, exchange.scope, key.seals)
        live = await published.list_live(db, exchange.scope)
    public = {int(each["id"]) for each in document["comments"]}
    if len({each.person for each in rows if each.person >= 0}) < exchange.min_group_size:
        raise UserError("exports.few_people", n=exchange.min_group_size)
    numbers = {each.comment_id: each.number for each in live if each.number in public}
    return await asyncio.to_thread(make_polis, document, rows, numbers)
