"""The busy loops of `make test-under-load` end with it, and the guard against exhausted recursion sees it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.recursion import is_room_left
from tests.under_load import KEPT, ROOT, busy

PARENT = """
import sys, time
from tests.under_load import busy
with busy(2, seconds=600) as pids:
    print(*pids, flush=True)
    time.sleep(600)
"""


def is_there(pid: int) -> bool:
    """Say whether a process runs; one that ended and was not asked after does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until_gone(pids: list[int]) -> None:
    while any(is_there(pid) for pid in pids):  # pytest's own limit ends a wait that is in vain
        time.sleep(0.05)


def test_loops_end_with_their_context() -> None:
    with busy(3, seconds=600) as pids:
        assert all(is_there(pid) for pid in pids)
    assert not any(is_there(pid) for pid in pids)


def test_a_loop_ends_by_itself_when_its_time_is_over() -> None:
    with busy(1, seconds=0.1) as pids:
        until_gone(pids)


def test_loops_end_when_their_program_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        os.kill(parent.pid, signal.SIGKILL)
    until_gone(pids)


def test_what_a_step_started_ends_when_the_run_is_stopped() -> None:
    step = [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)"]
    program = f"""
import signal
from tests import under_load
signal.signal(signal.SIGTERM, under_load._interrupted)
under_load.KEPT.mkdir(parents=True, exist_ok=True)
under_load.run("a test", {step!r})
"""
    output = KEPT / "a-test.txt"
    output.unlink(missing_ok=True)
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.DEVNULL) as runner:
        while not (output.exists() and output.read_text().strip()):
            time.sleep(0.05)
        runner.terminate()
    until_gone([int(output.read_text())])
    output.unlink()


def test_exhausted_recursion_is_seen() -> None:
    assert is_room_left()

    def dive() -> bool:
        return is_room_left() and dive()

    assert not dive()
