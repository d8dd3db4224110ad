"""Blocks of people's rows in a batch: read as a whole, opened, and written again as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.batch_changes import NotInBatchError
from storage.participant_record import Participant, encode
from storage.participants import (
    MIN_BLOCK,
    USUAL_BLOCK,
    StoredRow,
    about_row,
    block_bits,
    block_range,
    open_stored,
    seal_in_one_size,
)
from storage.scope import ExchangeScope
from storage.seals import SealKey

Range = tuple[bytes, bytes]
"""The lowest and the highest mark of a block."""


@dataclass(slots=True)
class BlockSizes:
    """With how many equal bits the marks of a block begin, by exchange; counted once, and when blocks grew."""

    bits: dict[ExchangeScope, int] = field(default_factory=dict)

    def note(self, scope: ExchangeScope, rows: int) -> None:
        """Note how many rows an exchange has."""
        self.bits[scope] = block_bits(rows)

    def ranges(self, scope: ExchangeScope, marks: Iterable[bytes]) -> list[Range]:
        """Return the blocks that these marks are in, in their order."""
        return sorted({block_range(mark, self.bits[scope]) for mark in marks})

    def check(self, scope: ExchangeScope, ranges: Sequence[Range], rows: Sequence[StoredRow]) -> None:
        """Raise NotInBatchError where a block has too few rows; count again next time where one has too many."""
        for low, high in ranges:
            number = sum(low <= row.mark <= high for row in rows)
            if number < MIN_BLOCK:
                raise NotInBatchError
            if number > 4 * USUAL_BLOCK:
                self.bits.pop(scope, None)


def open_person(key: SealKey, scope: ExchangeScope, rows: dict[bytes, StoredRow], mark: bytes) -> Participant | None:
    """Return the person whose row has this mark, None where there is none."""
    row = rows.get(mark)
    return open_stored(key, scope, row) if row else None


def seal_again(
    key: SealKey, scope: ExchangeScope, rows: Iterable[StoredRow], people: dict[bytes, Participant], bits: int
) -> list[StoredRow]:
    """Return all rows sealed again, those of `people` as they are now; those of a block in one size.

    bits: with how many equal bits the marks of a block begin.
    """
    blocks: dict[Range, dict[bytes, bytes]] = {}
    for row in rows:
        person = people.get(row.mark)
        plain = encode(person) if person else key.open_row(row.sealed, about_row(scope, row.mark))
        blocks.setdefault(block_range(row.mark, bits), {})[row.mark] = plain
    return [row for plains in blocks.values() for row in seal_in_one_size(key, scope, plains).values()]
