"""What a batch reads first, and what it raises when that is no longer so."""

from dataclasses import dataclass

from storage.people_blocks import Layout, StoredBlock


@dataclass(frozen=True, slots=True)
class Found:
    """What a batch read first. fingerprint: of the exchange, None where there is none; blocks: of the acts' people."""

    fingerprint: str | None
    layout: Layout
    blocks: list[StoredBlock]


class ChangedError(Exception):
    """A comment is not what an act saw of it: nothing was written, and the batch runs again."""


class LayoutError(Exception):
    """People were divided into blocks anew: nothing was written, and the batch runs again."""
