"""Tables as CSV, in which no cell is a formula, and the table of comments that exports and the page share."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.published_document import Document

Cell = str | int | float | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLAIN = ("id", "text", "why", "language", "is_seed", "is_withheld", "shared_on", "theme", "second_theme")
_STARS = ("stars", "low", "high", "ratings")
_REST = ("tier", "is_likely_top", "place", "spread", "lowest_by_group")
COMMENT_COLUMNS = (*_PLAIN, *_STARS, *_REST)
"""The headings of the table of comments; docs/exports.md and the page with results say what each means."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. name: of its file or sheet; columns: its headings; rows: as many cells each as there are columns."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def comments_table(comments: Sequence[Document]) -> Table:
    """Return comments, as the document has them, as a table."""
    rows = [
        [each[name] for name in _PLAIN] + stars_cells(each["stars"], _STARS) + [each[name] for name in _REST]
        for each in comments
    ]
    return Table("comments", COMMENT_COLUMNS, rows)


def stars_cells(found: dict[str, Any] | None, names: Sequence[str]) -> list[Cell]:
    """Return what is known of stars, empty cells where nothing is published."""
    return [found[name] if found else None for name in names]


def csv_of(table: Table) -> bytes:
    """Return a table as CSV in which no cell is a formula: what would begin one gets an apostrophe."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(table.columns)
    writer.writerows([_csv_cell(each) for each in row] for row in table.rows)
    return target.getvalue().encode("utf-8-sig")


def _csv_cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value
