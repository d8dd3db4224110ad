"""Blocks of people: nobody is lost, none is of few, and their sizes say next to nothing."""

import secrets
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.keys import Keyring
from bot.seals import WrongSealError
from storage.participant_record import Participant, encode
from storage.people_blocks import (
    BLOCK_VERSION,
    MIN_PEOPLE,
    MIN_SIZE,
    ONE_BLOCK,
    Block,
    BlockVersionError,
    PackedBlock,
    about,
    lay_out,
    new_layout,
    open_block,
    size_for,
)
from storage.scope import ExchangeScope

RING = Keyring("a secret of the tests, long enough to be one")
KEY, OTHER = (RING.open(RING.new()).seals for _ in range(2))
HERE = ExchangeScope(7, 9)
RECORDS = st.dictionaries(st.binary(min_size=16, max_size=16), st.binary(min_size=1, max_size=400), max_size=30)


def people(count: int, size: int = 100) -> dict[bytes, bytes]:
    return {secrets.token_bytes(16): bytes([1]) * size for _ in range(count)}


@given(records=RECORDS)
@settings(deadline=None)
def test_a_block_is_read_back_as_it_was_at_its_place_alone(records: dict[bytes, bytes]) -> None:
    layout = new_layout()
    stored = Block(3, records=dict(records)).seal(KEY, HERE, layout)
    found = open_block(KEY, HERE, layout, stored)
    assert (found.records, found.size, found.revision) == (records, len(stored.sealed), stored.revision)
    assert found.seal(KEY, HERE, layout).sealed != stored.sealed, "a fresh nonce each time"
    for key, scope, at in ((OTHER, HERE, layout), (KEY, ExchangeScope(7, 8), layout), (KEY, HERE, new_layout())):
        with pytest.raises(WrongSealError):
            open_block(key, scope, at, stored)


@given(records=RECORDS, changed=RECORDS, rng=st.randoms(use_true_random=False))
@settings(deadline=None)
def test_records_that_are_written_into_a_block_as_it_lies_are_there_and_all_others_stay(
    records: dict[bytes, bytes], changed: dict[bytes, bytes], rng: Random
) -> None:
    layout, block = new_layout(), Block(3, limit=25, records=dict(records))
    packed = PackedBlock(KEY, HERE, layout, block.seal(KEY, HERE, layout))
    assert {mark: packed.get(mark) for mark in records} == records
    for mark in rng.sample(sorted(records), min(len(records), 3)):
        changed[mark] = rng.randbytes(rng.randrange(1, 300))
    for mark, record in changed.items():
        packed.put(mark, record)
        block.records[mark] = record
    assert {mark: packed.get(mark) for mark in block.records} == block.records
    assert packed.get(secrets.token_bytes(16)) is None
    stored, whole = packed.seal(KEY, HERE, layout), block.seal(KEY, HERE, layout)
    place = about(HERE, layout, 3)
    assert KEY.open_block(stored.sealed, place) == KEY.open_block(whole.sealed, place), "byte by byte, filled up too"
    assert packed.is_crowded == block.is_crowded
    with pytest.raises(WrongSealError):
        PackedBlock(OTHER, HERE, layout, stored)


def test_a_mark_is_not_found_across_two_entries_of_a_block() -> None:
    layout, mark = new_layout(), bytes(range(16))
    across = mark[4:] + (7).to_bytes(4, "big")  # the end of a mark and the length behind it
    packed = PackedBlock(KEY, HERE, layout, Block(3, records={mark: b"seven.."}).seal(KEY, HERE, layout))
    assert packed.get(across) is None
    packed.put(across, b"another")
    assert (packed.get(mark), packed.get(across)) == (b"seven..", b"another")


