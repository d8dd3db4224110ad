"""docs/features.md: each feature is held by a test that exists and runs, or names the part that brings it."""

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FEATURES = ROOT / "docs" / "features.md"
ROWS = 128  # the numbered features of the field
CLAUSES = {
    "Exchange",
    "Announcement",
    "Comment",
    "Rate",
    "App Home",
    "Moderators",
    "Digest",
    "Ratings",
    "Themes",
    "Storage",
    "Workspaces",
    "Bad input",
}
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_LATER = re.compile(r"\bpart [2-8]\b")
_FAULT = re.compile(r"[A-E]\d+( \([\w ]+\))?")
_LEFT_OUT = {"skip", "skipif", "xfail", "importorskip"}


def rows() -> list[list[str]]:
    """Return the cells of every row of every table, headings left out."""
    lines = [line for line in FEATURES.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not set(line) <= set("|-: ")]
    return [cells for cells in found if cells[0] not in {"#", "what", "label"}]


def named_tests() -> set[tuple[str, str]]:
    """Return (file, test) of every test that a row names."""
    return {found for cells in rows() for found in _NAMED.findall(cells[-1])}


Function = ast.FunctionDef | ast.AsyncFunctionDef


def names_in(nodes: Iterable[ast.AST]) -> set[str]:
    """Return every name and attribute in some code; what leaves a test out only where it is pytest's."""
    parts = [part for node in nodes for part in ast.walk(node)]
    attributes = (part for part in parts if isinstance(part, ast.Attribute))
    found = {each.attr for each in attributes if each.attr not in _LEFT_OUT or _is_of_pytest(each)}
    return found | {part.id for part in parts if isinstance(part, ast.Name) and part.id not in _LEFT_OUT}


def _is_of_pytest(attribute: ast.Attribute) -> bool:
    """Say whether it is `pytest.skip`, say, and not somebody's act of skipping."""
    return ast.unparse(attribute.value).partition(".")[0] in {"pytest", "mark"}


@cache
def helpers_that_leave_out() -> set[str]:
    """Return the functions of the tests' own modules, by name, that may skip the test which calls them."""
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py")]
    modules = [ast.parse(text) for text in texts if "skip" in text or "xfail" in text]
    functions = [node for module in modules for node in ast.walk(module) if isinstance(node, Function)]
    return {
        node.name for node in functions if not node.name.startswith("test_") and names_in(node.body) & {"skip", "xfail"}
    }


def left_out(source: str) -> dict[str, set[str]]:
    """Return the tests of a module's text, each with what leaves it out of runs; nothing for most."""
    module = ast.parse(source)
    tests = [node for node in module.body if isinstance(node, Function) and node.name.startswith("test_")]
    signs = {sign for sign in _LEFT_OUT | helpers_that_leave_out() if sign in source}
    if not signs:
        return {node.name: set() for node in tests}
    of_module = names_in(node for node in module.body if not isinstance(node, Function | ast.ClassDef))
    return {node.name: (names_in([node]) | (of_module & _LEFT_OUT)) & signs for node in tests}


@cache
def in_file(path: str) -> dict[str, set[str]]:
    """Return the tests of a file; see `left_out`."""
    file = ROOT / path
    return left_out(file.read_text(encoding="utf-8")) if file.exists() else {}


def test_every_numbered_feature_of_the_field_is_there_and_says_where() -> None:
    numbered = [cells for cells in rows() if cells[0].isdecimal()]
    assert [int(cells[0]) for cells in numbered] == list(range(1, ROWS + 1))
    assert all(len(cells) == 4 and all(cells) for cells in numbered)


def test_every_bullet_of_the_conversation_has_its_rows() -> None:
    clauses = [
        cells[0].partition(":") for cells in rows() if not cells[0].isdecimal() and not _FAULT.fullmatch(cells[0])
    ]
    assert {heading for heading, _, _ in clauses} == CLAUSES
    assert all(words.strip() for _, _, words in clauses)


def test_every_fault_that_was_found_has_its_row_in_order() -> None:
    labels = [cells[0].split(" ")[0] for cells in rows() if _FAULT.fullmatch(cells[0])]
    found = {"A": 5, "B": 14, "C": 16, "D": 15, "E": 8}
    assert list(dict.fromkeys(labels)) == [f"{letter}{n + 1}" for letter, many in found.items() for n in range(many)]


def test_every_row_names_a_test_or_a_later_part() -> None:
    silent = [cells for cells in rows() if not _NAMED.search(cells[-1]) and not _LATER.search(cells[-1])]
    assert not silent


def test_whatever_looks_like_a_test_is_read_as_one() -> None:
    written = FEATURES.read_text(encoding="utf-8")
    assert written.count("::") == sum(len(_NAMED.findall(cells[-1])) for cells in rows())


@pytest.mark.parametrize(("path", "test"), sorted(named_tests()), ids=lambda each: each.rpartition("/")[2])
def test_the_named_test_exists_and_runs(path: str, test: str) -> None:
    assert test in in_file(path), f"{path} has no {test}"
    assert not in_file(path)[test], f"{test} is left out of runs"


@pytest.mark.parametrize(
    "source",
    [
        "@pytest.mark.skip\ndef test_it(): ...",
        '@pytest.mark.skipif(True, reason="x")\nasync def test_it(): ...',
        "@pytest.mark.xfail\ndef test_it(): ...",
        "def test_it():\n    pytest.skip('x')",
        "pytestmark = pytest.mark.skip\ndef test_it(): ...",
        "def test_it():\n    recorded('conversations')",
        "np = pytest.importorskip('numpy')\ndef test_it(): ...",
    ],
)
def test_a_test_that_is_left_out_is_noticed(source: str) -> None:
    assert left_out(source)["test_it"]
    assert left_out("@pytest.mark.parametrize('n', [1])\ndef test_it(n): ...") == {"test_it": set()}
