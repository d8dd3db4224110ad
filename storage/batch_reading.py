"""What a batch reads first, and what it raises when that is no longer so."""

from dataclasses import dataclass

from storage.batch_blocks import Range
from storage.participants import StoredRow


@dataclass(frozen=True, slots=True)
class Found:
    """What a batch read first. fingerprint: of the exchange, None where there is none; rows: of the blocks."""

    fingerprint: str | None
    blocks: list[Range]
    rows: list[StoredRow]


class ChangedError(Exception):
    """A comment is not what an act saw of it: nothing was written, and the batch runs again."""
