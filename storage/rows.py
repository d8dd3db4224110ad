"""Rows as dataclasses, by the names of their columns."""

from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

T = TypeVar("T")


def to_dataclass(row: Any, cls: type[T], **others: Any) -> T:
    """Return an object of a dataclass from the row's columns of the same names.

    others: fields that are no column of the row, or are read otherwise. Columns that the class does not have are left
    out. Raises TypeError when a field without a default is missing.
    """
    names, values = _plan(cls, row._fields, frozenset(others))  # type: ignore[arg-type]  # mypy: a type is hashable
    return cls(**dict(zip(names, values(row), strict=True)), **others)


@cache
def _plan(
    cls: type[Any], columns: tuple[str, ...], others: frozenset[str]
) -> tuple[list[str], Callable[[Any], tuple[Any, ...]]]:
    """Return which fields come from a row with these columns, and what reads their values, once for each query."""
    at = {name: place for place, name in enumerate(columns)}
    names = [name for name in cls.__dataclass_fields__ if name in at and name not in others]
    places = [at[name] for name in names]
    if len(places) > 1:
        return names, itemgetter(*places)
    return names, lambda row: tuple(row[place] for place in places)
