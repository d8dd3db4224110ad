"""Catalogue files: Fluent syntax, read by Mozilla's parser and compiled to what formats in microseconds.

A message is text, `{ $name }` and selections. Fluent's terms, references and functions are refused, so that a
translator needs to know three things. Why not fluent.runtime: docs/decisions/0013-texts.md.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.syntax import FluentParser, ast

from bot.texts.locales import plural_category

Show = Callable[[str, Any], str]
"""Turns a parameter into words: its name and its value."""

Format = Callable[[Show, Mapping[str, Any]], str]
"""Returns the words of a message. Raises KeyError when a parameter is missing."""


class CatalogueError(ValueError):
    """A catalogue file that cannot be used. The message names the file and the message in it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A selection by one parameter: by plural form, by exact number or by word. default: the key marked with a star."""

    name: str
    variants: Mapping[str, "Pattern"]
    default: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place where a parameter is shown."""

    name: str


Pattern = tuple[str | Parameter | Choice, ...]

_STOP = re.compile(r"([*_]*)\.(?=\s|$)")
_ENDS = (".", "?", "!", "…")
_MARKS = "*_\u2060"  # around words in bold, and what keeps their own signs from pairing


def features(language: str) -> list[str]:
    """Return the names of a language's catalogue files, without their ending."""
    return sorted(
        each.name.removesuffix(".ftl")
        for each in files("bot.texts").joinpath(language).iterdir()
        if _is_file(each.name)
    )


def _is_file(name: str) -> bool:
    return name.endswith(".ftl")


@cache
def compiled(language: str, feature: str) -> Mapping[str, str | Format]:
    """Return a feature's messages by their whole id, {} without such a file; those without parameters are words."""
    return {each: compile_pattern(pattern, language) for each, pattern in patterns(language, feature).items()}


@cache
def patterns(language: str, feature: str) -> Mapping[str, Pattern]:
    """Return a feature's messages by their whole id, parsed. Raises CatalogueError."""
    file = files("bot.texts").joinpath(language, f"{feature}.ftl")
    if not re.fullmatch(r"[a-z_]+", feature) or not file.is_file():
        return {}
    return parse(file.read_text(encoding="utf-8"), feature, where=f"{language}/{feature}.ftl")


def parse(text: str, feature: str, *, where: str) -> dict[str, Pattern]:
    """Return the messages of a catalogue's text: `feature.message`, and `feature.message.attribute`.

    Raises CatalogueError for anything but messages and comments, and for an id that comes twice.
    """
    found: dict[str, Pattern] = {}
    for entry in FluentParser(with_spans=False).parse(text).body:
        if isinstance(entry, ast.BaseComment):
            continue
        if not isinstance(entry, ast.Message):
            content = str(getattr(entry, "content", "") or "").strip().splitlines()
            msg = f"{where}: cannot be read: {content[0] if content else type(entry).__name__}"
            raise CatalogueError(msg)
        name = f"{feature}.{entry.id.name}"
        parts = [(name, entry.value), *((f"{name}.{each.id.name}", each.value) for each in entry.attributes)]
        for full, pattern in parts:
            if pattern is None:
                continue
            if full in found:
                msg = f"{where}: {full} is there twice"
                raise CatalogueError(msg)
            found[full] = _read(pattern, f"{where}: {full}")
    return found


def _read(pattern: ast.Pattern, where: str) -> Pattern:
    parts: list[str | Parameter | Choice] = []
    for element in pattern.elements:
        part = element.value if isinstance(element, ast.TextElement) else _read_placeable(element.expression, where)
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return tuple(parts)


def _read_placeable(expression: Any, where: str) -> str | Parameter | Choice:
    if isinstance(expression, ast.StringLiteral):
        return str(expression.parse()["value"])
    if isinstance(expression, ast.VariableReference):
        return Parameter(expression.id.name)
    if isinstance(expression, ast.SelectExpression) and isinstance(expression.selector, ast.VariableReference):
        variants: dict[str, Pattern] = {}
        default = ""
        for each in expression.variants:
            key = each.key.name if isinstance(each.key, ast.Identifier) else each.key.value
            if key in variants:
                msg = f"{where}: [{key}] is there twice"
                raise CatalogueError(msg)
            variants[key] = _read(each.value, where)
            default = key if each.default else default
        return Choice(expression.selector.id.name, variants, default)
    msg = f"{where}: only text, parameters and selections by a parameter are used here"
    raise CatalogueError(msg)


def compile_pattern(pattern: Pattern, language: str) -> str | Format:
    """Return a message as its words, or as a function that makes them.

    A parameter that ends with a full stop, as "Tobias L." does, or with another end of a sentence gets none behind it.
    """
    if all(isinstance(part, str) for part in pattern):
        return "".join(str(part) for part in pattern)
    parts = [part if isinstance(part, str) else _compile_part(part, language) for part in pattern]
    stops = {
        place: _STOP.sub(r"\1", part, count=1)
        for place, part in enumerate(parts)
        if place and isinstance(part, str) and _STOP.match(part)
    }

    def words(show: Show, values: Mapping[str, Any]) -> str:
        found = [part if isinstance(part, str) else part(show, values) for part in parts]
        for place, without in stops.items():
            if found[place - 1].rstrip(_MARKS).endswith(_ENDS):
                found[place] = without
        return "".join(found)

    return words


def _compile_part(part: Parameter | Choice, language: str) -> Format:
    name = part.name
    if isinstance(part, Parameter):
        return lambda show, values: show(name, values[name])
    variants = {key: compile_pattern(each, language) for key, each in part.variants.items()}
    default = variants[part.default]

    def chosen(show: Show, values: Mapping[str, Any]) -> str:
        value = values[name]
        found = variants.get(_key(value))
        if found is None and isinstance(value, int):
            found = variants.get(plural_category(language, value))
        found = default if found is None else found
        return found if isinstance(found, str) else found(show, values)

    return chosen


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def parameters(pattern: Pattern) -> Iterator[str]:
    """Yield the names of a message's parameters."""
    for part in pattern:
        if isinstance(part, Parameter | Choice):
            yield part.name
        if isinstance(part, Choice):
            for each in part.variants.values():
                yield from parameters(each)
