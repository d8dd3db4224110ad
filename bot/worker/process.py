"""One child process for what computes long, so that the event loop never waits for it."""

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]

IDLE = 300.0
"""Seconds without a job after which the process is ended; the next job starts a new one in a second or two."""

NICENESS = 10
"""How much lower the priority of the process is than the bot's."""

START_WITHIN = 300.0
"""Seconds that a process may take until it is ready for its first job; one or two are usual."""

TRIES = 2

_LONGEST = 1 << 30
"""Bytes of one answer; 100,000 comments take about 20 million."""


class WorkerError(Exception):
    """A job that could not be done; says which and how, never with what."""


class _DiedError(Exception):
    """The process died before it answered."""


class Worker:
    """Runs jobs in a child process, one at a time, in the order they were asked for.

    The process starts with the first job, at low priority, and ends at `close()`, when idle for a while, or when the
    bot is gone. Jobs are the names in `bot.worker.jobs`; what goes in and comes out is JSON, one line each.
    """

    def __init__(self, *, jobs: str = "bot.worker.jobs", idle: float = IDLE) -> None:
        self._jobs = jobs
        self._idle = idle
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._retiring: asyncio.Task[None] | None = None
        self._is_closed = False

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
        line = await asyncio.to_thread(_write, {"job": job, "payload": payload})
        async with self._turn:
            self._stay()
            answer = await self._try(job, line, timeout)
            if not self._is_closed:
                self._retiring = asyncio.create_task(self._retire())
        if "failed" in answer:
            msg = f"{job} failed: {answer['failed']}"
            raise WorkerError(msg)
        return answer["result"]

    async def close(self) -> None:
        """End the process, also in the middle of a job, whose caller gets a WorkerError."""
        self._is_closed = True
        self._stay()
        await self._end()

    async def _try(self, job: str, line: bytes, timeout: float) -> Any:  # noqa: ASYNC109 - as above
        """Return the answer to a line, from the second process where the first fails."""
        reason = ""
        for _ in range(TRIES):
            if self._is_closed:
                raise WorkerError("the worker is closed")
            try:
                process = self._process or await self._start()
                async with asyncio.timeout(timeout):
                    return await self._ask(process, line)
            except TimeoutError:
                reason = f"took longer than {timeout:g} s"
            except (_DiedError, OSError, ValueError):
                reason = "died"
        msg = f"{job} {reason}, {TRIES} times"
        raise WorkerError(msg)

    async def _start(self) -> Process:
        """Start the process and wait until it says that it is ready."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.worker", self._jobs, str(NICENESS),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=_ROOT, limit=_LONGEST,
        )  # fmt: skip
        self._process = process
        if self._is_closed:  # while it was starting
            await self._end()
            raise _DiedError
        try:
            async with asyncio.timeout(START_WITHIN):
                await self._ask(process, b"")
        except TimeoutError as error:
            raise _DiedError from error
        return process

    async def _ask(self, process: Process, line: bytes) -> Any:
        """Return the answer to a line; on any way out but an answer the process is ended."""
        answer = b""
        try:
            if process.stdin is None or process.stdout is None:
                raise _DiedError
            process.stdin.write(line)
            await process.stdin.drain()
            answer = await process.stdout.readline()
            if not answer.endswith(b"\n"):
                raise _DiedError
        except ConnectionError as error:
            raise _DiedError from error
        finally:
            if not answer.endswith(b"\n"):
                await asyncio.shield(self._end())
        return await asyncio.to_thread(json.loads, answer)

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

    async def _retire(self) -> None:
        """End the process after a while without a job."""
        await asyncio.sleep(self._idle)
        self._retiring = None  # from here on it is not broken off
        async with self._turn:
            if self._retiring is None:
                await self._end()

    def _stay(self) -> None:
        """Let the process live on, since there is a job for it."""
        if self._retiring:
            self._retiring.cancel()
            self._retiring = None


def _write(request: dict[str, Any]) -> bytes:
    return json.dumps(request, separators=(",", ":")).encode() + b"\n"
