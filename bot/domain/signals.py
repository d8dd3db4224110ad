"""Changes of what is a person's own: the flows that change it say so here, and Home is drawn again."""

from collections.abc import Callable

from bot.domain.actor import Actor


class Changes:
    """Tells whoever listens that something that Home shows of a person changed.

    The flows tell it, once the change is committed, so that no way to them is left out: form, command, message, card.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[Actor], None]] = []

    def listen(self, listener: Callable[[Actor], None]) -> None:
        """Hear of every change from now on."""
        self._listeners.append(listener)

    def tell(self, actor: Actor) -> None:
        """Say that something of this person changed."""
        for listener in self._listeners:
            listener(actor)
