"""`python -m bot.worker MODULE NICENESS`: the worker process. Only the bot starts it; it ends when the bot does."""

import importlib
import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any


def main() -> None:
    """Answer one job after another until the other side closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends this process itself
    os.nice(int(sys.argv[2]))
    # Answers go out on a copy of standard output, and whatever a library prints goes nowhere near it.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    jobs: Mapping[str, Callable[[Any], Any]] = importlib.import_module(sys.argv[1]).JOBS
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    _send(answers, {"ready": True})
    while True:
        _send(answers, _answer(jobs, json.loads(requests.get())))


def _listen(source: IO[bytes], requests: "queue.SimpleQueue[bytes]") -> None:
    """Pass requests on; end the process, whatever it is doing, when the bot is gone."""
    with suppress(OSError):
        for line in source:
            requests.put(line)
    os._exit(0)


def _send(answers: IO[bytes], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer, separators=(",", ":")).encode() + b"\n")
    answers.flush()


def _answer(jobs: Mapping[str, Callable[[Any], Any]], request: Any) -> dict[str, Any]:
    """Return a job's result, or where it failed: never its message, which might hold a comment's words."""
    try:
        result = jobs[request["job"]](request["payload"])
    except Exception as error:  # noqa: BLE001 - one failed job leaves the process fit for the next
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {place.name}, line {place.lineno} of {Path(place.filename).name}"
        return {"failed": where}
    return {"result": result}


if __name__ == "__main__":
    main()
