"""The scheduler: APScheduler runs one job for each concern over rows of the database, and none waits for another.

What is due lives in the database, never in a job: a job that fails or is missed finds its rows at the next tick.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import UTC
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.log import safe_info

log = structlog.get_logger()

Job = Callable[[], Coroutine[Any, Any, None]]


class Scheduler:
    """Runs each job once a tick, never twice at the same time; `wake` asks for a run of all of them now.

    jobs: by name; the log has the name when one fails.
    """

    def __init__(self, jobs: Mapping[str, Job], *, seconds: float) -> None:
        self._jobs = dict(jobs)
        self._seconds = seconds
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._locks = {name: asyncio.Lock() for name in self._jobs}
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting: set[str] = set()  # jobs whose task has not begun yet
        self._woken: set[str] = set()  # jobs that were asked for another run while they were running
        self._is_stopping = False

    def start(self) -> None:
        """Begin to tick, also after a stop."""
        self._is_stopping = False
        for name in self._jobs:
            self._scheduler.add_job(
                self._tick,
                "interval",
                args=[name],
                id=name,
                seconds=self._seconds,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def wake(self) -> None:
        """Ask for a run of every job now; of one that is running, for another after it."""
        for name, lock in self._locks.items():
            if lock.locked():
                self._woken.add(name)
            elif self._scheduler.running and name not in self._starting:
                self._start(name)

    def start_idle(self) -> None:
        """Start every job that does not run now, as a tick does; one that runs is not asked for another run."""
        for name, lock in self._locks.items():
            if self._scheduler.running and not lock.locked() and name not in self._starting:
                self._start(name)

    async def run_once(self, *names: str) -> None:
        """Run the jobs one after the other, in their order, or those named alone, and wait for their end."""
        for name in names or self._jobs:
            await self._run(name)

    async def stop(self) -> None:
        """Stop ticking and wait for the jobs that run. No further run follows, by whomever it was asked for."""
        self._is_stopping = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self, name: str) -> "asyncio.Task[None]":
        # In a task of our own: APScheduler cancels its own when it shuts down, in the middle of a call to Slack.
        self._starting.add(name)
        task = asyncio.create_task(self._run(name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _tick(self, name: str) -> None:
        with suppress(asyncio.CancelledError):  # by a shutdown; `stop` waits for the task
            await asyncio.shield(self._start(name))

    async def _run(self, name: str) -> None:
        async with self._locks[name]:
            self._starting.discard(name)
            is_asked_for = True
            while is_asked_for:
                self._woken.discard(name)
                try:
                    await self._jobs[name]()
                except Exception as error:  # noqa: BLE001 - one failure must not end the job
                    log.error("job_failed", job=name, error=type(error).__name__, where=safe_info(error))
                # A job that ends early because the bot stops may ask for a run, in every run: that would never end.
                is_asked_for = name in self._woken and not self._is_stopping
