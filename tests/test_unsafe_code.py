"""Nothing that is stored or sent is run: no pickles, no YAML tags, no SQL put together from what people write."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [
    path for top in ("bot", "storage") for path in sorted((ROOT / top).rglob("*.py")) if "versions" not in path.parts
]
_RUNNERS = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}
MAKES_SQL = {
    "storage/batch_postgres.py",  # columns and conditions that are constants of the module
    "storage/batch_sqlite.py",  # the same, and as many question marks as there are rows
    "storage/backup_postgres.py",  # names of tables of PostgreSQL's catalogue; its own constant
    "storage/backup_sqlite.py",  # names of tables of SQLite's catalogue
    "storage/resting.py",  # names of tables and columns of the schema
}
"""Files with a statement that is put together, of names that no person writes."""


def faults(source: str) -> list[str]:
    """Return what in a module runs data."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [each.name for each in node.names if each.name.partition(".")[0] in _RUNNERS]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in _RUNNERS:
            found.append(str(node.module))
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in {"eval", "exec"} or re.fullmatch(r"yaml\.(unsafe_|full_)?load(_all)?", called):
                found.append(called)
    return found


def test_nothing_that_is_read_is_run() -> None:
    found = {path.relative_to(ROOT).as_posix(): faults(path.read_text(encoding="utf-8")) for path in CODE}
    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.parametrize("line", ["import pickle", "from joblib import load", "yaml.load(text)", "eval(text)"])
def test_what_runs_data_is_noticed(line: str) -> None:
    assert faults(line)
    assert not faults("import json\nyaml.safe_load(text)\nastuple(eval_it)")


def test_jobs_of_the_scheduler_are_kept_in_memory_alone() -> None:
    text = (ROOT / "bot" / "scheduler.py").read_text(encoding="utf-8")
    assert "AsyncIOScheduler(timezone=UTC)" in text, "a store of jobs would keep pickles"
    assert not [path for path in CODE if "jobstore" in path.read_text(encoding="utf-8").lower()]


def test_statements_are_put_together_of_nothing_that_people_write() -> None:
    """ruff's S608 finds a statement that is put together; what silences it is in the list above."""
    silent = {path.relative_to(ROOT).as_posix() for path in CODE if "S608" in path.read_text(encoding="utf-8")}
    assert silent == MAKES_SQL
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    of_all = settings[settings.index("[tool.ruff.lint]") : settings.index("[tool.ruff.lint.per-file-ignores]")]
    assert 'select = ["ALL"]' in of_all
    assert "S608" not in of_all
