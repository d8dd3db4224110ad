"""Cards that wait for their post: sent in turn by a few workers, so that what waits is an address and some bytes.

A task for each card would be 5 kB and 10 µs more. A worker begins where a card comes and fewer than MAX_CONNECTIONS are
at it, and ends when nothing waits.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.slack.card_posts import MAX_CONNECTIONS

Spawn = Callable[[Coroutine[Any, Any, None]], None]
"""Runs a worker, tracked until it is done."""


@dataclass(slots=True)
class Card:
    """What is posted to a response_url: JSON that does no harm when it is posted twice.

    is_wanted: says, before another try, whether no newer card took its place.
    """

    url: str
    body: bytes
    is_wanted: Callable[[], bool]


class CardQueue:
    """The cards that wait. post: posts one, once. on_sent: hears of one that arrived.

    on_failed: takes one that did not, and why; it returns at once.
    """

    def __init__(
        self,
        spawn: Spawn,
        post: Callable[[str, bytes], Awaitable[None]],
        on_sent: Callable[[], None],
        on_failed: Callable[[Card, Exception], None],
    ) -> None:
        self._spawn = spawn
        self._post = post
        self._on_sent = on_sent
        self._on_failed = on_failed
        self._waiting: deque[Card] = deque()
        self._workers = 0

    def __len__(self) -> int:
        """Return how many cards wait, those left out that are being posted."""
        return len(self._waiting)

    def put(self, card: Card) -> None:
        """Post a card soon."""
        self._waiting.append(card)
        if self._workers < MAX_CONNECTIONS:
            self._workers += 1
            self._spawn(self._work())

    async def _work(self) -> None:
        try:
            while self._waiting:
                card = self._waiting.popleft()
                try:
                    await self._post(card.url, card.body)
                except Exception as error:  # noqa: BLE001 - whatever it is, who takes it tries again or logs it
                    self._on_failed(card, error)
                else:
                    self._on_sent()
        finally:
            self._workers -= 1
