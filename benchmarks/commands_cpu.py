"""What imports and exports cost, as commands of their own: processor seconds of the process; benchmarks/results.md.

    PYTHONPATH=. .venv/bin/python benchmarks/commands_cpu.py [--conversation FOLDER] [--times 3]

Exports are of a district's size: 1,000 comments, 32,824 ratings, 1,137 people, SQLite. FOLDER: a conversation in Polis
export form, such as vtaiwan.uberx of the recorded ones, imported into a new database each time.
"""

import argparse
import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.results.district import SECRET, Size, make_district

FORMS = ("json", "csv", "xlsx", "html", "bundle")
ONCE = (("polis", "--yes"), ("bundle", "--full", "--yes"))
"""The full forms, with a minute between two of them."""


def run(folder: Path, database: str, *arguments: str) -> tuple[float, float]:
    """Run a command; return its processor seconds and its seconds. Raises CalledProcessError."""
    env = os.environ | {
        "STARLING_DATABASE_URL": f"sqlite+aiosqlite:///{folder / database}",
        "STARLING_SECRET_KEY": SECRET,
    }
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "bot", *arguments]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - begin


def show(name: str, found: list[tuple[float, float]]) -> None:
    """Print a line."""
    cpu, seconds = [each[0] for each in found], [each[1] for each in found]
    spread = f" [{min(cpu):.2f}–{max(cpu):.2f}]" if len(cpu) > 1 else ""
    sys.stdout.write(f"{name:30} {statistics.median(cpu):6.2f}{spread} s of CPU, {statistics.median(seconds):6.2f} s\n")
    sys.stdout.flush()


async def build(folder: Path) -> str:
    """Build the district; return its exchange's short name."""
    district = await make_district(folder, Size())
    await district.ctx.storage.close()
    return district.exchange.slug


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="What imports and exports cost.")
    parser.add_argument("--conversation", type=Path)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        slug = asyncio.run(build(folder))
        for form in FORMS:
            export = ("export", slug, "--as", form, "--out", str(folder / f"out.{form}"))
            show(f"export --as {form}", [run(folder, "district.sqlite", *export) for _ in range(options.times)])
        for form, *more in ONCE:
            full = ("export", slug, "--as", form, *more, "--out", str(folder / "out.full"))
            show(f"export --as {form} {' '.join(more)}", [run(folder, "district.sqlite", *full)])
        if options.conversation:
            found = [
                run(folder, f"import{turn}.sqlite", "import", "polis", str(options.conversation))
                for turn in range(options.times)
            ]
            show(f"import {options.conversation.name}", found)


if __name__ == "__main__":
    main()
