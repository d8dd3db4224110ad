"""Macs are those of the standard library, for keys and messages of every length."""

import hmac

from hypothesis import given
from hypothesis import strategies as st

from bot.macs import Mac


@given(key=st.binary(max_size=200), parts=st.lists(st.binary(max_size=200), max_size=3))
def test_a_mac_is_that_of_the_standard_library(key: bytes, parts: list[bytes]) -> None:
    mac = Mac(key)
    for _ in range(2):  # what was begun once serves again
        assert mac.digest(*parts) == hmac.digest(key, b"".join(parts), "sha256")
