"""What a start of the worker process costs, and what memory it holds after its jobs.

Run: python -m benchmarks.worker (about three minutes).
"""

import asyncio
import os
import random
import time
from pathlib import Path

from bot.core.themes import ThemeState
from bot.worker import Worker, follow_in_worker

SIZES = (100, 1_000, 10_000, 30_000)
WORDS = Path(__file__).read_text(encoding="utf-8").split()
_TICKS = os.sysconf("SC_CLK_TCK")


def cpu(pid: int) -> float:
    """Return the CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory(pid: int) -> tuple[int, int]:
    """Return the memory of a process now and at its peak, in MiB."""
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    return int(lines["VmRSS"].split()[0]) // 1024, int(lines["VmHWM"].split()[0]) // 1024


def comments(count: int) -> list[tuple[int | str, str]]:
    """Return comments of random words."""
    rng = random.Random(1)
    return [(number, " ".join(rng.choices(WORDS, k=12))) for number in range(count)]


async def main() -> None:
    """Print a row for each job: the first of a process and the second, then larger ones in the same process."""
    worker = Worker()
    for size in (SIZES[0], *SIZES):
        texts = comments(size)
        before = cpu(worker.pid) if worker.pid else 0.0
        began = time.monotonic()
        await follow_in_worker(worker, texts, ThemeState())
        assert worker.pid, "it was retired"
        now, peak = memory(worker.pid)
        print(
            f"{size} comments: {cpu(worker.pid) - before:.2f} s CPU, {time.monotonic() - began:.2f} s,"
            f" {now} MiB now, {peak} MiB at most"
        )
    await worker.close()


if __name__ == "__main__":
    asyncio.run(main())
