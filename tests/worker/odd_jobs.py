"""Jobs for the worker's tests: some behave, some do not."""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any


def echo(payload: Any) -> Any:
    return payload


def hang(payload: Any) -> Any:
    with Path(payload["seen"]).open("a") as seen:
        seen.write(f"{os.getpid()}\n")
    time.sleep(600)


def hang_once(payload: Any) -> Any:
    if Path(payload["seen"]).exists():
        return "well"
    return hang(payload)


def die(payload: Any) -> Any:
    with Path(payload["seen"]).open("a") as seen:
        seen.write(f"{os.getpid()}\n")
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(payload: Any) -> Any:
    if Path(payload["seen"]).exists():
        return "well"
    return die(payload)


def fail(payload: Any) -> Any:
    message = f"cannot read {payload}"
    raise LookupError(message)


def print_much(payload: Any) -> Any:
    sys.stdout.write("noise " * 10000)
    sys.stdout.flush()
    return payload


def about_me(payload: Any) -> Any:
    return {"pid": os.getpid(), "nice": os.nice(0), "threads": os.environ.get("OMP_NUM_THREADS")}


def multiply(payload: Any) -> Any:
    """Multiply big tables and return how many threads this process then has, as far as the system reports."""
    import numpy as np

    table = np.ones((payload, payload))
    assert (table @ table)[0, 0] == payload
    tasks = Path("/proc/self/task")  # Linux
    return sum(1 for _ in tasks.iterdir()) if tasks.exists() else threading.active_count()


JOBS = {job.__name__: job for job in (echo, hang, hang_once, die, die_once, fail, print_much, about_me, multiply)}
