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
