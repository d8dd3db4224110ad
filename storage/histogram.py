"""The five counts of stars in a comment's row: the columns, sums over them, and a row's counts."""

from operator import attrgetter
from typing import Any, cast

from sqlalchemy import ColumnElement

from storage.models import comment

HISTOGRAM = [comment.c[f"n{stars}"] for stars in range(1, 6)]
"""The counts of one star … five stars."""

RATINGS: ColumnElement[int] = comment.c.n1 + comment.c.n2 + comment.c.n3 + comment.c.n4 + comment.c.n5
"""The number of a comment's ratings."""

STARS: ColumnElement[int] = comment.c.n1 + 2 * comment.c.n2 + 3 * comment.c.n3 + 4 * comment.c.n4 + 5 * comment.c.n5
"""The sum of their stars."""

Histogram = tuple[int, int, int, int, int]

_COUNTS = attrgetter(*(column.name for column in HISTOGRAM))


def read_histogram(row: Any) -> Histogram:
    """Return the counts of a row that has HISTOGRAM among its columns."""
    return cast("Histogram", _COUNTS(row))
