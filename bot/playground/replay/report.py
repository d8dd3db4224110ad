"""A replay's output: progress, the table of figures, the report file."""

import json
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

_EVERY_S = 5.0  # between two lines without a terminal


class ProgressBar:
    """A progress bar on a terminal; otherwise a line every few seconds."""

    def __init__(self, console: Console, what: str, total: int) -> None:
        self._console = console
        self._what = what
        self._total = total
        self._done = 0
        self._began = self._printed_at = time.monotonic()
        self._progress: Progress | None = None
        if console.is_terminal:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._progress = Progress(*columns, console=console)
            self._task = self._progress.add_task(what, total=total)

    def __enter__(self) -> Self:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def step(self) -> None:
        """Count one more act."""
        self._done += 1
        if self._progress:
            self._progress.advance(self._task)
            return
        now = time.monotonic()
        if now - self._printed_at >= _EVERY_S:
            self._printed_at = now
            rate = self._done / (now - self._began)
            line = f"{self._what}: {self._done:,} of {self._total:,} acts, {rate:.0f} a second"
            self._console.print(line, highlight=False, markup=False)


def make_table(figures: dict[str, object]) -> Table:
    """Return the figures as a table, one line each."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column("what")
    table.add_column("figure", justify="right")
    for name, value in figures.items():
        if isinstance(value, dict):
            text = ", ".join(f"{key} {each:,}" for key, each in value.items())
        elif isinstance(value, int) and not isinstance(value, bool):
            text = f"{value:,}"
        else:
            text = str(value)
        table.add_row(name, text)
    return table


def write_report(path: Path, figures: dict[str, object]) -> None:
    """Write the figures as JSON, atomically."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(path)
