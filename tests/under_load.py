"""Run the tests while busy loops run beside them: `make test-under-load`. Not part of the gate: it takes hours.

    python tests/under_load.py [--loops 16] [--workers 8] [--rounds 3] [--hours 8]

First the whole gate once, then stories and core, --rounds times. Each step's output is kept in var/under-load/; how far
it is and what failed is printed as it goes, and all that failed once more at the end. There are more test processes
than processors: each gets as much as one of the loops does, so that eight of them have a third of the machine, where
two would have a ninth. The loops end with this program, however it ends, and after --hours by themselves.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var/under-load"
LONGEST_S = 3600  # of one test
LOOK_S = 10.0  # between two looks at how far a step is
LOOP = """
import os, sys, time
began, bot = time.monotonic(), int(sys.argv[1])
while os.getppid() == bot and time.monotonic() - began < float(sys.argv[2]):
    for _ in range(1_000_000):
        pass
"""


@contextmanager
def busy(loops: int, *, seconds: float) -> Iterator[list[int]]:
    """Keep `loops` processes busy, and yield their ids; they end with this context, or with this process."""
    command = [sys.executable, "-c", LOOP, str(os.getpid()), str(seconds)]
    running = [subprocess.Popen(command, stdin=subprocess.DEVNULL) for _ in range(loops)]
    try:
        yield [each.pid for each in running]
    finally:
        for each in running:
            each.kill()
        for each in running:
            each.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything; 0 when all of it was green."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loops", type=int, default=16)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hours", type=float, default=8)
    chosen = parser.parse_args(arguments)
    pytest = [
        str(ROOT / ".venv/bin/pytest"),
        "-n",
        str(chosen.workers),
        "--dist",
        "worksteal",
        "tests/stories",
        "tests/core",
    ]
    steps = {"gate": ["make", "test", f"WORKERS={chosen.workers}"]}
    steps |= {f"stories and core, round {number}": pytest for number in range(1, chosen.rounds + 1)}
    signal.signal(signal.SIGTERM, _interrupted)
    KEPT.mkdir(parents=True, exist_ok=True)
    failed: dict[str, list[str]] = {}
    with busy(chosen.loops, seconds=chosen.hours * 3600):
        for name, command in steps.items():
            failed[name] = run(name, command)
    print("\nUnder load, all together:")
    for name, tests in failed.items():
        report(name, tests)
    return 1 if any(failed.values()) else 0


def report(name: str, tests: Sequence[str]) -> None:
    """Print the result of one step."""
    print("\n    ".join([f"  {name}: {'green' if not tests else 'FAILED'}", *tests]), flush=True)


def run(name: str, command: Sequence[str]) -> list[str]:
    """Run one step, print how far it is and its result, and return what failed: the exit code where none is named."""
    path = KEPT / f"{re.sub('[^a-z0-9]+', '-', name)}.txt"
    print(f"{name}: {' '.join(command)}  (see {path.relative_to(ROOT)}) …", end=" ", flush=True)
    began = time.monotonic()
    with path.open("wb") as output:
        step = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            env=os.environ | {"PYTEST_ADDOPTS": f"-vv --timeout={LONGEST_S}"},
        )  # fmt: skip
        try:
            code = _wait(step, path)
        finally:
            with suppress(ProcessLookupError):  # it ended, with all that it started
                os.killpg(step.pid, signal.SIGKILL)
    print(f"exit code {code} after {(time.monotonic() - began) / 60:.0f} minutes", flush=True)
    named = re.findall(r"^(?:FAILED|ERROR|INTERNALERROR>) .*", path.read_text(errors="replace"), flags=re.MULTILINE)
    failed = named or ([f"exit code {code}"] if code else [])
    report(name, failed)
    return failed


def _wait(step: "subprocess.Popen[bytes]", output: Path) -> int:
    """Wait for the end of a step, print each tenth of its tests that is done and what failed, and return its exit code.

    What failed is shown at once, since the run may be stopped before its end.
    """
    tenths, shown = 0, 0
    while True:
        with suppress(subprocess.TimeoutExpired):
            return step.wait(LOOK_S)
        words = output.read_text(errors="replace")
        done = re.findall(r"\[ *(\d+)%\]", words)
        if done and int(done[-1]) // 10 > tenths:
            tenths = int(done[-1]) // 10
            print(f"{tenths * 10}%", end=" ", flush=True)
        failed = re.findall(r"\[ *\d+%\] ((?:FAILED|ERROR) .*)", words)
        for each in failed[shown:]:
            print(f"\n    {each.rstrip()}", end=" ", flush=True)
        shown = len(failed)


def _interrupted(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
