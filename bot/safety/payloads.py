"""What buttons of danger cases carry: EXCHANGE:NUMBER, and of a request EXCHANGE:NUMBER:REQUEST."""

from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id

_MAX_DIGITS, _MAX_ID_DIGITS = 9, 16


def case_value(exchange_id: int, number: int) -> str:
    """Return the value of a case's button."""
    return f"{exchange_id}:{number}"


def parse_case(value: str | None) -> tuple[int, int]:
    """Return (exchange id, comment number). Raises UserError."""
    exchange_id, _, number = str(value or "").partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) <= _MAX_DIGITS):
        raise UserError("safety.outdated")
    return parse_exchange_id(exchange_id), int(number)


def request_value(exchange_id: int, number: int, request_id: int) -> str:
    """Return the value of a button about a request: EXCHANGE:NUMBER:REQUEST."""
    return f"{exchange_id}:{number}:{request_id}"


def parse_request(value: str | None) -> tuple[int, int, int]:
    """Return (exchange id, comment number, request id). Raises UserError."""
    rest, _, request_id = str(value or "").rpartition(":")
    if not (request_id.isascii() and request_id.isdecimal() and len(request_id) <= _MAX_ID_DIGITS):
        raise UserError("safety.outdated")
    return (*parse_case(rest), int(request_id))
