"""Themes that people may choose to rate first: those with names of the last release, remembered for some minutes.

Who chose which lies in their own sealed record and nowhere else (storage/participant_record.py). Here are public facts
alone: names, and which comments are in them. A star asks nothing more of the database for them.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.tools import ClockTools, OutboxTools, StorageTools
from storage import released_themes
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.released_themes import NamedTheme
from storage.scope import ExchangeScope

_EVERY = timedelta(minutes=10)
_MOST = 100  # exchanges


@dataclass(frozen=True, slots=True)
class _Known:
    at: datetime
    themes: tuple[NamedTheme, ...]


class FirstThemes:
    """Remembers the themes of exchanges; each process has its own."""

    def __init__(self) -> None:
        self._known: OrderedDict[ExchangeScope, _Known] = OrderedDict()
        self._loading: set[ExchangeScope] = set()

    def get(self, exchange: Exchange) -> tuple[NamedTheme, ...]:
        """Return the themes as far as they are remembered, the largest first; none where nothing is yet."""
        known = self._known.get(exchange.scope)
        return known.themes if known else ()

    def choose(self, exchange: Exchange, numbers: Sequence[int]) -> list[NamedTheme]:
        """Return those themes of these numbers that there are."""
        return [each for each in self.get(exchange) if each.number in numbers]

    def wanted_by(self, exchange: Exchange, person: Participant) -> frozenset[int]:
        """Return the ids of the comments that somebody chose to rate first, by their themes."""
        if not person.first_themes:
            return frozenset()
        chosen = [each.comments for each in self.choose(exchange, person.first_themes)]
        return chosen[0] if len(chosen) == 1 else frozenset().union(*chosen)

    async def load(self, ctx: "ThemeTools", exchange: Exchange) -> tuple[NamedTheme, ...]:
        """Return the themes, read again where that was some minutes ago."""
        now = ctx.clock()
        if self._is_old(exchange, now):
            async with ctx.storage.read() as db:
                found = await released_themes.list_named(db, exchange.scope)
            self._known[exchange.scope] = _Known(now, tuple(found))
            self._known.move_to_end(exchange.scope)
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return self.get(exchange)

    def refresh(self, ctx: "ThemeTools", exchange: Exchange, *, is_needed: bool) -> None:
        """Read them again soon where they are old; where nothing is remembered, only if that is needed."""
        scope = exchange.scope
        if not (is_needed or scope in self._known) or scope in self._loading:
            return
        if not self._is_old(exchange, ctx.clock()):
            return
        self._loading.add(scope)
        ctx.outbox.spawn(self._load(ctx, exchange), "themes")

    async def _load(self, ctx: "ThemeTools", exchange: Exchange) -> None:
        try:
            await self.load(ctx, exchange)
        finally:
            self._loading.discard(exchange.scope)

    def _is_old(self, exchange: Exchange, now: datetime) -> bool:
        known = self._known.get(exchange.scope)
        return known is None or not timedelta() <= now - known.at < _EVERY


class ThemeTools(StorageTools, ClockTools, OutboxTools, Protocol):
    """What it takes to remember themes."""
