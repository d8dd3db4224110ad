"""Blocks of people: the records of some 16 to 40 people of an exchange, sealed as one.

Which block somebody is in says an HMAC of the layout's salt and their mark, so that nobody else knows; and the salt
changes whenever rows are rewritten, so that nobody learns it. From outside a block is written: which of its people did
something, whether one came or went, and how many they are is under the seal. docs/decisions/0021-seals.md
"""

import secrets
import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from storage.scope import ExchangeScope
from storage.seals import BLOCK_OVERHEAD, SEAL_BYTES, SealKey

MIN_PEOPLE = 8
"""People of a block, at the least, where there are several blocks."""

ONE_BLOCK = 40
"""People who are in one block all together; a block with more of them is divided."""

BLOCK_VERSION = 1
SALT_BYTES = 8
REVISION_BYTES = 8
MIN_SIZE = 2048
"""Bytes of the smallest sealed block."""

# Up to how many people of an exchange a block has how many on the average. Then all blocks have eight with a
# probability of one in three or more (Poisson), and a few salts are tried until they have.
_USUAL = ((1_600, 16), (20_000, 20), (100_000, 24), (1 << 60, 28))
_TRIES = 8
_GROWS = 1.25  # what all blocks are filled up to beyond the largest, so that few outgrow the others
_STEPS = 4  # sizes from one power of two to the next

_HEAD = struct.Struct(">BHH")  # version, from how many people on it is divided, how many there are
_ENTRY = struct.Struct(f">{SEAL_BYTES}sI")  # mark, length of the record


class BlockVersionError(Exception):
    """A block was written by a newer build of Starling; the message says what to do."""


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """A block as it is stored."""

    number: int
    sealed: bytes
    revision: bytes


@dataclass(frozen=True, slots=True)
class Layout:
    """Which people are in which block. salt: random; blocks: how many there are."""

    salt: bytes
    blocks: int

    def number_of(self, key: SealKey, mark: bytes) -> int:
        """Return the number of the block that somebody is in."""
        return key.place(self.salt, mark) % self.blocks


@dataclass(slots=True)
class Block:
    """Records by mark, as bytes: who needs one decodes that one.

    size: bytes that it takes sealed, at the least: what was larger once does not shrink. limit: people that it may
    have before all are divided again. revision: as it was read.
    """

    number: int
    limit: int = ONE_BLOCK
    size: int = MIN_SIZE
    records: dict[bytes, bytes] = field(default_factory=dict)
    revision: bytes = b""

    @property
    def is_crowded(self) -> bool:
        """Say whether it has more people than it may have."""
        return len(self.records) > self.limit

    def seal(self, key: SealKey, scope: ExchangeScope, layout: Layout) -> StoredBlock:
        """Return it as it is stored, under a fresh nonce and revision."""
        plain = self._pack()
        self.size = max(self.size, size_for(len(plain) + BLOCK_OVERHEAD))
        return _sealed(key, scope, layout, self.number, plain, self.size)

    def _pack(self) -> bytes:
        head = _HEAD.pack(BLOCK_VERSION, self.limit, len(self.records))
        entries = [_ENTRY.pack(mark, len(record)) for mark, record in self.records.items()]
        return b"".join([head, *entries, *self.records.values()])


class PackedBlock:
    """A block as it is sealed, in which some records are read and written, and the others stay as they lie.

    A batch of acts changes one record of some twenty. What it writes is what a Block with the same records is.
    """

    __slots__ = ("_count", "_lengths", "_limit", "_plain", "_start", "number", "size")

    def __init__(self, key: SealKey, scope: ExchangeScope, layout: Layout, stored: StoredBlock) -> None:
        """Open a stored block. Raises as `open_block`."""
        self.number = stored.number
        self.size = len(stored.sealed)
        self._plain, self._limit, self._count = _opened(key, scope, layout, stored)
        self._start = _HEAD.size + self._count * _ENTRY.size
        self._lengths = list(_lengths_of(self._count).unpack_from(self._plain, _HEAD.size))

    @property
    def is_crowded(self) -> bool:
        """Say whether it has more people than it may have."""
        return self._count > self._limit

    def get(self, mark: bytes) -> bytes | None:
        """Return the record of that mark."""
        at = self._find(mark)
        if at is None:
            return None
        start = self._start + sum(self._lengths[:at])
        return self._plain[start : start + self._lengths[at]]

    def put(self, mark: bytes, record: bytes) -> None:
        """Put a record in the place of that of the same mark, or behind all others."""
        at, plain = self._find(mark), self._plain
        end = self._start + sum(self._lengths)
        entry = _ENTRY.pack(mark, len(record))
        if at is None:
            self._count += 1
            head = _HEAD.pack(BLOCK_VERSION, self._limit, self._count)
            self._plain = b"".join(
                [head, plain[_HEAD.size : self._start], entry, plain[self._start : end], record],
            )
            self._start += _ENTRY.size
            self._lengths.append(len(record))
            return
        place, start = _HEAD.size + at * _ENTRY.size, self._start + sum(self._lengths[:at])
        self._plain = b"".join(
            [
                plain[:place],
                entry,
                plain[place + _ENTRY.size : start],
                record,
                plain[start + self._lengths[at] : end],
            ]
        )
        self._lengths[at] = len(record)

    def seal(self, key: SealKey, scope: ExchangeScope, layout: Layout) -> StoredBlock:
        """Return it as it is stored, under a fresh nonce and revision."""
        length = self._start + sum(self._lengths)
        self.size = max(self.size, size_for(length + BLOCK_OVERHEAD))
        return _sealed(key, scope, layout, self.number, self._plain[:length], self.size)

    def _find(self, mark: bytes) -> int | None:
        """Return the place of a mark among the others."""
        at = self._plain.find(mark, _HEAD.size, self._start)
        while at >= 0 and (at - _HEAD.size) % _ENTRY.size:  # across two entries
            at = self._plain.find(mark, at + 1, self._start)
        return (at - _HEAD.size) // _ENTRY.size if at >= 0 else None


