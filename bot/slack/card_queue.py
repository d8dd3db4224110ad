"""Cards that wait for their post: sent in turn by a few workers, so that what waits is an address and some bytes.

A task for each card would be 5 kB and 10 µs more. A worker begins where a card comes and fewer than MAX_CONNECTIONS are
at it, and ends when nothing waits. Workspaces take turns: a thousand cards of one
keep a card of another waiting for one of them.
"""

from collections import OrderedDict, deque
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
        self._lanes: OrderedDict[str, deque[Card]] = OrderedDict()
        self._count = 0
        self._workers = 0

    def __len__(self) -> int:
        """Return how many cards wait, those left out that are being posted."""
        return self._count

    def put(self, card: Card) -> None:
        """Post a card soon."""
        self._lanes.setdefault(_lane_of(card.url), deque()).append(card)
        self._count += 1
        if self._workers < MAX_CONNECTIONS:
            self._workers += 1
            self._spawn(self._work())

    def _take(self) -> Card:
        """Return the next card of the workspace whose turn it is; the turn goes on to the next one."""
        lane, cards = next(iter(self._lanes.items()))
        self._count -= 1
        card = cards.popleft()
        if cards:
            self._lanes.move_to_end(lane)
        else:
            del self._lanes[lane]
        return card

    async def _work(self) -> None:
        try:
            while self._count:
                card = self._take()
                try:
                    await self._post(card.url, card.body)
                except Exception as error:  # noqa: BLE001 - whatever it is, who takes it tries again or logs it
                    self._on_failed(card, error)
                else:
                    self._on_sent()
        finally:
            self._workers -= 1


def _lane_of(url: str) -> str:
    """Return the workspace in an address such as https://hooks.slack.com/actions/T012/345/abc, else any part of it."""
    parts = url.split("/", 5)
    return parts[4] if len(parts) > 4 else ""  # noqa: PLR2004 - scheme, nothing, host, kind, workspace
