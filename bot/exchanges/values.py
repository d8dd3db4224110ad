"""Values of the buttons and menus of exchanges: each written and read by a pair of functions."""

from datetime import UTC, datetime

from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id

_MAX_TIME = 100  # characters of a time that a menu carries along


def switch_value(exchange_id: int, *, is_on: bool) -> str:
    """Return `EXCHANGE|1` to leave coordinated accounts out, to pause or to archive; `EXCHANGE|0` to undo that."""
    return f"{exchange_id}|{int(is_on)}"


def parse_switch(value: object) -> tuple[int, bool]:
    """Return (exchange id, is on). Raises UserError."""
    exchange_id, _, is_on = str(value or "").partition("|")
    if is_on not in {"0", "1"}:
        raise UserError("exchanges.outdated_button")
    return parse_exchange_id(exchange_id), is_on == "1"


def earlier_value(exchange_id: int, *, new: datetime, old: datetime) -> str:
    """Return `EXCHANGE|NEW|OLD`: two close dates in seconds since 1970."""
    return f"{exchange_id}|{int(new.timestamp())}|{int(old.timestamp())}"


def parse_earlier(value: object) -> tuple[int, datetime, int]:
    """Return (exchange id, new close date, old close date in seconds since 1970). Raises UserError."""
    exchange_id, _, dates = str(value or "").partition("|")
    new, _, old = dates.partition("|")
    try:
        return (
            parse_exchange_id(exchange_id),
            datetime.fromtimestamp(parse_exchange_id(new), UTC),
            parse_exchange_id(old),
        )
    except (ValueError, OverflowError, OSError) as error:
        raise UserError("exchanges.outdated_button") from error


def picker_block_id(action_id: str, subcommand: str, time: str) -> str:
    """Return `ACTION|SUBCOMMAND|TIME`. time: as it was written, "" for none."""
    return f"{action_id}|{subcommand}|{time[:_MAX_TIME]}"


def parse_picker(block_id: object) -> tuple[str, str]:
    """Return (subcommand, time) of a menu; "" for what is not there."""
    _, subcommand, time = [*str(block_id).split("|", 2), "", ""][:3]
    return subcommand, time


def menu_value(choice: str, exchange_id: int) -> str:
    """Return `CHOICE|EXCHANGE` of the announcement's menu."""
    return f"{choice}|{exchange_id}"


def parse_menu(value: object) -> tuple[str, str]:
    """Return (choice, exchange id as it was written)."""
    choice, _, exchange_id = str(value or "").partition("|")
    return choice, exchange_id
