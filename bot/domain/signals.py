"""Change signal: flows send it when something that Home shows of a person changed, and Home is drawn again."""

from collections.abc import Callable

from bot.domain.actor import Actor


class ChangeSignal:
    """Calls its receivers after each committed change of something that Home shows of a person.

    Flows send it, not listeners, so that every way to them counts: form, command, message and card.
    """

    def __init__(self) -> None:
        self._receivers: list[Callable[[Actor], None]] = []

    def connect(self, receiver: Callable[[Actor], None]) -> None:
        """Call this function at every change from now on."""
        self._receivers.append(receiver)

    def send(self, actor: Actor) -> None:
        """Call the receivers: something of this person changed."""
        for receiver in self._receivers:
            receiver(actor)
