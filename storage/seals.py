"""What storage asks of an exchange's key, and by what a person is found there; `bot/seals.py` is such a key.

A seal is 16 bytes that say, to who holds the key, which person did something to a comment; to everybody else no two of
them have anything in common. docs/decisions/0021-seals.md says why and how.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Protocol

SEAL_BYTES = 16
NOBODY = -1
"""The person of a seal that does not open: made at random for somebody who was forgotten."""


class SealPurpose(IntEnum):
    """What a seal is for: one person has another seal for each on the same comment."""

    RATING = 1
    SKIP = 2
    REPORT = 3
    AUTHOR = 4


@dataclass(frozen=True, slots=True)
class ActSeals:
    """A person's seals on one comment."""

    rating: bytes
    skip: bytes
    report: bytes


class SealKey(Protocol):
    """The key of an exchange, as far as storage uses it. person: the random number of 48 bits in a person's row."""

    def seal_row(self, plain: bytes, about: bytes) -> bytes:
        """Return a row sealed to what it is about, padded to a size that says little."""
        ...

    def open_row(self, sealed: bytes, about: bytes) -> bytes:
        """Return what was sealed, with zeros behind it. Raises where it is of another key or row."""
        ...

    def seal_acts(self, comment_id: int, person: int) -> ActSeals:
        """Return a person's seals on a comment."""
        ...

    def seal_author(self, comment_id: int, person: int) -> bytes:
        """Return the seal of a comment's author."""
        ...

    def open_seals(self, purpose: SealPurpose, comment_ids: Sequence[int], seals: Sequence[bytes]) -> Any:
        """Return whose seals these are, an array of whole numbers, NOBODY where one does not open for its comment."""
        ...


@dataclass(frozen=True, slots=True)
class PersonKey:
    """By what a person's row in an exchange is found, what opens it, and whom it is of.

    mark: 16 bytes, the row's key. slack_user_id: goes into the row when it is made, sealed.
    """

    key: SealKey
    mark: bytes
    slack_user_id: str


def random_seal() -> bytes:
    """Return a seal that opens to nobody."""
    return secrets.token_bytes(SEAL_BYTES)
