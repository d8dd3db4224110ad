"""When the bot works by itself in the playground: each second while something goes on, seldom while nothing does.

A round asks the database some hundred questions. Each second that was 15 % of a processor, though nobody did anything.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.playground.state.time_control import Due

log = structlog.get_logger()

ROUND_S = 1.0
IDLE_ROUND_S = 15.0
"""Between rounds while nothing goes on; the scheduler's own."""
LINGER_S = 10.0
"""For which rounds still come each second after the last change: one change may bring another."""


class Pace:
    """Asks for rounds while something changes, and when the next thing of the clock's list falls due.

    marks: returns what differs once anything changed, in Slack or in the database. list_due: as the page's clock shows
    it. clock: seconds since 1970, as the bot sees them. begin: starts a round now, of what does not run already.
    """

    def __init__(
        self,
        *,
        marks: Callable[[], object],
        list_due: Callable[[], Awaitable[Sequence[Due]]],
        clock: Callable[[], float],
        begin: Callable[[], None],
    ) -> None:
        self._marks = marks
        self._list_due = list_due
        self._clock = clock
        self._begin = begin
        self._seen: object = None
        self._until = -math.inf
        self._next: float | None = None

    async def run(self) -> None:
        """Ask for rounds until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                await self.step(loop.time())
            except Exception as error:  # noqa: BLE001 - the next second asks again; rounds of the scheduler go on
                log.warning("pace_failed", error=type(error).__name__)
            await asyncio.sleep(ROUND_S)

    async def step(self, now: float) -> None:
        """Ask for a round where one is wanted. now: seconds of a clock that nobody moves."""
        marks = self._marks()
        is_due = self._next is not None and self._clock() >= self._next
        if is_due or marks != self._seen:
            self._seen, self._until, self._next = marks, now + LINGER_S, None
        if now < self._until:
            self._begin()
        elif self._next is None:
            due = await self._list_due()
            since = self._clock()  # now that it is read: what is due all the time is no reason to work
            self._next = min((each.at for each in due if each.at > since), default=math.inf)
