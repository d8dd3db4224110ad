"""Vectors from elsewhere: numbers that are none never reach the finder."""

import pytest

from bot.core.vectors import pack_half


def test_numbers_take_two_bytes_each() -> None:
    assert pack_half([1.0, -0.5, 0]) == b"\x00\x3c\x00\xb8\x00\x00"


@pytest.mark.parametrize("wrong", [[], ["x"], [None], [float("nan")], [float("inf")], [1e9], 3, None, {"a": 1}])
def test_what_are_no_numbers_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="finite numbers"):
        pack_half(wrong)  # type: ignore[arg-type]
