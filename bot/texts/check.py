"""What a catalogue has to hold, and what the code has to name.

`make check` runs it; `python -m bot.texts.check` runs what concerns the catalogues alone. Every function returns
complaints, each a line that names a file or an id; none is good.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.texts.catalogue import CatalogueError, Choice, Parameter, Pattern, features, parameters, patterns
from bot.texts.locales import DEFAULT, LANGUAGES, plural_categories

LIMITS = {
    "title": 24,  # of a modal; its two buttons too
    "submit": 24,
    "close": 24,
    "button": 75,
    "option": 75,
    "description": 75,  # of a checkbox
    "spoken": 75,  # accessibility_label of a button
    "placeholder": 150,
    "header": 150,
    "label": 2_000,  # of a field
    "hint": 2_000,
    "unknown": 2_000,  # what is wrong at a field
    "confirm_title": 100,
    "confirm_text": 300,
    "confirm_yes": 30,
    "confirm_no": 30,
    "does": 100,  # of a subcommand: in a line of the overview
}
"""Characters that Slack takes, by the end of a part of an id: `rate.skip.button`, or `rate.skip_option.unclear`."""

FREE = frozenset({"stars"})
"""Parameters that never reach a million, so that Spanish needs no `many` of them."""

MAKERS = frozenset({"texts", "UserError", "InputError", "Message", "super", "self", "EN", "ES"})
"""Calls whose first argument is the id of a sentence, and whose other arguments are its parameters."""

_OWNERS = frozenset({"self", "actor"})
"""Whose attribute `texts` is meant."""

_NOT_PARAMETERS = {"block_id"}
_MAX_NUMBER_LENGTH = "1,234"
_CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
_PAIRS = {"(": ")", "[": "]", "“": "”", "<": ">"}
_SPANISH_ONLY = "¿¡"
_ID = re.compile(r"[a-z_]+(\.[a-z0-9_]+){1,2}")
_TAG = re.compile(r"</?[a-z]\w*>|&(?!amp;|lt;|gt;)\w+;", re.IGNORECASE)

Catalogue = Mapping[str, Pattern]


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the code that names a sentence. code: the id, or a regular expression where is_pattern.

    names: its parameters, None where they are handed over as a mapping.
    """

    where: str
    code: str
    names: frozenset[str] | None
    is_pattern: bool = False


def load(language: str) -> Catalogue:
    """Return all messages of a language. Raises CatalogueError."""
    return {code: pattern for feature in features(language) for code, pattern in patterns(language, feature).items()}


def check_catalogues(catalogues: Mapping[str, Catalogue]) -> list[str]:
    """Return what is wrong with the catalogues by themselves."""
    whole = catalogues[DEFAULT]
    found = []
    for language, catalogue in catalogues.items():
        found += [f"{language}: {code} is missing" for code in whole if code not in catalogue]
        found += [f"{language}: {code} is not in {DEFAULT}" for code in catalogue if code not in whole]
        for code, pattern in catalogue.items():
            found += [f"{language}: {code}: {each}" for each in check_message(code, pattern, language)]
            theirs = set(parameters(whole.get(code, pattern)))
            if set(parameters(pattern)) != theirs:
                found.append(f"{language}: {code}: the parameters are {sorted(theirs)} in {DEFAULT}")
    return found


def check_message(code: str, pattern: Pattern, language: str) -> list[str]:
    """Return what is wrong with one message."""
    found = []
    if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*(\.[a-z0-9]+(_[a-z0-9]+)*){1,2}", code):
        found.append("ids are written in small letters, with _ between words")
    for choice in choices(pattern):
        if set(choice.variants) & _CATEGORIES:
            needed = plural_categories(language) - ({"many"} if choice.name in FREE else set())
            lacking = needed - set(choice.variants)
            found += [f"the plural form [{each}] of ${choice.name} is missing" for each in sorted(lacking)]
            found += [
                f"{language} has no [{each}]"
                for each in sorted(set(choice.variants) & _CATEGORIES - plural_categories(language))
            ]
    for text in variants(pattern):
        found += _check_text(code, text)
        if language == "es" and any(
            text.count(end) > text.count(begin) for begin, end in zip(_SPANISH_ONLY, "?!", strict=True)
        ):
            found.append(f"¿ or ¡ is missing: {text}")
    return list(dict.fromkeys(found))


