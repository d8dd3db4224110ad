"""A terminal gets a progress bar, a file gets a line at times, and a report is replaced atomically."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bot.playground.replay.report import ProgressBar, make_table, write_report


def test_a_terminal_gets_a_bar() -> None:
    out = io.StringIO()
    with ProgressBar(Console(file=out, force_terminal=True, width=80), "Replay", 3) as bar:
        for _ in range(3):
            bar.step()
    assert "3/3" in out.getvalue()


def test_without_a_terminal_a_plain_line_shows_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    now = [100.0]
    monkeypatch.setattr("bot.playground.replay.report.time.monotonic", lambda: now[0])
    with ProgressBar(Console(file=out, width=80), "Replay", 1200) as bar:
        for _ in range(1200):
            now[0] += 0.01
            bar.step()
    lines = out.getvalue().splitlines()
    assert lines == ["Replay: 500 of 1,200 acts, 100 a second", "Replay: 1,000 of 1,200 acts, 100 a second"]


def test_the_table_writes_figures_as_people_read_them() -> None:
    out = io.StringIO()
    Console(file=out, width=60).print(make_table({"ratings_stored": 32824, "whole": True, "acks": {"form": 1200}}))
    output = out.getvalue()
    assert "32,824" in output
    assert "True" in output
    assert "form 1,200" in output


def test_a_report_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("of last time, and much longer than the new one", encoding="utf-8")
    write_report(file, {"lost": 0})
    assert json.loads(file.read_text(encoding="utf-8")) == {"lost": 0}
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]
