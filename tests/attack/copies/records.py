"""What a copy holds, whichever database it is of: rows with all their columns, physical facts, and former versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it is now.

    rank: 0..1, how late it was written as far as its place on disk shows (rowid, ctid, place inside its page).
    transaction: number of the transaction that wrote it last, rising with time; None where the copy does not show it.
    is_late: its place inside its page shows that it came after the page was last written in the order of its keys.
    """

    table: str
    key: Key
    values: Values
    rank: float
    transaction: int | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction did to one row. before, after: its columns; None: there was, or is, no such row."""

    transaction: int
    table: str
    key: Key
    before: Values | None
    after: Values | None


@dataclass
class Copy:
    """A copy of a database without its key. changes: in order of their transactions; files: everything as bytes."""

    tables: dict[str, list[Record]]
    changes: list[Change] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)

    def rows(self, table: str) -> list[Record]:
        """Return the rows of a table, [] when there is no such table."""
        return self.tables.get(table, [])

    def records(self) -> Iterator[Record]:
        """Yield every row of every table."""
        for rows in self.tables.values():
            yield from rows

    def holds(self, words: bytes) -> int:
        """Return how often these bytes are anywhere in the files: in rows, in former versions, in free space."""
        return sum(each.count(words) for each in self.files)

    def by_transaction(self) -> dict[int, list[Change]]:
        """Return the changes of each transaction."""
        found: dict[int, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.transaction, []).append(change)
        return found
