"""Where a digest gets its themes: what `bot/app.py` hands over, since features do not import each other."""

from datetime import datetime
from typing import Protocol

from bot.domain.found_themes import Found
from storage.exchanges import Exchange


class ThemeSource(Protocol):
    """Finds themes."""

    @property
    def running(self) -> frozenset[int]:
        """The exchanges whose themes are being found now."""

    async def look(self, exchange: Exchange, *, since: datetime | None = None, wait: float | None = None) -> Found:
        """Return the themes of an exchange. since: themes found after it will do; wait: seconds at most."""
