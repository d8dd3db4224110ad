"""A person's part in an exchange changed: rooms say so here, and who shows it draws it anew."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.slack.speaker import Speaker


class Changes:
    """Tells whoever listens that somebody shared, reworded, withdrew or chose a group."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Speaker], None]] = []

    def listen(self, listener: Callable[["Speaker"], None]) -> None:
        """Hear of every change from now on."""
        self._listeners.append(listener)

    def tell(self, speaker: "Speaker") -> None:
        """Say that something of this person changed."""
        for listener in self._listeners:
            listener(speaker)
