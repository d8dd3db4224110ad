"""What buttons and menus of rating carry: written and read here alone."""

import re
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import UserError

OLDER_CARD = 0
"""The serial on a card that was left behind: it changes its own stars, and brings no next comment."""

NO_CARD = -1
"""The serial of what is no rating card, such as a comment that is shown as a hint."""

_VALUE = re.compile(r"(\d{1,16}):(\d{1,9})\.(\d{1,4}):(\d{1,9})(?::([1-5]))?", re.ASCII)
_PICK = re.compile(r"(\d{1,9})\.(\d{1,4}):([1-5])", re.ASCII)


@dataclass(frozen=True, slots=True)
class CommentRef:
    """Where a click points: the words of a comment that the person saw, on a card message.

    version: of the words; it changes with every wording. serial: which card message it is on, OLDER_CARD or NO_CARD.
    """

    exchange_id: int
    number: int
    version: int
    serial: int

    @property
    def value(self) -> str:
        """What a button about the comment carries, EXCHANGE:NUMBER.VERSION:SERIAL."""
        return f"{self.exchange_id}:{self.number}.{self.version}:{self.serial}"


def star_value(value: str, stars: int) -> str:
    """Return what a star carries: the value of the comment, `:` and the stars."""
    return f"{value}:{stars}"


def parse_ref(value: str | None) -> CommentRef:
    """Return where a button points. Raises UserError on a crafted value."""
    return _parse(value)[0]


def parse_star(action: dict[str, Any]) -> tuple[CommentRef, int]:
    """Return where a star points, and how many it gives. Raises UserError on a crafted value."""
    ref, stars = _parse(action.get("value"))
    if stars is None:
        raise UserError("rate.unreadable_button")
    return ref, stars


def parse_choice(action: dict[str, Any]) -> tuple[str, CommentRef]:
    """Return what was chosen in the menu of a card, and where it points. Raises UserError on a crafted value."""
    choice, _, value = str((action.get("selected_option") or {}).get("value") or "").partition("|")
    return choice, parse_ref(value)


def find_exchange_id(action: dict[str, Any]) -> int | None:
    """Return the exchange of the card that was clicked; None where the value is crafted."""
    value = str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
    found = _VALUE.fullmatch(value.rpartition("|")[2])
    return int(found[1]) if found else None


def pick_name(number: int, version: int) -> str:
    """Return how the page of five names a comment, NUMBER.VERSION."""
    return f"{number}.{version}"


def pick_value(number: int, version: int, stars: int) -> str:
    """Return what a choice of stars on the page of five carries, NUMBER.VERSION:STARS."""
    return f"{pick_name(number, version)}:{stars}"


def parse_pick(value: str) -> tuple[int, int, int]:
    """Return (number, version, stars) of a choice on the page of five. Raises UserError on a crafted value."""
    found = _PICK.fullmatch(value)
    if not found:
        raise UserError("rate.unreadable_page")
    return int(found[1]), int(found[2]), int(found[3])


def _parse(value: str | None) -> tuple[CommentRef, int | None]:
    found = _VALUE.fullmatch(value or "")
    if not found:
        raise UserError("rate.unreadable_button")
    exchange_id, number, version, serial, stars = found.groups()
    ref = CommentRef(int(exchange_id), int(number), int(version), int(serial))
    return ref, int(stars) if stars else None
