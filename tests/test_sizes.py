"""Functions and files stay short enough to be read at once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
MAX_FUNCTION, MAX_MEDIAN, MAX_FILE = 60, 8, 320
UNBOUNDED = {"storage/models.py"}  # the schema, read table by table


def sources() -> Iterator[tuple[str, str]]:
    """Yield name and text of each module of the bot and storage; a migration is one function."""
    for top in ("bot", "storage"):
        for path in sorted((ROOT / top).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith("storage/migrations/versions/"):
                yield name, path.read_text(encoding="utf-8")


@cache
def functions() -> tuple[tuple[int, str], ...]:
    """Return lines and name of each function, those inside others and their decorators too."""
    return tuple(_functions())


def _functions() -> Iterator[tuple[int, str]]:
    for name, text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                yield (node.end_lineno or first) - first + 1, f"{name}: {node.name}"


def test_no_function_is_longer_than_a_screen() -> None:
    assert [each for each in functions() if each[0] > MAX_FUNCTION] == []


def test_most_functions_are_a_few_lines() -> None:
    assert median(lines for lines, _ in functions()) <= MAX_MEDIAN


def test_files_fit_in_the_head() -> None:
    long = {name for name, text in sources() if len(text.splitlines()) > MAX_FILE}
    assert long == UNBOUNDED
