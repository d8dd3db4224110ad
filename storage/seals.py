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
BLOCK_OVERHEAD = 29
"""Bytes that a sealed block has more than what is in it."""

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
    """The key of an exchange, as far as storage uses it. person: the random number of 48 bits in a person's record."""

    def seal_block(self, plain: bytes, about: bytes) -> bytes:
        """Return a block of records sealed to what it is about, BLOCK_OVERHEAD bytes longer."""
        ...

    def open_block(self, sealed: bytes, about: bytes) -> bytes:
        """Return what was sealed. Raises where it is of another key or block."""
        ...

    def place(self, salt: bytes, mark: bytes) -> int:
        """Return a number below 2^64 by which people are divided into blocks; another with each salt."""
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
    """By what a person's record in an exchange is found, what opens it, and whom it is of.

    mark: 16 bytes, kept beside the record, under the seal. slack_user_id: goes into the record when it is made.
    """

    key: SealKey
    mark: bytes
    slack_user_id: str


def random_seal() -> bytes:
    """Return a seal that opens to nobody."""
    return secrets.token_bytes(SEAL_BYTES)
