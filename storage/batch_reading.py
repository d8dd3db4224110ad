"""What a batch reads first, and what it raises when that is no longer so."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.people_blocks import Layout, StoredBlock
from storage.scope import ExchangeScope
from storage.seals import PersonKey

Layouts = dict[ExchangeScope, Layout]
"""How people of exchanges are divided into blocks, as far as that is known."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a batch read first.

    fingerprint: of the exchange, None where there is none. places: by mark, the number of each person's block.
    """

    fingerprint: str | None
    layout: Layout
    places: dict[bytes, int]
    blocks: list[StoredBlock]

    def require_same(self, fingerprint: str) -> None:
        """Raise StaleError where the exchange is not what this process remembers."""
        if self.fingerprint != fingerprint:
            raise StaleError


class StaleError(Exception):
    """An exchange is not what this process remembers: nothing was written, and the batch runs again."""


class ChangedError(Exception):
    """A comment is not what an act saw of it: nothing was written, and the batch runs again."""


class LayoutError(Exception):
    """People were divided into blocks again: nothing was written, and the batch runs again."""


def places_of(layout: Layout, people: Iterable[PersonKey]) -> dict[bytes, int]:
    """Return in which blocks these people are, by their marks."""
    return {who.mark: layout.number_of(who.key, who.mark) for who in people}
