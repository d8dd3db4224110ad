"""Copies of frozen dataclasses with other values, for what is copied several times at each click.

`dataclasses.replace` looks at every field by name and calls `__init__`, which sets each past the guard of a frozen
class: 44 µs for a person's record on a busy processor, 14 here (benchmarks/star.md).
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")
Shape = tuple[Callable[[Any], Any], list[Any], dict[str, Any]]
"""What reads all fields of a class, what sets each, and the same by name."""


def copy_with(value: T, changes: Mapping[str, object]) -> T:
    """Return a copy of a dataclass with slots and other values of some fields. Its `__post_init__` is not called.

    Raises KeyError for a field that it does not have.
    """
    kind: Any = value.__class__
    read, setters, by_name = _shape_of(kind)
    copy: T = object.__new__(kind)
    for setter, each in zip(setters, read(value), strict=True):
        setter(copy, each)
    for name in changes:
        by_name[name](copy, changes[name])
    return copy


@cache
def _shape_of(kind: Any) -> Shape:
    """Return the shape of a class of two fields or more."""
    names = [each.name for each in fields(kind)]
    by_name = {name: getattr(kind, name).__set__ for name in names}
    return attrgetter(*names), list(by_name.values()), by_name
