"""How queries are written: rows by the names of their columns, an exchange by its scope."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def find(folders: tuple[str, ...], is_fault: Callable[[ast.AST], bool]) -> list[str]:
    """Return where these folders hold a fault, as path:line."""
    return [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"  # type: ignore[attr-defined]
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if is_fault(node)
    ]


def is_row(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in {"row", "found_row"}


def reads_by_index(node: ast.AST) -> bool:
    """Say whether a row is read by a number, by a slice, or as the arguments of a class in the order of its columns."""
    if isinstance(node, ast.Subscript):
        index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
        is_number = isinstance(index, ast.Slice) or (isinstance(index, ast.Constant) and isinstance(index.value, int))
        return is_row(node.value) and is_number
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id[0].isupper()):
        return False
    return any(isinstance(each, ast.Starred) and is_row(each.value) for each in node.args)


def is_inner_mapping(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"_mapping", "_fields"}


def compares_with_exchange(node: ast.AST) -> bool:
    """Say whether an exchange is compared with by itself: `in_exchange` and `same` compare the tenant too."""
    return any(
        isinstance(each, ast.Attribute)
        and each.attr == "exchange_id"
        and isinstance(each.value, ast.Attribute)
        and each.value.attr == "c"
        for each in _sides(node)
    )


def _sides(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
        yield from (node.left, *node.comparators)


def takes_the_pair(node: ast.AST) -> bool:
    """Say whether a function takes a tenant and an exchange apart."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    needed = node.args.args[: len(node.args.args) - len(node.args.defaults)]
    return {"tenant_id", "exchange_id"} <= {each.arg for each in needed}


def test_rows_are_read_by_the_names_of_their_columns() -> None:
    assert find(("bot", "storage"), reads_by_index) == []


def test_one_function_reads_rows_into_dataclasses() -> None:
    assert {each.split(":")[0] for each in find(("bot", "storage"), is_inner_mapping)} == {"storage/rows.py"}


def test_an_exchange_is_named_with_its_tenant() -> None:
    places = {each.split(":")[0] for each in find(("storage",), compares_with_exchange)}
    assert places == {"storage/moderation.py", "storage/scope.py"}, "the queue is of one exchange, or of all"


def test_functions_of_storage_take_a_scope() -> None:
    assert find(("storage",), takes_the_pair) == []


@pytest.mark.parametrize(
    ("code", "is_fault"),
    [
        ("row[0]", reads_by_index),
        ("row[-1]", reads_by_index),
        ("row[1:]", reads_by_index),
        ("Score(*row)", reads_by_index),
        ("row._mapping", is_inner_mapping),
        ("row._fields", is_inner_mapping),
        ("rating.c.exchange_id == exchange_id", compares_with_exchange),
        ("def get(db, tenant_id, exchange_id): ...", takes_the_pair),
    ],
)
def test_each_fault_is_found(code: str, is_fault: Callable[[ast.AST], bool]) -> None:
    assert any(is_fault(node) for node in ast.walk(ast.parse(code)))
