"""Copies of frozen dataclasses with other values, for what is copied several times at each click.

`dataclasses.replace` looks at every field by name and calls `__init__`, which sets each past the guard of a frozen
class: 44 µs for a person's record on a busy processor. Here a copy is made as one of a twin, a class with the same
fields that is not frozen, whose `__init__` just sets them, and becomes one of the class then: 2 to 4 µs
(benchmarks/star.md).
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, make_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")
Shape = tuple[Callable[[Any], Any], Callable[..., Any], dict[str, Any]]
"""What reads all fields of a class, its twin, and what sets each field by its name."""


def copy_with(value: T, changes: Mapping[str, object]) -> T:
    """Return a copy of a dataclass with slots and other values of some fields. Its `__post_init__` is not called.

    Raises KeyError for a field that it does not have.
    """
    kind: Any = value.__class__
    read, twin, setters = _shape_of(kind)
    copy: Any = twin(*read(value))
    for name in changes:
        setters[name](copy, changes[name])
    copy.__class__ = kind
    made: T = copy
    return made


@cache
def _shape_of(kind: Any) -> Shape:
    """Return the shape of a class of two fields or more."""
    names = [each.name for each in fields(kind)]
    twin = make_dataclass(kind.__name__, names, slots=True, eq=False, repr=False)
    return attrgetter(*names), twin, {name: getattr(twin, name).__set__ for name in names}
