"""Eyes: what people wait to see. One listener for all, so that thousands wait at no cost."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from bot.playground.server import PlaygroundServer
from bot.playground.state.models import ChangeEvent

Seen = TypeVar("Seen")


class Waiter:
    """Looks again whenever something changed in a conversation (by its id) or before a person (by theirs).

    whispered: called with a person's id and the channel's when something was shown there to nobody but them.
    """

    def __init__(self, playground: PlaygroundServer, whispered: Callable[[str, str], None]) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._whispered = whispered
        playground.world.listeners.append(self._told)

    async def until(self, place: str, look: Callable[[], Seen | None], seconds: float) -> Seen | None:
        """Return what `look` finds, as soon as it finds something; None after so many seconds."""
        found = look()
        if found is not None:
            return found
        changed = asyncio.Event()
        self._waiting[place].add(changed)
        try:
            async with asyncio.timeout(seconds):
                while found is None:
                    await changed.wait()
                    changed.clear()
                    found = look()
        except TimeoutError:
            return look()
        finally:
            self._waiting[place].discard(changed)
            if not self._waiting[place]:
                del self._waiting[place]
        return found

    def _told(self, news: ChangeEvent) -> None:
        place = news.message.channel if news.message is not None and not news.message.seen_by else news.user
        for changed in self._waiting.get(place or "", ()):
            changed.set()
        if news.kind == "ephemeral" and news.user and news.message:
            self._whispered(news.user, news.message.channel)