@cache
def _lengths_of(count: int) -> struct.Struct:
    """Return what reads the lengths of that many entries."""
    return struct.Struct(">" + f"{SEAL_BYTES}xI" * count)


def open_block(key: SealKey, scope: ExchangeScope, layout: Layout, stored: StoredBlock) -> Block:
    """Return a stored block.

    Raises BlockVersionError, and what the key raises where it is of another key or place.
    """
    plain, limit, count = _opened(key, scope, layout, stored)
    start = _HEAD.size + count * _ENTRY.size
    records = {}
    for mark, length in _ENTRY.iter_unpack(plain[_HEAD.size : start]):
        records[mark] = plain[start : start + length]
        start += length
    return Block(stored.number, limit, len(stored.sealed), records, stored.revision)


def _opened(key: SealKey, scope: ExchangeScope, layout: Layout, stored: StoredBlock) -> tuple[bytes, int, int]:
    """Return (what was sealed, its limit of people, how many there are)."""
    plain = key.open_block(stored.sealed, about(scope, layout, stored.number))
    version, limit, count = _HEAD.unpack_from(plain)
    if version != BLOCK_VERSION:
        raise BlockVersionError("a block of participants was written by a newer build of Starling: start that one")
    return plain, limit, count


def _sealed(key: SealKey, scope: ExchangeScope, layout: Layout, number: int, plain: bytes, size: int) -> StoredBlock:
    sealed = key.seal_block(plain.ljust(size - BLOCK_OVERHEAD, b"\0"), about(scope, layout, number))
    return StoredBlock(number, sealed, secrets.token_bytes(REVISION_BYTES))


def about(scope: ExchangeScope, layout: Layout, number: int) -> bytes:
    """Return the place that a block is sealed to."""
    numbers = (scope.tenant_id.to_bytes(8, "big"), scope.exchange_id.to_bytes(8, "big"), number.to_bytes(4, "big"))
    return b"".join([*numbers, layout.salt])


def size_for(length: int) -> int:
    """Return to how many bytes a sealed block is filled up: powers of two, and three quarters between each two."""
    step = max(MIN_SIZE, 1 << (length - 1).bit_length()) // 2 // _STEPS
    return max(MIN_SIZE, -(-length // step) * step)


def lay_out(key: SealKey, records: Mapping[bytes, bytes]) -> tuple[Layout, list[Block]]:
    """Divide people into blocks under a new salt; all blocks have one size. records: by mark."""
    layout, numbers = _choose(key, list(records))
    blocks = [Block(number) for number in range(layout.blocks)]
    for number, (mark, record) in zip(numbers, records.items(), strict=True):
        blocks[number].records[mark] = record
    largest = max(len(block.records) for block in blocks)
    length = max(len(block._pack()) for block in blocks) + BLOCK_OVERHEAD  # noqa: SLF001 - of this module
    for block in blocks:
        block.limit = max(ONE_BLOCK, largest + largest // 2)  # so that dividing them again helps
        block.size = size_for(int(length * _GROWS))
    return layout, blocks


def new_layout(blocks: int = 1) -> Layout:
    """Return a layout with a new salt."""
    return Layout(secrets.token_bytes(SALT_BYTES), blocks)


def _choose(key: SealKey, marks: list[bytes]) -> tuple[Layout, list[int]]:
    """Return a layout in which no block has too few people, and the number of each person's block."""
    people = len(marks)
    for usual in _list_usual(people):
        for _ in range(_TRIES):
            layout = new_layout(people // usual)
            numbers = [layout.number_of(key, mark) for mark in marks]
            sizes = Counter(numbers)
            if len(sizes) == layout.blocks and min(sizes.values()) >= MIN_PEOPLE:
                return layout, numbers
    return new_layout(), [0] * people


def _list_usual(people: int) -> Iterable[int]:
    if people > ONE_BLOCK:
        yield from (usual for most, usual in _USUAL if people <= most)
        yield from (ONE_BLOCK,)
