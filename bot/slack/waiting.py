"""Waiting clicks: how many wait for the database, how long each does, and what people read when it is away.

- At most MAX_WAITING clicks wait. One more is answered at once, with the sentence that it was not saved.
- A click that the database has not begun with after WAIT_S is taken back, and its person reads that it was not saved.
- A click that the database has begun with may be kept, whatever error came: its outcome is unknown. It is answered
  503, so Slack shows its own sign, and goes on: it is repeated until the database says what became of it, which every
  act bears. Its person sees the next card when it was kept, or reads that it was not, and nothing before that is known.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from bot.log import safe_info
from bot.metrics import Metrics
from bot.slack.deadlines import stretched
from storage.waits import Wait, is_away, waiting

log = structlog.get_logger()

MAX_WAITING = 1_000
WAIT_S = 2.0
"""Seconds that a click waits for the database: Slack takes an answer for three."""

_FIRST_PAUSE_S, _PAUSE_S = 0.05, 1.0
_UNKNOWN_S = 120.0  # that an unknown outcome is looked for

Work = Callable[[], Awaitable[None]]


class OverloadedError(Exception):
    """Too many clicks wait, and so do sentences that say so: this person sees Slack's own sign alone."""


class NotSavedError(Exception):
    """An act was not saved, for certain: the database was away."""


class UnknownOutcomeError(Exception):
    """The database has begun with an act and not answered. It goes on; its person is answered when it ends."""


class BusyError(Exception):
    """Too many clicks wait already."""


class WaitingClicks:
    """The clicks that wait for the database. is_closed: says whether the bot stops, after which nothing is repeated.

    most: how many may wait.
    """

    def __init__(self, metrics: Metrics, is_closed: Callable[[], bool], *, most: int = MAX_WAITING) -> None:
        self._metrics = metrics
        self._is_closed = is_closed
        self.most = most
        self._tasks: set[asyncio.Task[None]] = set()
        metrics.waiting.set_function(lambda: len(self._tasks))

    async def run(self, work: Work, on_not_saved: Callable[[], object]) -> None:
        """Do a click's work within WAIT_S. work: safe to repeat. on_not_saved: says so to the person, later.

        Raises BusyError, NotSavedError, UnknownOutcomeError, and whatever else the work raises.
        """
        if len(self._tasks) >= self.most:
            self._metrics.count_click("busy")
            raise BusyError
        wait, loop = Wait(), asyncio.get_running_loop()
        task = loop.create_task(self._work(work, wait))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await _first(task, loop, stretched(WAIT_S))
        if task.done():
            task.result()
        elif wait.is_begun:
            self._metrics.count_click("unknown")
            task.add_done_callback(lambda done: self._ended_late(done, on_not_saved))
            raise UnknownOutcomeError
        else:
            task.cancel()
            await asyncio.wait({task})
            if task.cancelled():
                self._metrics.count_click("not_saved")
                raise NotSavedError
            await task
        self._metrics.count_click("saved")

    async def _work(self, work: Work, wait: Wait) -> None:
        """Do the work, again while the database is away: until the time is over, or an unknown outcome is known."""
        began, pause = time.monotonic(), _FIRST_PAUSE_S
        with waiting(wait):
            while True:
                try:
                    await work()
                except Exception as error:
                    if not is_away(error):
                        raise
                    passed = time.monotonic() - began
                    log.warning("database_away", error=type(error).__name__, where=safe_info(error))
                    if self._is_closed() or passed > stretched(_UNKNOWN_S if wait.is_begun else WAIT_S):
                        raise NotSavedError from error
                else:
                    return
                await asyncio.sleep(pause)
                pause = min(2 * pause, _PAUSE_S)

    def _ended_late(self, done: asyncio.Task[None], on_not_saved: Callable[[], object]) -> None:
        if done.cancelled():
            return
        error = done.exception()
        self._metrics.count_click("saved_late" if error is None else "not_saved")
        if error is not None:
            log.error("click_not_saved", error=type(error).__name__, where=safe_info(error))
            on_not_saved()


async def _first(task: asyncio.Task[None], loop: asyncio.AbstractEventLoop, seconds: float) -> None:
    """Wait until a task is done or the time is over; a third of the time of asyncio.wait, which is for many tasks."""
    over: asyncio.Future[None] = loop.create_future()

    def end(_: object = None) -> None:
        if not over.done():
            over.set_result(None)

    timer = loop.call_later(seconds, end)
    task.add_done_callback(end)
    try:
        await over
    finally:
        timer.cancel()
        task.remove_done_callback(end)
