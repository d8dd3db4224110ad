"""Processor time of the tests that two checkouts both hold, run in each of them, one after the other.

    python benchmarks/tests_cpu.py OLD [FILE …] [--new NEW] [--with-new] [--times 1]

OLD, NEW: folders of checkouts, each set up here by its own `make setup`; NEW is this one when not given. FILE: only
tests of these files or folders, such as tests/stories. --with-new: also run the tests that only NEW holds.

Processor time is user and system time of pytest, in one process, and of everything that it starts and waits for. Both
run with compiled code at hand and without time limits. Tests of OLD that NEW no longer has must be in
tests_replaced.txt, `old id or function = new one` on each line; the command fails when one is not, or when a test
that both hold fails. A renamed test counts as held by both where its cases are the same, or as many.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
REPLACED = HERE / "tests_replaced.txt"
DEAREST = 12  # files that are listed by themselves


class Run(NamedTuple):
    """What one run of pytest took, in seconds of processor time, and found."""

    cpu: float
    notes: dict[str, Any]

    @property
    def failed(self) -> list[str]:
        """The tests that did not pass and were not skipped."""
        return [test for test, outcome in self.notes["outcomes"].items() if outcome == "failed"]


def main() -> int:
    """Measure, print, and return 0 when both are whole."""
    chosen = arguments()
    old, new = chosen.old.resolve(), chosen.new.resolve()
    for checkout in (old, new):
        subprocess.run(["make", "-s", "-C", checkout, "setup"], check=True)
    in_old, in_new = (ids(checkout, chosen.files) for checkout in (old, new))
    lost = unexplained(set(in_old) - set(in_new), set(in_new))
    held_by_both = pair(in_old, in_new)
    held_by_old, held_by_new = sorted(held_by_both), sorted(set(held_by_both.values()))
    only_in_new = sorted(set(in_new) - set(held_by_new))
    print(f"tests: {len(held_by_both)} in both, {sum(old != new for old, new in held_by_both.items())} of them renamed")
    print(f"{len(in_old) - len(held_by_old)} only in old, {len(only_in_new)} only in new")
    for test in lost:
        print(f"gone and not named as replaced: {test}")
    ratios = []
    failed: list[str] = []
    for _ in range(chosen.times):
        was, now = run(old, held_by_old), run(new, held_by_new)
        ratios.append(now.cpu / was.cpu)
        failed += was.failed + now.failed
        show(was, now)
        print(f"ratio, new to old: {ratios[-1]:.3f}; load {os.getloadavg()[0]:.1f}", flush=True)
    if chosen.with_new:
        more = run(new, only_in_new)
        failed += more.failed
        print(f"tests only in new: {more.cpu:.1f} s")
    for test in failed:
        print(f"failed: {test}")
    return 1 if lost or failed else 0


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--new", type=Path, default=HERE.parent)
    parser.add_argument("--with-new", action="store_true")
    parser.add_argument("--times", type=int, default=1)
    return parser.parse_args()


def ids(checkout: Path, files: Sequence[str]) -> list[str]:
    """Return the ids of the tests of a checkout; collecting them leaves compiled code behind for the run."""
    here = [file for file in files if (checkout / file).exists()]
    if files and not here:
        return []
    return list(pytest(checkout, [*here, "--collect-only"]).notes["ids"])


def run(checkout: Path, tests: Sequence[str]) -> Run:
    """Run tests of a checkout, by their ids."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as keep:
        json.dump(list(tests), keep)
        keep.flush()
        files = sorted({test.partition("::")[0] for test in tests})
        return pytest(checkout, files, TESTS_CPU_KEEP=keep.name)


def pytest(checkout: Path, arguments: Sequence[str], **facts: str) -> Run:
    """Run pytest in a checkout, in one process. Raises RuntimeError when it ends without having run."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes.json"
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPATH": str(HERE), "TESTS_CPU_NOTES": str(notes), **facts}
        command: list[str | Path] = [
            checkout / ".venv/bin/pytest",
            "-q",
            "-n0",
            "--timeout=0",
            "-p",
            "tests_cpu_plugin",
            *arguments,
        ]
        with Path(folder, "output").open("wb") as output:
            process = subprocess.Popen(
                command, cwd=checkout, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            _, _, used = os.wait4(process.pid, 0)
        if not notes.exists():
            raise RuntimeError(f"pytest in {checkout} ended:\n{Path(folder, 'output').read_text()[-4000:]}")
        return Run(used.ru_utime + used.ru_stime, json.loads(notes.read_text(encoding="utf-8")))


def read_replaced() -> dict[str, str]:
    """Return what replaces the tests of old that are gone, each an id or a function."""
    lines = [line for line in REPLACED.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return dict(line.split(" = ", 1) for line in lines)


def pair(in_old: Sequence[str], in_new: Sequence[str]) -> dict[str, str]:
    """Return, for each test of old that new holds too, its id in new: the same, or that of the renamed test."""
    there, named = set(in_new), read_replaced()
    old_cases, new_cases = by_function(in_old), by_function(in_new)
    paired = {test: test for test in in_old if test in there}
    for function, cases in old_cases.items():
        renamed = named.get(function, function)
        missing = [test for test in cases if test not in there]
        for test in missing:
            if (same := renamed + test.removeprefix(function)) in there:
                paired[test] = same
        if len(missing) == len(cases) == len(new_cases.get(renamed, ())):
            paired |= dict(zip(cases, new_cases[renamed], strict=True))
    return paired


def by_function(tests: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of each test function."""
    found: dict[str, list[str]] = {}
    for test in tests:
        found.setdefault(test.partition("[")[0], []).append(test)
    return found


def unexplained(gone: set[str], there: set[str]) -> list[str]:
    """Return the tests that are gone and have no replacement that is there. A function includes all its cases."""
    functions = {test.partition("[")[0] for test in there}
    named = read_replaced()
    return sorted(
        test
        for test in gone
        if (by := named.get(test) or named.get(test.partition("[")[0])) is None or by not in there | functions
    )


def show(was: Run, now: Run) -> None:
    """Print what both took, and the files that took most."""
    print("\n| file | old, s | new, s |\n|---|--:|--:|")
    spent = was.notes["seconds"]
    dearest = sorted(spent, key=lambda file: -spent[file])
    for file in dearest[:DEAREST]:
        print(f"| {file} | {spent[file]:.1f} | {now.notes['seconds'].get(file, 0):.1f} |")
    for name, of in (("other files", dearest[DEAREST:]), ("all tests", dearest)):
        print(f"| {name} | {sum(spent[file] for file in of):.1f} | ", end="")
        print(f"{sum(now.notes['seconds'].get(file, 0) for file in of):.1f} |")
    print(f"| with starting, imports and ending | {was.cpu:.1f} | {now.cpu:.1f} |\n")


if __name__ == "__main__":
    sys.exit(main())
