"""Play everything that can be replayed, one after the other, and print the table of replay.md.

    python -m benchmarks.replay DATA [NAME …]

DATA: the folder with conversations/ and themes/. NAME: only these runs, e.g. london or ksd-kills; all without one.
With "-kills" the bot is killed five times, with "-postgres" the database is a PostgreSQL of this run's own.
Each run's figures are kept in var/benchmarks/, so that the table also shows those of earlier calls.
"""

import json
import subprocess
import sys
from os import getloadavg
from pathlib import Path
from typing import Any

from tests.postgres import Postgres

KEPT = Path("var/benchmarks")
TEXTS = "themes/open_march_on_operation_marchin_orders.csv"
SOURCES: dict[str, list[str]] = {
    "london": ["conversations/london.youth.policing"],
    "seattle": ["conversations/15-per-hour-seattle"],
    "bg2050": ["conversations/bg2050-volunteers"],
    "housing": ["conversations/scoop-hivemind.affordable-housing"],
    "uberx": ["conversations/vtaiwan.uberx"],
    "ksd": ["--shape", "ksd", "--texts", TEXTS],
}
WAYS: dict[str, list[str]] = {"": [], "-kills": ["--kills", "5"]}
RUNS = {f"{source}{way}": [*SOURCES[source], *WAYS[way]] for way in WAYS for source in SOURCES}
RUNS["london-socket"] = [*SOURCES["london"], "--mode", "socket"]
POSTGRES = "-postgres"
RUNS |= {f"{name}{POSTGRES}": RUNS[name] for name in ("london", "seattle", "london-kills", "seattle-kills")}
COLUMNS = [
    ("comments_stored", "comments"),
    ("ratings_sent", "clicks"),
    ("ratings_stored", "ratings"),
    ("people", "people"),
    ("star_sum", "sum of stars"),
    ("lost", "lost"),
    ("doubled", "doubled"),
    ("kills", "kills"),
    ("retries", "tapped again"),
    ("ack_p50_ms", "p50 ms"),
    ("ack_p99_ms", "p99 ms"),
    ("seconds", "seconds"),
    ("cpu", "CPU s, bot + playground"),
    ("load", "load"),
]


def play(data: Path, name: str) -> bool:
    """Play one; return whether it was whole."""
    report = KEPT / f"{name}.json"
    arguments = [str(data / part) if "/" in part else part for part in RUNS[name]]
    command = [sys.executable, "-m", "bot", "replay", *arguments, "--report", str(report)]
    load = getloadavg()[0]
    if name.endswith(POSTGRES):
        with Postgres() as server:
            server.psql("CREATE DATABASE replay")
            done = subprocess.run([*command, "--database", server.url("replay")], check=False)
    else:
        done = subprocess.run(command, check=False)
    if report.exists():
        figures = json.loads(report.read_text(encoding="utf-8"))
        figures["load"] = f"{load:.0f}–{getloadavg()[0]:.0f}"
        report.write_text(json.dumps(figures), encoding="utf-8")
    return done.returncode == 0


def line(name: str) -> str:
    """Return a run's line of the table."""
    figures: dict[str, Any] = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    figures["cpu"] = f"{figures['cpu_s']['bot']} + {figures['cpu_s']['playground']}"
    cells = [figures.get(key, "") for key, _ in COLUMNS]
    return " | ".join([f"| {name}", *(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells)]) + " |"


def main() -> int:
    """Play what was asked for and print the table of all there is."""
    if len(sys.argv) < 2 or set(sys.argv[2:]) - set(RUNS):
        print(__doc__)
        return 2
    KEPT.mkdir(parents=True, exist_ok=True)
    whole = [play(Path(sys.argv[1]), name) for name in sys.argv[2:] or RUNS]
    print(" | ".join(["| run", *(title for _, title in COLUMNS)]) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for name in RUNS:
        if (KEPT / f"{name}.json").exists():
            print(line(name))
    return 0 if all(whole) else 1


if __name__ == "__main__":
    sys.exit(main())
