"""Run the tests while busy loops run beside them: `make test-under-load`. Not part of the gate: it takes hours.

    python tests/under_load.py [--loops 16] [--workers 2] [--rounds 3] [--hours 8]

First the whole gate once, then stories and core, --rounds times. Each step's output is kept in var/under-load/; at the
end comes what failed. The loops end with this program, however it ends, and after --hours by themselves.
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
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hours", type=float, default=8)
    chosen = parser.parse_args(arguments)
    pytest = [str(ROOT / ".venv/bin/pytest"), "-n", str(chosen.workers), "tests/stories", "tests/core"]
    steps = {"gate": ["make", "test", f"WORKERS={chosen.workers}"]}
    steps |= {f"stories and core, round {number}": pytest for number in range(1, chosen.rounds + 1)}
    signal.signal(signal.SIGTERM, _interrupted)
    KEPT.mkdir(parents=True, exist_ok=True)
    failed: dict[str, list[str]] = {}
    with busy(chosen.loops, seconds=chosen.hours * 3600):
        for name, command in steps.items():
            failed[name] = run(name, command)
    print("\nUnder load:")
    for name, tests in failed.items():
        print(f"  {name}: {'green' if not tests else 'FAILED'}")
        print("".join(f"    {test}\n" for test in tests), end="")
    return 1 if any(failed.values()) else 0


def run(name: str, command: Sequence[str]) -> list[str]:
    """Run one step and return what failed, the exit code where pytest named nothing."""
    path = KEPT / f"{re.sub('[^a-z0-9]+', '-', name)}.txt"
    print(f"{name}: {' '.join(command)}  (see {path.relative_to(ROOT)}) …", end=" ", flush=True)
    began = time.monotonic()
    with path.open("wb") as output:
        step = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            env=os.environ | {"PYTEST_ADDOPTS": f"--timeout={LONGEST_S}"},
        )  # fmt: skip
        try:
            code = step.wait()
        finally:
            with suppress(ProcessLookupError):  # it ended, with all that it started
                os.killpg(step.pid, signal.SIGKILL)
    print(f"exit code {code} after {(time.monotonic() - began) / 60:.0f} minutes", flush=True)
    named = re.findall(r"^(?:FAILED|ERROR|INTERNALERROR>) .*", path.read_text(errors="replace"), flags=re.MULTILINE)
    return named or ([f"exit code {code}"] if code else [])


def _interrupted(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
