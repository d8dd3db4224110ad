"""First start of the playground, in two checkouts one after the other: processor time and seconds to the whole page.

    python benchmarks/start.py OLD [NEW] [--times 3]

OLD, NEW: folders of checkouts, each set up here by its own `make setup`; NEW is this one when not given. Each start is
`starling playground` in an empty folder, which is what `make run` does after the set-up. The page is whole when its
address is printed. Processor time is user and system time of all its processes (Linux: read from /proc); the last
column is what the same processes use in the ten seconds after that.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parents[1]
WHOLE = re.compile(r"Starling's playground: http://127\.0\.0\.1:\d+")
AFTER_S = 10
LONGEST_S = 1800
TICKS = os.sysconf("SC_CLK_TCK")


class Start(NamedTuple):
    """One first start. All in seconds."""

    wall: float
    cpu: float
    cpu_after: float


def main() -> int:
    """Measure both and print a table; the return value is 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path, nargs="?", default=HERE)
    parser.add_argument("--times", type=int, default=3)
    chosen = parser.parse_args()
    for checkout in (chosen.old, chosen.new):
        subprocess.run(["make", "-s", "-C", checkout, "setup"], check=True)
    found: dict[str, list[Start]] = {"old": [], "new": []}
    for _ in range(chosen.times):
        for name, starts in found.items():
            starts.append(first_start(getattr(chosen, name).resolve()))
            print(f"{name}: {starts[-1]}", file=sys.stderr, flush=True)
    cpu = {}
    print("| checkout | processor s (median) | seconds (median) | processor s in the next ten seconds |")
    print("|---|---|---|---|")
    for name, starts in found.items():
        cpu[name], wall, after = (
            statistics.median(getattr(start, field) for start in starts) for field in ("cpu", "wall", "cpu_after")
        )
        print(f"| {name} | {cpu[name]:.1f} | {wall:.1f} | {after:.1f} |")
    print(f"\nratio of processor time, new to old: {cpu['new'] / cpu['old']:.3f}; load {os.getloadavg()[0]:.1f}")
    return 0


def first_start(checkout: Path) -> Start:
    """Start the playground of a checkout once in an empty folder, and end it. Raises RuntimeError when it fails."""
    with tempfile.TemporaryDirectory(prefix="starling-start-") as folder:
        began = time.monotonic()
        process = subprocess.Popen(
            [checkout / ".venv/bin/starling", "playground", "--port", "0"],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout
            for line in process.stdout:
                if WHOLE.search(line):
                    break
                if time.monotonic() - began > LONGEST_S:
                    raise RuntimeError("the page was not whole in half an hour")
            else:
                raise RuntimeError("the playground ended before its page was whole")
            wall, cpu = time.monotonic() - began, processor_seconds(process.pid)
            time.sleep(AFTER_S)
            after = processor_seconds(process.pid) - cpu
        finally:
            process.terminate()
            process.wait()
    return Start(wall, cpu, after)


def processor_seconds(pid: int) -> float:
    """Return user and system seconds of a process, of its children that live, and of those that ended."""
    parents: dict[int, int] = {}
    used: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        parents[int(entry.name)] = int(fields[1])
        used[int(entry.name)] = sum(int(ticks) for ticks in fields[11:15]) / TICKS
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(used.get(each, 0.0) for each in family)


if __name__ == "__main__":
    sys.exit(main())
