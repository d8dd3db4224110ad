"""States, kinds and sources that columns hold are members of their enums in the code, never bare words."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot.core.themes import ThemeKind
from storage.enums import (
    ActKind,
    AlertKind,
    CommentState,
    DeliveryKind,
    DeliveryState,
    ExchangeState,
    ModerationMode,
    StoredThemeKind,
    ThemeChangeKind,
)

ROOT = Path(__file__).parents[2]

STATES = {word.value for words in (CommentState, ExchangeState, DeliveryState) for word in words}
KINDS = {word.value for words in (DeliveryKind, StoredThemeKind, ThemeChangeKind, AlertKind) for word in words}
HOLDERS: dict[str, set[str]] = {
    "state": STATES,
    "states": STATES,
    "was": STATES,
    "kind": KINDS,
    "moderation": {word.value for word in ModerationMode},
    "act": {word.value for word in ActKind},
}
"""Names of columns, attributes and arguments, and the words that they hold."""

WITHOUT_STORAGE = ("bot/core/", "bot/worker/", "bot/playground/")
"""Folders that know nothing of the tables; of the playground, what reads the bot's tables is searched."""
READS_TABLES = ("bot/playground/example/", "bot/playground/replay/", "bot/playground/due.py")


def bare_words(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the literals that are compared with, assigned to or passed as a state, kind or source."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            yield from _words_beside([name_of(each) for each in sides], sides)
        elif isinstance(node, ast.Assign):
            yield from _words_beside([name_of(each) for each in node.targets], [node.value])
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                yield from _words_beside([key.value if isinstance(key, ast.Constant) else ""], [value])
        elif isinstance(node, ast.Call):
            yield from _words_of_call(node)


def _words_of_call(node: ast.Call) -> Iterator[ast.Constant]:
    for keyword in node.keywords:
        yield from _words_beside([keyword.arg], [keyword.value])
    if isinstance(node.func, ast.Attribute):
        is_list_of_states = node.func.attr in {"list_in_state", "list_all"}
        holder = (
            "state" if is_list_of_states else name_of(node.func.value) if node.func.attr in {"in_", "not_in"} else ""
        )
        yield from _words_beside([holder], node.args)


def _words_beside(names: Iterable[object], values: Iterable[ast.expr]) -> Iterator[ast.Constant]:
    words = set().union(*(HOLDERS.get(str(name), set()) for name in names))
    for value in values:
        for each in _literals(value):
            if each.value in words:
                yield each


def _literals(node: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Constant):
        yield node
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for each in node.elts:
            yield from _literals(each)
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))


def name_of(node: ast.expr) -> str:
    """Return the last name of an expression such as `comment.c.state`, "" for another."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_no_state_is_written_as_a_bare_word() -> None:
    found = []
    for path in sorted(each for folder in ("bot", "storage") for each in (ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if "/migrations/" in name or (name.startswith(WITHOUT_STORAGE) and not name.startswith(READS_TABLES)):
            continue
        found += [f"{name}:{each.lineno} {each.value!r}" for each in bare_words(ast.parse(path.read_text("utf-8")))]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'comment.c.state == "live"',
        'exchange.state not in {"draft", "closed"}',
        'comment.c.state.in_(["live", "hidden"])',
        'update(comment, state="removed")',
        '{"state": "due"}',
        'state = "pending" if is_held else "live"',
        'await exchanges.list_all(db, tenant_id, "open")',
        'update_state(db, scope, was=("draft",))',
        'change.kind == "split"',
    ],
)
def test_a_bare_word_is_found(code: str) -> None:
    assert list(bare_words(ast.parse(code)))


def test_a_member_of_an_enum_is_no_bare_word() -> None:
    assert not list(bare_words(ast.parse("comment.c.state == CommentState.LIVE")))


def test_the_finder_and_the_table_have_the_same_kinds_of_themes() -> None:
    assert [kind.value for kind in StoredThemeKind] == [kind.value for kind in ThemeKind]
