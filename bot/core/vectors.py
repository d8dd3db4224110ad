"""Vectors of comments from elsewhere, as they travel and are kept: numbers of two bytes each."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows of equal width, one for each comment in its order. half: IEEE 754 half precision, little-endian."""

    half: bytes
    width: int


def packed(numbers: Sequence[float]) -> bytes:
    """Return numbers in half precision. Raises ValueError for what is none, or is too large for it."""
    try:
        if not numbers or not all(isfinite(number) for number in numbers):
            raise ValueError("a vector holds finite numbers")
        return struct.pack(f"<{len(numbers)}e", *numbers)
    except (TypeError, OverflowError, struct.error) as error:
        raise ValueError("a vector holds finite numbers") from error
