"""The scheduler: APScheduler as a ticker over rows. What is due lives in the database, never in a job."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.log import safe_info

log = structlog.get_logger()

Job = Callable[[], Awaitable[None]]


class Scheduler:
    """Runs every job once a tick, one round at a time; `wake` asks for a round now.

    A job that fails is logged and runs again at the next tick: whatever it owes is still a row.
    """

    def __init__(self, jobs: Sequence[Job], *, seconds: float) -> None:
        self._jobs = list(jobs)
        self._seconds = seconds
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._round = asyncio.Lock()
        self._begun: set[asyncio.Task[None]] = set()
        self._woken = False  # while a round was running
        self._is_stopping = False

    def start(self) -> None:
        """Begin to tick, also after a stop."""
        self._is_stopping = False
        self._scheduler.add_job(
            self._apart, "interval", seconds=self._seconds, id="tick", coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    def wake(self) -> None:
        """Ask for a round now; while one is running, for another after it."""
        if self._round.locked():
            self._woken = True
        elif self._scheduler.running:
            self._scheduler.modify_job("tick", next_run_time=datetime.now(UTC))

    async def run_once(self) -> None:
        """Run a round and wait for its end."""
        await self._tick()

    async def stop(self) -> None:
        """Stop ticking and wait for the round that runs. No other follows it, whoever asked for one."""
        self._is_stopping = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        while self._begun:
            await asyncio.wait(self._begun)

    async def _apart(self) -> None:
        # In a task of our own: APScheduler cancels its own when it shuts down, in the middle of a call to Slack.
        task = asyncio.create_task(self._tick())
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        await asyncio.shield(task)

    async def _tick(self) -> None:
        async with self._round:
            self._woken = True
            # A job that ends early because the bot stops may ask for a round, in every round: that would never end.
            while self._woken and not self._is_stopping:
                self._woken = False
                for job in self._jobs:
                    try:
                        await job()
                    except Exception as error:  # noqa: BLE001 - one job's failure must not end the others
                        log.error("job_failed", error=type(error).__name__, where=safe_info(error))
