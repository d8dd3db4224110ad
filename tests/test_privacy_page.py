"""docs/privacy.md is true sentence by sentence: each says which tests hold it, and each of these is there."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/privacy.md"
LIMITS = "## What cannot be hidden"
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def statements() -> list[str]:
    """Return the statements of the page: the items of its lists, before the limits that no test can hold."""
    stated = PAGE.read_text(encoding="utf-8").split(LIMITS)[0]
    return [re.sub(r"\s+", " ", item) for item in re.findall(r"^- (.*(?:\n  .*)*)", stated, flags=re.MULTILINE)]


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_each_statement_names_a_test_that_is_there() -> None:
    found = {each: _TEST.findall(each) for each in statements()}
    assert len(found) > 30
    assert [each for each, tests in found.items() if not tests] == []
    gone = [f"{path}::{name}" for tests in found.values() for path, name in tests if name not in names_in(path)]
    assert gone == []


def test_the_limits_are_on_the_page() -> None:
    limits = PAGE.read_text(encoding="utf-8").split(LIMITS)[1]
    for each in ("Slack's own records", "live watcher", "everybody else's stars", "Backups", "WAL archiving"):
        assert each in limits
