"""The import graph has no circles; imports for type checkers alone count too."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("bot", "storage")


def circle(edges: dict[str, set[str]]) -> list[str]:
    """Return the modules of one circle, [] when there is none."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def imports(graph: grimp.ImportGraph, root: str) -> Iterator[tuple[str, str]]:
    """Yield (importer, imported) for every import inside a package."""
    inside = {each for each in graph.modules if each == root or each.startswith(f"{root}.")}
    for importer in inside:
        for imported in graph.find_modules_directly_imported_by(importer) & inside:
            yield importer, imported


@pytest.mark.parametrize("root", ["bot", "storage"])
def test_modules_form_no_circle(graph: grimp.ImportGraph, root: str) -> None:
    edges: dict[str, set[str]] = {}
    for importer, imported in imports(graph, root):
        edges.setdefault(importer, set()).add(imported)
    assert edges
    assert not circle(edges)


def test_folders_of_the_playground_form_no_circle(graph: grimp.ImportGraph) -> None:
    edges: dict[str, set[str]] = {}
    for pair in imports(graph, "bot.playground"):
        importer, imported = (each.split(".")[2] if each.count(".") > 1 else "" for each in pair)
        if importer != imported:
            edges.setdefault(importer, set()).add(imported)
    assert edges["events"]
    assert not circle(edges)


def test_a_circle_is_found() -> None:
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}