def _check_text(code: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield "it is empty"
    if text != text.strip():
        yield "it begins or ends with a space"
    if re.search(r"\b(TODO|FIXME|XXX)\b|\?\?\?", text):
        yield "it is not finished"
    yield from _check_markup(re.sub(r"`[^`]*`|:[a-z0-9_+-]+:", "", text))
    if re.search(r"#\{\$(?!number\})", text) or re.search(r"(?<!#)\{\$number\}", text):
        yield f"$number is a comment's, written #{{ $number }}, and nothing else is written so: {text}"
    limit = limit_of(code)
    shown = re.sub(r"\{\$\w+\}", _MAX_NUMBER_LENGTH, text)
    if limit and len(shown) > limit:
        yield f"Slack takes {limit} characters here, these are {len(shown)}: {shown}"


def _check_markup(text: str) -> Iterator[str]:
    for sign in "*_~`":
        if text.count(sign) % 2:
            yield f"{sign} does not pair: {text}"
    for begin, end in _PAIRS.items():
        if text.count(begin) != text.count(end):
            yield f"{begin} and {end} do not pair: {text}"
    if _TAG.search(text):
        yield f"no HTML: {text}"


def limit_of(code: str) -> int | None:
    """Return how many characters Slack takes where a sentence is shown, None where there is no such limit."""
    feature, *parts = code.split(".")
    if feature == "commands":
        parts = parts[1:]  # the first is a subcommand, such as `close`
    for part in reversed(parts):
        for surface, limit in sorted(LIMITS.items(), key=lambda each: -len(each[0])):
            if part == surface or part.endswith(f"_{surface}"):
                return limit
    return None


def choices(pattern: Pattern) -> Iterator[Choice]:
    """Yield every selection of a message, inner ones too."""
    for part in pattern:
        if isinstance(part, Choice):
            yield part
            for each in part.variants.values():
                yield from choices(each)


def variants(pattern: Pattern) -> list[str]:
    """Return the words of a message in every combination of its selections; parameters as {$name}."""
    found = [""]
    for part in pattern:
        if isinstance(part, str):
            ends = [part]
        elif isinstance(part, Parameter):
            ends = [f"{{${part.name}}}"]
        else:
            ends = [text for each in part.variants.values() for text in variants(each)]
        if len(found) * len(ends) > 200:  # noqa: PLR2004 - many selections in a row: each form once is enough
            longest = max(found, key=len)
            found = [longest + end for end in ends]
        else:
            found = [begin + end for begin in found for end in ends]
    return found


def uses_in(path: Path, name: str) -> Iterator[Use]:
    """Yield every sentence that a Python file names. name: what complaints call the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and _called(node.func) in MAKERS:
            where = f"{name}:{node.lineno}"
            names = _names(node)
            for code, is_pattern in _codes(node.args[0]):
                if _called(node.func) == "super" and not _ID.fullmatch(code):
                    continue  # the message of another error
                yield Use(where, code, names, is_pattern)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        owner = function.value
        if function.attr == "__init__":  # of an error that is a class of its own
            return "super" if isinstance(owner, ast.Call) else ""
        owned = isinstance(owner, ast.Name) and owner.id in _OWNERS
        return function.attr.removeprefix("_") if owned or isinstance(owner, ast.Attribute) else ""
    return function.id if isinstance(function, ast.Name) else ""


def _names(call: ast.Call) -> frozenset[str] | None:
    """Return the parameters of a call; a Message has them as a mapping. None where they are not written out."""
    if any(each.arg is None for each in call.keywords):
        return None
    if len(call.args) == 1:
        return frozenset(each.arg for each in call.keywords if each.arg and each.arg not in _NOT_PARAMETERS)
    if not isinstance(call.args[1], ast.Dict):
        return None
    keys = [key.value for key in call.args[1].keys if isinstance(key, ast.Constant)]
    return frozenset(map(str, keys)) if len(keys) == len(call.args[1].keys) else None


def _codes(argument: ast.expr) -> Iterator[tuple[str, bool]]:
    """Yield the ids that a first argument may be: a literal, a literal with parts to fill in, or one of two."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value, False
    elif isinstance(argument, ast.JoinedStr):
        parts = [
            re.escape(str(each.value)) if isinstance(each, ast.Constant) else r"[a-z0-9_]+" for each in argument.values
        ]
        yield "".join(parts), True
    elif isinstance(argument, ast.IfExp):
        yield from _codes(argument.body)
        yield from _codes(argument.orelse)
    else:
        yield "", False


def check_uses(uses: Iterable[Use], catalogue: Catalogue) -> list[str]:
    """Return what the code names wrongly."""
    found = []
    for use in uses:
        if not use.code:
            found.append(f"{use.where}: the id has to be written here, as a literal or an f-string")
            continue
        meant = [code for code in catalogue if _is_meant(use, code)]
        if not meant:
            found.append(f"{use.where}: no sentence {use.code}")
        for code in meant:
            needed = set(parameters(catalogue[code]))
            if use.names is not None and use.names != needed:
                found.append(f"{use.where}: {code} takes {sorted(needed)}, not {sorted(use.names)}")
    return found


def check_unused(uses: Iterable[Use], catalogue: Catalogue) -> list[str]:
    """Return the sentences that nobody names."""
    listed = list(uses)
    return [f"nobody uses {code}" for code in catalogue if not any(_is_meant(use, code) for use in listed)]


def _is_meant(use: Use, code: str) -> bool:
    return re.fullmatch(use.code, code) is not None if use.is_pattern else use.code == code


def main() -> int:
    """Print what is wrong with the catalogues."""
    try:
        found = check_catalogues({language: load(language) for language in LANGUAGES})
    except CatalogueError as error:
        found = [str(error)]
    sys.stdout.write("".join(f"{each}\n" for each in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
