"""`python -m bot.worker MODULE NICENESS`: the worker process. Only the bot starts it; it ends when the bot does."""

import importlib
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any


def main() -> None:
    """Answer one job after another until the other side closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends this process itself
    os.nice(int(sys.argv[2]))
    # Answers go out on a copy of standard output, and whatever a library prints goes nowhere near it.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from bot.worker.frames import packed

    jobs: Mapping[str, Callable[[Any], Any]] = importlib.import_module(sys.argv[1]).JOBS
    asked: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    answers.write(packed({"ready": True}))
    answers.flush()
    while True:
        request = asked.get()
        answers.write(packed(_answer(jobs, request)))
        answers.flush()


def _listen(source: IO[bytes], asked: "queue.SimpleQueue[Any]") -> None:
    """Pass requests on; end the process, whatever it is doing, when the bot is gone."""
    from bot.worker.frames import read

    try:
        while True:
            asked.put(read(source))
    except (EOFError, OSError, ValueError):
        os._exit(0)


def _answer(jobs: Mapping[str, Callable[[Any], Any]], request: Any) -> dict[str, Any]:
    """Return a job's result, or where it failed: never its message, which might hold a comment's words."""
    try:
        result = jobs[request["job"]](request["payload"])
    except Exception as error:  # noqa: BLE001 - one failed job leaves the process fit for the next
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {place.name}, line {place.lineno} of {Path(place.filename).name}"
        return {"failed": where, "mib": _memory()}
    return {"result": result, "mib": _memory()}


def _memory() -> int:
    """Return the most memory this process has held, in MiB."""
    try:
        # Not getrusage first: on Linux its peak is inherited from the bot that started this process.
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak // (1024 * 1024) if sys.platform == "darwin" else peak // 1024


if __name__ == "__main__":
    main()
