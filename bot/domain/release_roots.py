"""Roots of releases as they are kept: made once for each release, as soon as it is there."""

import asyncio
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.people_counts import PeopleTools
from bot.domain.published import Checkpoint, Published
from bot.domain.published_document import make_document
from bot.domain.published_load import load_published
from bot.domain.released_figures import hash_leaves, leaf_of, list_figures, root_of
from bot.domain.tools import StorageTools
from storage import exchanges, release_roots
from storage.exchanges import Exchange
from storage.release_roots import ReleaseRoot
from storage.session import Db


class RootTools(StorageTools, PeopleTools, Protocol):
    """What it takes to make a root."""


def made_on(checkpoint: Checkpoint, zone: str) -> str:
    """Return the day of a release in the exchange's zone, as its root says it."""
    return checkpoint.made_at.astimezone(ZoneInfo(zone)).date().isoformat()


async def ensure_root(ctx: RootTools, exchange: Exchange) -> str:
    """Return the root of the last release, made now where there is none yet; "" before the first release."""
    async with ctx.storage.read() as db:
        there = await release_roots.list_all(db, exchange.scope)
        found = await load_published(ctx, db, await _now(db, exchange))
    if found.release is None:
        return ""
    if there and there[-1].number == found.release.number:
        return there[-1].root
    before = there[-1].root if there else ""
    new = await asyncio.to_thread(make_root, found, found.release, before)
    async with ctx.storage.write() as db:
        await release_roots.save(db, exchange.scope, new)
        there = await release_roots.list_all(db, exchange.scope)
    return there[-1].root


async def _now(db: Db, exchange: Exchange) -> Exchange:
    return await exchanges.get(db, exchange.scope) or exchange


def make_root(found: Published, release: Checkpoint, before: str) -> ReleaseRoot:
    """Return the root of a release that follows another. before: its root, "" for none."""
    leaves = sorted(leaf_of(each) for each in list_figures(make_document(found)))
    over = hash_leaves(leaves)
    root = root_of(release.number, made_on(release, found.about.zone), before, over)
    return ReleaseRoot(release.number, over, root, bytes.fromhex("".join(leaves)))
