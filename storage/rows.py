"""Rows as dataclasses, by the names of their columns."""

from typing import Any, TypeVar

T = TypeVar("T")


def to_dataclass(row: Any, cls: type[T], **others: Any) -> T:
    """Return an object of a dataclass from the row's columns of the same names.

    others: fields that are no column of the row, or are read otherwise. Columns that the class does not have are left
    out. Raises TypeError when a field without a default is missing.
    """
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    fields = cls.__dataclass_fields__  # type: ignore[attr-defined]
    return cls(**{name: values[name] for name in fields if name in values and name not in others}, **others)
