"""Seals keep what they hold from who has no key, its length included; marks find a row again and say nothing."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keys import Keyring
from bot.sealing import MARK_BYTES, OVERHEAD_BYTES, Cipher, WrongSealError

KEY = bytes(range(32))
CIPHER = Cipher(KEY, "tests")
PARTS = st.lists(st.text(max_size=6), max_size=4).map(tuple)


@given(st.binary(max_size=300), st.binary(max_size=20), st.integers(1, 128))
def test_what_is_sealed_opens_as_it_was_and_its_length_is_a_step(plain: bytes, about: bytes, step: int) -> None:
    sealed = CIPHER.seal(plain, about, step=step)
    assert CIPHER.open(sealed, about) == plain
    assert (len(sealed) - OVERHEAD_BYTES) % step == 0
    assert CIPHER.seal(plain, about, step=step) != sealed, "a fresh nonce each time"


@given(st.binary(min_size=1, max_size=40), st.data())
def test_no_byte_of_a_seal_can_be_changed(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(CIPHER.seal(plain, b"row"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(WrongSealError):
        CIPHER.open(bytes(sealed), b"row")


def test_a_seal_opens_only_for_its_row_its_purpose_and_its_key() -> None:
    sealed = CIPHER.seal(b"words", b"row")
    for cipher, about in (
        (CIPHER, b"other"),
        (Cipher(KEY, "other"), b"row"),
        (Cipher(secrets.token_bytes(32), "tests"), b"row"),
    ):
        with pytest.raises(WrongSealError):
            cipher.open(sealed, about)
    for broken in (b"", sealed[:11], sealed[:20]):
        with pytest.raises(WrongSealError):
            CIPHER.open(broken, b"row")


@given(PARTS, PARTS)
def test_two_lists_of_parts_have_one_mark_only_where_they_are_the_same(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert (CIPHER.mark(*one) == CIPHER.mark(*other)) is (one == other)
    assert len(CIPHER.mark(*one)) == MARK_BYTES
    assert Cipher(KEY, "other").mark(*one) != CIPHER.mark(*one)


def test_each_workspace_and_each_secret_has_its_own_key() -> None:
    one, other = Keyring("a secret of the tests, long enough"), Keyring("another one of the tests, long enough")
    marks = {keys.of_tenant(tenant).cipher("x").mark("U1") for keys in (one, other) for tenant in (1, 2)}
    assert len(marks) == 4
    assert one.of_tenant(1).cipher("x").mark("U1") in marks
