"""Seals: they open for the key, the purpose and the comment that they were made for, and for nothing else."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keys import Keyring
from bot.seals import BLOCK_FORMAT, WrongSealError
from storage.seals import BLOCK_OVERHEAD, NOBODY, SEAL_BYTES, SealPurpose, random_seal

RING = Keyring("a secret of the tests, long enough to be one")
KEY = RING.open(RING.new())
SEALS, OTHER = KEY.seals, RING.open(RING.new()).seals
COMMENT, PERSON = st.integers(1, 2**53 - 1), st.integers(0, 2**48 - 1)
ACTS = (SealPurpose.RATING, SealPurpose.SKIP, SealPurpose.REPORT)


@given(comment=COMMENT, other=COMMENT, person=PERSON)
def test_a_seal_opens_for_its_comment_and_purpose_with_its_key(comment: int, other: int, person: int) -> None:
    acts = astuple(SEALS.seal_acts(comment, person))
    made = dict(zip(ACTS, acts, strict=True)) | {SealPurpose.AUTHOR: SEALS.seal_author(comment, person)}
    assert len(set(made.values())) == 4, "what one person did to one comment has nothing in common"
    for purpose, seal in made.items():
        assert len(seal) == SEAL_BYTES
        assert SEALS.open_seals(purpose, [comment], [seal]).tolist() == [person]
        assert OTHER.open_seals(purpose, [comment], [seal]).tolist() == [NOBODY]
        for another in set(SealPurpose) - {purpose}:
            assert SEALS.open_seals(another, [comment], [seal]).tolist() == [NOBODY]
        if other != comment:
            assert SEALS.open_seals(purpose, [other], [seal]).tolist() == [NOBODY]


def test_the_same_act_gives_the_same_seal_so_that_a_person_counts_once() -> None:
    assert SEALS.seal_acts(7, 5) == SEALS.seal_acts(7, 5)
    assert SEALS.seal_acts(7, 5).rating != SEALS.seal_acts(8, 5).rating
    assert SEALS.seal_acts(7, 5).rating != OTHER.seal_acts(7, 5).rating


def test_many_are_opened_at_once_and_random_ones_are_of_nobody() -> None:
    ids = list(range(1, 3_001))
    seals = [SEALS.seal_acts(each, each % 40).rating if each % 3 else random_seal() for each in ids]
    assert SEALS.open_seals(SealPurpose.RATING, ids, seals).tolist() == [
        each % 40 if each % 3 else NOBODY for each in ids
    ]
    assert SEALS.open_seals(SealPurpose.RATING, [], []).tolist() == []


@given(plain=st.binary(max_size=5_000), about=st.binary(min_size=1, max_size=40))
def test_a_block_opens_at_its_place_alone(plain: bytes, about: bytes) -> None:
    sealed = SEALS.seal_block(plain, about)
    assert SEALS.open_block(sealed, about) == plain
    assert len(sealed) == len(plain) + BLOCK_OVERHEAD
    assert SEALS.seal_block(plain, about) != sealed, "a fresh nonce each time"
    for key, place in ((SEALS, about + b"x"), (OTHER, about)):
        with pytest.raises(WrongSealError):
            key.open_block(sealed, place)


def test_a_block_of_a_newer_format_is_refused_with_what_to_do() -> None:
    sealed = SEALS.seal_block(b"words", b"place")
    with pytest.raises(WrongSealError, match="another build"):
        SEALS.open_block(bytes([BLOCK_FORMAT + 1]) + sealed[1:], b"place")
    for broken in (b"", sealed[:20], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises(WrongSealError):
            SEALS.open_block(broken, b"place")


def test_a_place_is_another_with_each_salt_and_key() -> None:
    assert SEALS.place(b"salt", b"mark") == SEALS.place(b"salt", b"mark")
    places = [key.place(salt, mark) for key in (SEALS, OTHER) for salt in (b"a", b"b") for mark in (b"c", b"d")]
    assert len(set(places)) == len(places)
    assert max(places) < 2**64
