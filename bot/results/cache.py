"""What was loaded of releases, kept while it is as it was: whatever changes in an exchange changes its mark."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from bot.context import Context
from bot.domain.published import Published
from bot.domain.published_load import get_mark, load_published
from bot.results.page.comment_list import Index
from storage.exchanges import Exchange

_MAX_KEPT = 16  # releases
_MAX_PAGES = 64  # of each


@dataclass(frozen=True)
class Kept:
    """A release that was loaded, with its index and the pages that were written of it."""

    found: Published
    index: Index
    pages: dict[str, str] = field(default_factory=dict)
    rough: dict[str, Any] = field(default_factory=dict)  # of the rough look, once somebody asked for it

    def keep(self, tag: str, html: str) -> None:
        """Keep a page, the first ones not for ever."""
        if len(self.pages) >= _MAX_PAGES:
            self.pages.pop(next(iter(self.pages)))
        self.pages[tag] = html


class Cache:
    """Releases in memory, the least recently read ones dropped first."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._kept: OrderedDict[tuple[int, int | None], Kept] = OrderedDict()

    async def get(self, exchange: Exchange, release: int | None) -> Kept:
        """Return a release of an exchange, None for the last one. Raises UnknownReleaseError."""
        place = (exchange.exchange_id, release)
        async with self._ctx.storage.read() as db:
            kept = self._kept.get(place)
            if kept is None or kept.found.mark != await get_mark(self._ctx, db, exchange):
                found = await load_published(self._ctx, db, exchange, release)
                kept = self._kept[place] = Kept(found, Index(found))
        self._kept.move_to_end(place)
        while len(self._kept) > _MAX_KEPT:
            self._kept.popitem(last=False)
        return kept
