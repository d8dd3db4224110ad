"""The generated parts of docs/architecture.md: the tree, from docstrings, and line numbers of links into the code.

    python -m tests.architecture

writes them again; `make docs` does that, and tests/test_architecture.py compares.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/architecture.md"
_BEGIN, _END = "<!-- tree -->", "<!-- end of tree -->"
_LINK = re.compile(r"\[`(?P<name>(?:(?!\.py`)[\w.])+)`\]\(\.\./(?P<path>[\w/]+\.py)(?:#L\d+)?\)")


def generate(page: str) -> str:
    """Return the page with its tree and line numbers as the code is now. Raises LookupError for a link to nothing."""
    before, rest = page.split(_BEGIN)
    after = rest.split(_END)[1]
    page = f"{before}{_BEGIN}\n{_tree()}\n{_END}{after}"
    return _LINK.sub(
        lambda link: f"[`{link['name']}`](../{link['path']}#L{find_line(link['path'], link['name'])})", page
    )


def find_line(path: str, name: str) -> int:
    """Return the line of a function, class or method ("Class.method") in a file, from 1. Raises LookupError."""
    *classes, last = name.split(".")
    body: list[ast.stmt] = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
    for each in classes:
        body = next((node.body for node in body if isinstance(node, ast.ClassDef) and node.name == each), [])
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name == last:
            return node.lineno
    msg = f"{path} has no {name}"
    raise LookupError(msg)


def _tree() -> str:
    return "\n".join(line for top in ("bot", "storage") for line in _package(ROOT / top))


def _package(folder: Path) -> Iterator[str]:
    yield f"\n### `{folder.relative_to(ROOT)}/`\n\n{summary(folder / '__init__.py')}\n\n| file | |\n| --- | --- |"
    for file in sorted(folder.glob("*.py")):
        if file.name != "__init__.py":
            yield f"| [`{file.name}`](../{file.relative_to(ROOT)}) | {summary(file)} |"
    for inner in sorted(folder.iterdir()):
        if (inner / "__init__.py").exists() and inner.name != "migrations":
            yield from _package(inner)


def summary(file: Path) -> str:
    """Return what a file is for: the first paragraph of its docstring."""
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(generate(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
