"""Which sentences templates name: `{{ texts("explorer.short") }}`, with their parameters, as in Python files."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from bot.texts.check import Use


def uses_in_template(path: Path, name: str) -> Iterator[Use]:
    """Yield every sentence that a template names. name: what complaints call the file."""
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "texts" and call.args:
            where = f"{name}:{call.lineno}"
            named = frozenset(each.key for each in call.kwargs)
            code, is_pattern = _code(call.args[0])
            yield Use(where, code, named, is_pattern)


def _code(argument: nodes.Expr) -> tuple[str, bool]:
    """Return the id that a first argument is: a literal, or a literal that something is added to."""
    if isinstance(argument, nodes.Const):
        return str(argument.value), False
    if isinstance(argument, nodes.Concat) and isinstance(argument.nodes[0], nodes.Const):
        return str(argument.nodes[0].value).replace(".", r"\.") + "[a-z0-9_]+", True
    return "", False
