"""What finding themes gives to features that show them, and what a digest is handed beside: a writer and scores."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.summary import Sentence, Subject
from storage.exchanges import Exchange
from storage.themes import Theme


@dataclass(frozen=True, slots=True)
class Found:
    """Themes to show. as_of: when they were found, None when they are up to date; missing: there should be some.

    is_pending: newer ones are being found now. note: how the run came by its vectors, as in bot/domain/ai_services.py;
    "" where it had none to ask for.
    """

    themes: list[Theme]
    as_of: datetime | None = None
    missing: bool = False
    is_pending: bool = False
    note: str = ""


class Write(Protocol):
    """Writes a digest's summary by a service that the host set up."""

    def __call__(
        self, exchange: Exchange, subjects: Sequence[Subject], numbers: Mapping[int, int]
    ) -> Awaitable[tuple[tuple[Sentence, ...], str]]:
        """Return sentences that were checked, none where there are none, and what happened. numbers: by comment id."""


async def no_writer(
    exchange: Exchange, subjects: Sequence[Subject], numbers: Mapping[int, int]
) -> tuple[tuple[Sentence, ...], str]:
    """Do without."""
    _ = (exchange, subjects, numbers)
    return (), ""


Score = Callable[[Exchange], Awaitable[None]]
"""Makes the release of figures that is due, within a few seconds or not at all."""


async def no_scores(exchange: Exchange) -> None:
    """Do without."""
    _ = exchange