def test_a_block_of_a_newer_build_is_refused_with_what_to_do() -> None:
    layout = new_layout()
    plain = bytes([BLOCK_VERSION + 1]) + bytes(99)
    sealed = KEY.seal_block(plain, about(HERE, layout, 0))
    with pytest.raises(BlockVersionError, match="newer build"):
        open_block(KEY, HERE, layout, type(Block(0).seal(KEY, HERE, layout))(0, sealed, b"r"))


@pytest.mark.parametrize("count", [0, 1, MIN_PEOPLE, ONE_BLOCK, ONE_BLOCK + 1, 100, 1_137, 1_700, 5_000])
def test_no_block_beside_others_is_of_fewer_than_eight_and_all_have_one_size(count: int) -> None:
    records = {mark: encode(Participant(rated=frozenset(range(at % 50)))) for at, mark in enumerate(people(count))}
    layout, blocks = lay_out(KEY, records)
    assert {mark: record for block in blocks for mark, record in block.records.items()} == records
    assert all(layout.number_of(KEY, mark) == block.number for block in blocks for mark in block.records)
    assert [block.number for block in blocks] == list(range(layout.blocks))
    sizes = [len(block.records) for block in blocks]
    assert len(blocks) == 1 or min(sizes) >= MIN_PEOPLE
    assert (len(blocks) == 1) == (count <= ONE_BLOCK), "few are not divided"
    assert not any(block.is_crowded for block in blocks), "dividing them again would change nothing"
    assert len({len(block.seal(KEY, HERE, layout).sealed) for block in blocks}) == 1
    assert max(sizes) <= 3 * max(16, count / len(blocks)), "none is much larger than the others"


def test_who_was_in_one_block_is_in_many_when_people_are_divided_again() -> None:
    records = people(400)
    (first, blocks), (second, _) = lay_out(KEY, records), lay_out(KEY, records)
    assert first.salt != second.salt
    together = Counter(second.number_of(KEY, mark) for mark in blocks[0].records)
    assert len(together) >= 4


def test_how_many_people_came_does_not_show_by_the_size() -> None:
    layout, block = new_layout(), Block(0)
    sizes = [len(block.seal(KEY, HERE, layout).sealed)]
    for mark in people(12):
        block.records[mark] = encode(Participant(slack_user_id="U0123456789", group_name="Student"))
        sizes.append(len(block.seal(KEY, HERE, layout).sealed))
    assert set(sizes) == {MIN_SIZE}


def test_sizes_tell_neither_group_nor_invitation_nor_a_few_ratings() -> None:
    rng = Random(1)
    everybody = [
        Participant(group_name=group, was_invited=is_invited, rated=frozenset(rng.sample(range(2**17), ratings)))
        for group in (None, "Student", "A member of the board of education of the county")
        for is_invited in (False, True)
        for ratings in (0, 1, 30)
    ]
    mark, *_ = records = {mark: encode(everybody[0]) for mark in people(200)}
    layout, blocks = lay_out(KEY, records)
    block = blocks[layout.number_of(KEY, mark)]
    sizes = set()
    for each in everybody:
        block.records[mark] = encode(each)
        sizes.add(len(block.seal(KEY, HERE, layout).sealed))
    assert sizes == {blocks[0].size}


def test_a_block_that_was_large_once_does_not_shrink() -> None:
    layout, block = new_layout(), Block(0, records=people(9, 900))
    large = len(block.seal(KEY, HERE, layout).sealed)
    kept = open_block(KEY, HERE, layout, block.seal(KEY, HERE, layout))
    kept.records.popitem()
    assert len(kept.seal(KEY, HERE, layout).sealed) == large > MIN_SIZE


def test_sizes_are_few() -> None:
    sizes = [size_for(length) for length in range(1, 40_000)]
    assert sizes == sorted(sizes)
    assert all(size >= length for length, size in enumerate(sizes, start=1))
    assert all(size == MIN_SIZE or size < 1.5 * length for length, size in enumerate(sizes, start=1))
    assert len(set(sizes)) == 1 + 4 * 4 + 1
