"""One worker process for all tests of a test process: it loads its libraries and models once, not for each test.

Its jobs, and what goes to it and comes back, are the bot's own. What happens when a worker is late, dies or is closed
is the matter of `tests/worker/`, with `Worker` itself.
"""

import asyncio
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from bot.worker import Worker, WorkerError

_ROOT = Path(__file__).resolve().parents[1]


class _Process:
    """The process, started at the first job; it ends when this one does, as its input ends then."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, job: str, payload: Any) -> Any:
        """Return the answer to a job; jobs of other threads come before or after it."""
        with self._turn:
            process = self._process or self._start()
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps({"job": job, "payload": payload}).encode() + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "bot.worker", "bot.worker.jobs", "1"]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe, stderr=nothing)
        assert self._process.stdout
        assert json.loads(self._process.stdout.readline()) == {"ready": True}
        return self._process


PROCESS = _Process()


class KeptWorker(Worker):
    """A worker that asks the process of all tests, which outlives it."""

    async def call(self, job: str, payload: Any, *, timeout: float = 300.0) -> Any:  # noqa: ASYNC109 - as in `Worker`
        """Return the result of a job; timeout is not looked at. Raises WorkerError when it fails, or after `close`."""
        _ = timeout
        if self._is_closed:
            raise WorkerError("the worker is closed")
        answer = await asyncio.to_thread(PROCESS.ask, job, payload)
        if "failed" in answer:
            msg = f"{job} failed: {answer['failed']}"
            raise WorkerError(msg)
        return answer["result"]
