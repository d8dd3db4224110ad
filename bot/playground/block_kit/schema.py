"""Checks for JSON values that combine, with Slack's error messages and JSON pointers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Check = Callable[[Any, str, "CheckResult"], None]
_URL = re.compile(r"(https?|mailto|tel|slack):\S+", re.IGNORECASE)


@dataclass(slots=True)
class CheckResult:
    """What a check collects: error messages and character counts."""

    errors: list[str] = field(default_factory=list)
    characters: int = 0
    cell_characters: int = 0
    markdown_characters: int = 0
    focus_count: int = 0

    def add_error(self, what: str, pointer: str) -> None:
        """Add an error in Slack's format."""
        self.errors.append(f"[ERROR] {what} [json-pointer:{pointer}]")


def string(maximum: int | None = None, minimum: int = 1) -> Check:
    """Return a check for text of minimum to maximum characters."""

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        if not isinstance(value, str):
            result.add_error("must be a string", pointer)
        elif len(value) < minimum:
            result.add_error(f"must be more than {minimum - 1} characters", pointer)
        elif maximum is not None and len(value) > maximum:
            result.add_error(f"must be less than {maximum + 1} characters", pointer)

    return check


def url(maximum: int) -> Check:
    """Return a check for a URL of at most `maximum` characters."""
    length = string(maximum)

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        length(value, pointer, result)
        if isinstance(value, str) and value and not _URL.match(value):
            result.add_error("must be a valid URL", pointer)

    return check


def pattern(shape: str, called: str) -> Check:
    """Return a check for text that matches a regular expression. called: its name in the error."""
    wanted = re.compile(shape)

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        if not isinstance(value, str) or not wanted.fullmatch(value):
            result.add_error(f"must be a valid {called}", pointer)

    return check


def flag(value: Any, pointer: str, result: CheckResult) -> None:
    """Check for true or false."""
    if not isinstance(value, bool):
        result.add_error("must be a boolean", pointer)


def integer(low: int, high: int | None = None) -> Check:
    """Return a check for an integer from low to high."""

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            result.add_error("must be an integer", pointer)
        elif value < low:
            result.add_error(f"must be greater than or equal to {low}", pointer)
        elif high is not None and value > high:
            result.add_error(f"must be less than or equal to {high}", pointer)

    return check


def number(value: Any, pointer: str, result: CheckResult) -> None:
    """Check for a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        result.add_error("must be a number", pointer)


def one_of(*allowed: str) -> Check:
    """Return a check for one of these values."""

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        if value not in allowed:
            result.add_error("must be a valid enum value", pointer)

    return check


def array(each: Check, maximum: int | None = None, minimum: int = 1) -> Check:
    """Return a check for an array of minimum to maximum items."""

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        if not isinstance(value, list):
            result.add_error("must provide an array", pointer)
            return
        if len(value) < minimum:
            result.add_error(f"no less than {minimum} items required", pointer)
        if maximum is not None and len(value) > maximum:
            result.add_error(f"no more than {maximum} items allowed", pointer)
            return
        for index, item in enumerate(value):
            each(item, f"{pointer}/{index}", result)

    return check


def record(fields: Mapping[str, Check], needed: tuple[str, ...] = ()) -> Check:
    """Return a check for an object with these fields and no others."""

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        if not isinstance(value, dict):
            result.add_error("must provide an object", pointer)
            return
        for name in needed:
            if name not in value:
                result.add_error(f"missing required field: {name}", pointer)
        for name, content in value.items():
            wanted = fields.get(name)
            if wanted is None:
                result.add_error(f"invalid additional property: {name}", pointer)
            else:
                wanted(content, f"{pointer}/{name}", result)

    return check


def all_of(*checks: Check) -> Check:
    """Return a check that runs all of these."""

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        for each in checks:
            each(value, pointer, result)

    return check


def text(*kinds: str, maximum: int = 3000) -> Check:
    """Return a check for a text object of one of these kinds: plain_text, mrkdwn."""
    plain = record({"type": one_of("plain_text"), "text": string(maximum), "emoji": flag}, ("type", "text"))
    marked = record({"type": one_of("mrkdwn"), "text": string(maximum), "verbatim": flag}, ("type", "text"))

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        if not isinstance(value, dict):
            result.add_error("must provide an object", pointer)
            return
        kind = value.get("type")
        if kind not in kinds:
            result.add_error("must be a valid enum value", f"{pointer}/type")
            return
        (plain if kind == "plain_text" else marked)(value, pointer, result)
        if isinstance(value.get("text"), str):
            result.characters += len(value["text"])

    return check


def counted(maximum: int | None = None) -> Check:
    """Return a check for a bare string that counts towards the message's characters."""
    length = string(maximum)

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        length(value, pointer, result)
        result.characters += len(value) if isinstance(value, str) else 0

    return check


def unique(values: list[Any]) -> bool:
    """Return whether no two of these are equal."""
    return len({str(each) for each in values}) == len(values)
