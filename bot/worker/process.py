"""One child process for what computes long, so that the event loop never waits for it."""

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Any

from bot.worker import frames

_ROOT = Path(__file__).resolve().parents[2]

IDLE = 300.0
"""Seconds without a job after which the process is ended; the next job starts a new one in a second or two."""

RETIRE_ABOVE_MIB = 700
"""A process that ever held more memory than this is ended after its job, so that the memory goes back."""

NICENESS = 10
"""How much lower the priority of the process is than the bot's."""

START_WITHIN = 300.0
"""Seconds that a process may take until it is ready for its first job; one or two are usual."""

TRIES = 2


class WorkerError(Exception):
    """A job that could not be done; says which and how, never with what."""


class _Gone(Exception):  # noqa: N818 - a sign between two methods here
    """The process died before it answered."""


class Worker:
    """Runs jobs in a child process, one at a time, in the order they were asked for.

    The process starts with the first job, at low priority, and ends at `close()`, when idle for a while, or when the
    bot is gone. Jobs are the names in `bot.worker.jobs`; what goes in and comes out is JSON.
    """

    def __init__(
        self, *, jobs: str = "bot.worker.jobs", idle: float = IDLE, retire_above_mib: int = RETIRE_ABOVE_MIB
    ) -> None:
        self._jobs = jobs
        self._idle = idle
        self._retire_above_mib = retire_above_mib
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The id of the process, or None while there is none."""
        return self._process.pid if self._process else None

    async def call(self, job: str, payload: Any, *, timeout: float = 300.0) -> Any:  # noqa: ASYNC109 - ends the process
        """Return the result of a job.

        timeout: seconds for one try, counting neither the wait for earlier jobs nor the start of the process.
        A try whose process dies or takes too long is ended and tried once more. Cancelling ends the process too.

        Raises WorkerError when both tries fail, when the job itself reports a fault (that would only repeat), and
        after `close()`.
        """
        frame = await asyncio.to_thread(frames.packed, {"job": job, "payload": payload})
        async with self._turn:
            self._stop_timer()
            reason = ""
            for _ in range(TRIES):
                if self._closed:
                    raise WorkerError("the worker is closed")
                try:
                    process = self._process or await self._start()
                    async with asyncio.timeout(timeout):
                        answer = await self._ask(process, frame)
                except TimeoutError:
                    reason = f"took longer than {timeout:g} s"
                except (_Gone, OSError, ValueError):
                    reason = "died"
                else:
                    return await self._result(job, answer)
            msg = f"{job} {reason}, {TRIES} times"
            raise WorkerError(msg)

    async def close(self) -> None:
        """End the process, also in the middle of a job, whose caller gets a WorkerError."""
        self._closed = True
        self._stop_timer()
        if self._closing:
            await self._closing
        await self._end()

    async def _ask(self, process: Process, frame: bytes | None) -> Any:
        """Return the answer to a frame, or what comes unasked; on any way out but an answer the process is ended."""
        answered = False
        try:
            if process.stdin is None or process.stdout is None:
                raise _Gone
            if frame is not None:
                process.stdin.write(frame)
                await process.stdin.drain()
            head = await process.stdout.readexactly(frames.LENGTH)
            body = await process.stdout.readexactly(frames.size(head))
            answered = True
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise _Gone from error
        finally:
            if not answered:
                await asyncio.shield(self._end())
        return await asyncio.to_thread(frames.unpacked, body)

    async def _result(self, job: str, answer: Any) -> Any:
        """Return what the answer holds; the process is kept for a while, or ended when it has grown."""
        if answer["mib"] > self._retire_above_mib:
            await self._end()
        elif not self._closed:
            self._timer = asyncio.get_running_loop().call_later(self._idle, self._end_idle)
        if "failed" in answer:
            msg = f"{job} failed: {answer['failed']}"
            raise WorkerError(msg)
        return answer["result"]

    async def _start(self) -> Process:
        """Start the process and wait until it says that it is ready."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.worker", self._jobs, str(NICENESS),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=_ROOT,
        )  # fmt: skip
        self._process = process
        if self._closed:  # while it was starting
            await self._end()
            raise _Gone
        try:
            async with asyncio.timeout(START_WITHIN):
                await self._ask(process, None)
        except TimeoutError as error:
            raise _Gone from error
        return process

    async def _end(self) -> None:
        """End the process at once and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        if process.stdin:
            process.stdin.close()
        await process.wait()

    def _end_idle(self) -> None:
        async def when_free() -> None:
            if not self._turn.locked():
                async with self._turn:
                    await self._end()

        self._closing = asyncio.get_running_loop().create_task(when_free())

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
