"""What the buttons and menus of Home carry. Raises UserError for a value that none of them has."""

import re
from typing import Any

from bot.domain.errors import UserError
from bot.home.blocks import Pages
from bot.home.flow import ChosenStars
from bot.slack.timestamps import parse_slack_ts

_PAIR = re.compile(r"(\d{1,16}):(\d{1,9})", re.ASCII)
_PAGES = re.compile(r"(\d{1,4})\.(\d{1,4})\.(\d{1,4})", re.ASCII)
_STARS = re.compile(r"(\d{1,16}):(\d{1,9})\.(\d{1,4}):([1-5])", re.ASCII)


def parse_pair(action: dict[str, Any]) -> tuple[int, int]:
    """Return (exchange, number or page) of a button."""
    found = _parse(_PAIR, action.get("value"))
    return int(found[1]), int(found[2])


def parse_pages(action: dict[str, Any]) -> Pages:
    """Return the page of each list in Home that a button turns to."""
    return Pages(*(int(each) for each in _parse(_PAGES, action.get("value")).groups()))


def parse_stars(action: dict[str, Any]) -> ChosenStars:
    """Return what was chosen in the menu of a rating."""
    found = _parse(_STARS, (action.get("selected_option") or {}).get("value"))
    exchange_id, number, version, stars = (int(each) for each in found.groups())
    return ChosenStars(exchange_id, number, version, stars, parse_slack_ts(action.get("action_ts")))


def page_of(body: dict[str, Any]) -> int:
    """Return the page that a modal of ratings shows, the first where it does not say."""
    found = _PAIR.fullmatch((body.get("view") or {}).get("private_metadata") or "")
    return int(found[2]) if found else 0


def drawing_id(action: dict[str, Any]) -> str:
    """Return what distinguishes this drawing of a view from the one before: the time of the click."""
    return str(action.get("action_ts") or "").replace(".", "")


def _parse(form: re.Pattern[str], value: str | None) -> re.Match[str]:
    found = form.fullmatch(value or "")
    if found is None:
        raise UserError("home.outdated")
    return found
