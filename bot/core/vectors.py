"""External vectors of comments in half precision, as they are sent and stored."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows of equal width, one for each comment in its order. half: IEEE 754 half precision, little-endian."""

    half: bytes
    width: int


def pack_half(numbers: Sequence[float]) -> bytes:
    """Return numbers as half-precision bytes. Raises ValueError for anything else, and for numbers too large for it."""
    try:
        if not numbers or not all(isfinite(number) for number in numbers):
            raise ValueError("a vector holds finite numbers")
        return struct.pack(f"<{len(numbers)}e", *numbers)
    except (TypeError, OverflowError, struct.error) as error:
        raise ValueError("a vector holds finite numbers") from error


def mean_half(rows: Sequence[bytes]) -> bytes:
    """Return the mean of half-precision vectors of equal width, for who has none of their own.

    Raises ValueError without vectors, and for different widths.
    """
    width = len(rows[0]) // 2 if rows else 0
    if not width or len({len(row) for row in rows}) != 1:
        raise ValueError("a mean needs vectors of one width")
    totals = [0.0] * width
    for row in rows:
        for at, number in enumerate(struct.unpack(f"<{width}e", row)):
            totals[at] += number
    return struct.pack(f"<{width}e", *(total / len(rows) for total in totals))
