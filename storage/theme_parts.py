"""Sub-themes of a theme, as its row keeps them."""

from collections.abc import Collection, Iterable
from typing import Any

MIN_IN_PART = 2
"""Live comments of a sub-theme that is shown: its name is a phrase of two of them."""

Part = tuple[str, tuple[int, ...]]
"""A sub-theme: its name, and the ids of its comments."""


def read_parts(stored: Iterable[Any]) -> tuple[Part, ...]:
    """Return sub-themes as they are kept in JSON."""
    return tuple((str(name), tuple(ids)) for name, ids in stored)


def present_parts(stored: Iterable[Any], here: Collection[int]) -> tuple[Part, ...]:
    """Return the sub-themes as far as their comments are in the theme now. here: ids of these."""
    parts = [(name, tuple(each for each in ids if each in here)) for name, ids in read_parts(stored)]
    return tuple((name, ids) for name, ids in parts if len(ids) >= MIN_IN_PART)
