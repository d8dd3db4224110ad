"""What buttons and forms of receipts carry: which comment."""

from typing import Any

from bot.domain.errors import UserError

_EXCHANGE_DIGITS, _NUMBER_DIGITS = 18, 9


def parse_place(value: Any, *, takes_themes: bool = False) -> tuple[int, int]:
    """Return (exchange id, number of the comment) of a button or a form. Raises UserError for a crafted one.

    takes_themes: the number may be a theme's, with a minus before it.
    """
    exchange_id, _, number = str(value or "").partition(":")
    digits_of = number.removeprefix("-") if takes_themes else number
    for digits, most in ((exchange_id, _EXCHANGE_DIGITS), (digits_of, _NUMBER_DIGITS)):
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= most):
            raise UserError("moderate.old_card")
    return int(exchange_id), int(number)
