"""Lists of numbers in the record of a person, such as the places of the comments that they rated.

Numbers are written sorted, as differences: two bytes each where they are some hundred at the most, which C reads and
writes; else in base 128, a byte each where comments are many: 3,000 ratings among 100,000 comments take 3 kB.
"""

import struct
from collections.abc import Collection
from functools import cache
from itertools import accumulate
from operator import sub

_MORE, _LOW = 0x80, 0x7F
_FEW, _SHORT = 500, 0xFFFF


def encode_numbers(numbers: Collection[int]) -> bytes:
    """Return the bytes of a list: its length and form, then the numbers."""
    if not numbers:
        return b"\0"
    ordered = sorted(numbers)
    steps = [ordered[0], *map(sub, ordered[1:], ordered)]
    out = bytearray()
    if len(steps) <= _FEW and max(steps) <= _SHORT:
        _append(out, 2 * len(steps) + 1)
        return bytes(out) + _shorts(len(steps)).pack(*steps)
    _append(out, 2 * len(steps))
    for step in steps:
        if step < _MORE:
            out.append(step)
        else:
            _append(out, step)
    return bytes(out)


@cache
def _shorts(count: int) -> struct.Struct:
    return struct.Struct(f">{count}H")


def _append(out: bytearray, number: int) -> None:
    while number >= _MORE:
        out.append(number & _LOW | _MORE)
        number >>= 7
    out.append(number)


def decode_number(raw: bytes, place: int) -> tuple[int, int]:
    """Return (number, place behind it)."""
    number = shift = 0
    while True:
        byte = raw[place]
        place += 1
        number |= (byte & _LOW) << shift
        if byte < _MORE:
            return number, place
        shift += 7


def decode_numbers(raw: bytes, place: int, count: int, *, is_short: bool) -> tuple[frozenset[int], int]:
    """Return (numbers, place behind them)."""
    if is_short:
        return frozenset(accumulate(_shorts(count).unpack_from(raw, place))), place + 2 * count
    numbers = []
    number = 0
    for _ in range(count):
        byte = raw[place]
        place += 1
        if byte < _MORE:
            number += byte
        else:
            more, place = decode_number(raw, place - 1)
            number += more
        numbers.append(number)
    return frozenset(numbers), place
