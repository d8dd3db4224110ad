"""Keys: nameless ids, wrapped keys, encryption."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keys import Keyring, WrongSecretError

SECRET = "a secret of the tests, long enough to be one"


def test_a_person_has_one_mark_in_an_exchange_and_another_in_the_next() -> None:
    ring = Keyring(SECRET)
    first, second = ring.open(ring.new()), ring.open(ring.new())
    assert first.person("T1", "U1").mark != second.person("T1", "U1").mark
    assert first.person("T1", "U1") == first.person("T1", "U1")
    assert len({first.person(*who).mark for who in (("T1", "U1"), ("T2", "U1"), ("T1", "U2"), ("T1U", "1"))}) == 4


def test_another_secret_opens_nothing() -> None:
    wrapped = Keyring(SECRET).new()
    with pytest.raises(WrongSecretError):
        Keyring("another secret, as long as the first one is").open(wrapped)


def test_the_wrapped_key_does_not_hold_the_key() -> None:
    ring = Keyring(SECRET)
    wrapped = ring.new()
    assert ring.open(wrapped).raw not in wrapped


def test_a_seal_opens_only_for_its_purpose() -> None:
    ring = Keyring(SECRET)
    key = ring.open(ring.new())
    encrypted = key.encrypt("name", "a name")
    assert key.decrypt("name", encrypted) == "a name"
    assert b"a name" not in encrypted
    with pytest.raises(WrongSecretError):
        key.decrypt("address", encrypted)


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="32 characters"):
        Keyring("short")


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_different_sources_have_different_marks(one: list[str], other: list[str]) -> None:
    ring = Keyring(SECRET)
    key = ring.open(ring.new())
    assert (key.source_mac(*one) == key.source_mac(*other)) == (one == other)


def test_a_blinded_time_keeps_the_order_of_one_persons_clicks_on_one_comment_and_reveals_no_time() -> None:
    key = Keyring("a secret of the tests, long enough to be one")
    ours = key.open(key.new())
    first, second = 1_795_469_693_237_405, 1_795_469_693_237_406
    seals = [ours.seals.seal_acts(comment, person).rating for person in (1, 2) for comment in range(50)]
    assert ours.blind_timestamp(seals[0], second) - ours.blind_timestamp(seals[0], first) == 1
    offsets = {ours.blind_timestamp(seal, first) - first for seal in seals}
    assert len(offsets) == 100, "no two pairs can be compared"
    assert max(offsets) < 2**50
    assert max(offsets) - min(offsets) > 2**48
    assert key.open(key.new()).blind_timestamp(seals[0], first) != ours.blind_timestamp(seals[0], first)
