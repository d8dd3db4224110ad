"""What was loaded of releases, kept while it is as it was: whatever changes in an exchange changes its mark."""

import asyncio
import gzip
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.context import Context
from bot.domain.published import Published
from bot.domain.published_load import get_mark, load_published
from bot.domain.translations import Translation, map_shown
from bot.results.page.comment_list import Index
from storage.exchanges import Exchange
from storage.session import Db

_MAX_KEPT = 16  # releases
_MAX_PAGES = 64  # of each
_MAX_BYTES = 16 * 2**20  # of the pages of each; all comments of a very large exchange have about 6 MB
_LEVEL = 5  # of gzip: half the time of 9, and 2 % more bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A page or a file as it is sent. packed: by gzip."""

    packed: bytes

    @classmethod
    def of(cls, body: str | bytes) -> "Page":
        """Return a page of these words."""
        raw = body.encode() if isinstance(body, str) else body
        return cls(gzip.compress(raw, _LEVEL, mtime=0))

    def plain(self) -> bytes:
        """Return it for a reader who cannot unpack it."""
        return gzip.decompress(self.packed)


@dataclass(frozen=True)
class Kept:
    """A release that was loaded, with its index and the pages that were written of it."""

    found: Published
    index: Index
    translations: Mapping[int, tuple[Translation, ...]] = field(default_factory=dict)  # by the comments' numbers
    pages: dict[str, Page] = field(default_factory=dict)
    rough: dict[str, Any] = field(default_factory=dict)  # of the rough look, once somebody asked for it

    def keep(self, tag: str, page: Page) -> None:
        """Keep a page, the first ones not for ever."""
        size = sum(len(each.packed) for each in self.pages.values()) + len(page.packed)
        while self.pages and (len(self.pages) >= _MAX_PAGES or size > _MAX_BYTES):
            size -= len(next(iter(self.pages.values())).packed)
            self.pages.pop(next(iter(self.pages)))
        self.pages[tag] = page


class Cache:
    """Releases in memory, the least recently read ones dropped first."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._kept: OrderedDict[tuple[int, int | None], Kept] = OrderedDict()
        self._loading: defaultdict[tuple[int, int | None], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def find(self, db: Db, exchange: Exchange, release: int | None) -> Kept | None:
        """Return what is kept of a release where it is as it was, in one short query."""
        place = (exchange.exchange_id, release)
        kept = self._kept.get(place)
        if kept is None or kept.found.mark != await get_mark(self._ctx, db, exchange, kept.found.release):
            return None
        self._kept.move_to_end(place)
        return kept

    async def get(self, exchange: Exchange, release: int | None) -> Kept:
        """Return a release of an exchange, None for the last one. Raises UnknownReleaseError.

        Of readers who come at once, one loads it.
        """
        place = (exchange.exchange_id, release)
        async with self._loading[place]:
            async with self._ctx.storage.read() as db:
                kept = await self.find(db, exchange, release)
                found = None if kept else await load_published(self._ctx, db, exchange, release)
                translated = {} if found is None else await map_shown(self._ctx, db, exchange, found)
            if found is not None:
                kept = self._kept[place] = Kept(found, await asyncio.to_thread(Index, found), translated)
        if kept is None:  # cannot be: it was found or loaded
            raise RuntimeError("a release was not kept")
        while len(self._kept) > _MAX_KEPT:
            gone, _ = self._kept.popitem(last=False)
            self._loading.pop(gone, None)
        return kept
