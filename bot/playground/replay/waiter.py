"""Waiting for something to appear: one listener for all, so that thousands can wait at no cost."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from bot.playground.server import PlaygroundServer
from bot.playground.state.models import ChangeEvent

Seen = TypeVar("Seen")


class Waiter:
    """Checks conditions again whenever a conversation (by its id) or a person's view (by theirs) changes.

    on_ephemeral: called with a person's id and the channel's of each ephemeral message.
    """

    def __init__(self, playground: PlaygroundServer, on_ephemeral: Callable[[str, str], None]) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._on_ephemeral = on_ephemeral
        playground.world.listeners.append(self._on_change)

    async def until(self, key: str, look: Callable[[], Seen | None], seconds: float) -> Seen | None:
        """Return the first result of `look` that is not None; None after a timeout in seconds."""
        found = look()
        if found is not None:
            return found
        changed = asyncio.Event()
        self._waiting[key].add(changed)
        try:
            async with asyncio.timeout(seconds):
                while found is None:
                    await changed.wait()
                    changed.clear()
                    found = look()
        except TimeoutError:
            return look()
        finally:
            self._waiting[key].discard(changed)
            if not self._waiting[key]:
                del self._waiting[key]
        return found

    def _on_change(self, change: ChangeEvent) -> None:
        key = change.message.channel if change.message is not None and not change.message.seen_by else change.user
        for changed in self._waiting.get(key or "", ()):
            changed.set()
        if change.kind == "ephemeral" and change.user and change.message:
            self._on_ephemeral(change.user, change.message.channel)
