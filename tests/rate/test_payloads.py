"""Values of the buttons of a card, and the time of a click."""

import pytest

from bot.domain.errors import UserError
from bot.rate.payloads import OLDER_CARD, CommentRef, parse_ref, parse_star, star_value


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "x",
        "1:2:3:6",
        "1:2:3:0",
        "1:2",
        "1:2:3",
        "1:2:3:4:5",
        "1:-2:3:4",
        "1:2.x:3:4",
        "9" * 40,
        "\u0967:2:3:4",
    ],
)
def test_a_crafted_button_is_refused(value: str | None) -> None:
    with pytest.raises(UserError):
        parse_ref(value)


def test_a_button_is_read() -> None:
    ref, stars = parse_star({"value": "123:456.2:7:5"})
    assert (ref, stars) == (CommentRef(123, 456, 2, 7), 5)
    assert star_value(ref.value, 5) == "123:456.2:7:5"
    older = parse_ref("123:456.1:0")
    assert (older.version, older.serial, older.value) == (1, OLDER_CARD, "123:456.1:0")


def test_a_star_without_its_number_is_refused() -> None:
    with pytest.raises(UserError):
        parse_star({"value": "123:456.1:0"})
