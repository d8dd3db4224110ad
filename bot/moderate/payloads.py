"""Values of the buttons, menus and blocks of a card, formatted and parsed: what they name is looked up again."""

import re
from collections.abc import Sequence
from datetime import date

from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.moderate.case import CaseRef, ModerationCase, SeenCase
from bot.moderate.pages import PAGE
from storage.moderation import QueueCursor

ONE = "one"
"""The scope of a card that was requested by number; all others are the id of an exchange, or 0 for all."""

DESK = "desk"
"""The scope of a card outside the queue, which a job edits (bot/moderate/cards/job.py)."""

_CARD = "moderate.card"
_ID = r"\d{1,16}"
_NUMBER = r"\d{1,9}"
_SCOPE = re.compile(rf"{ONE}|{DESK}|[0-9]{{1,16}}")
_SEEN = re.compile(rf"({_ID}):({_NUMBER})\.(\d{{1,6}}):(\d{{1,6}})\.(\d{{1,6}})\.([0-9a-f]{{8}})", re.ASCII)
_REF = re.compile(rf"({_ID})\.({_NUMBER})", re.ASCII)
_CURSOR = re.compile(rf"([012])\.(\d{{1,7}})\.({_ID})\.({_NUMBER})", re.ASCII)  # rank, day, exchange, number


def format_choice(seen: SeenCase, reason: str = "") -> str:
    """Return the value of a decision. reason: its code, "" for a decision without one."""
    shown = f"{seen.ref.exchange_id}:{seen.ref.number}.{seen.version}:{seen.acts}.{seen.reports}.{seen.mark}"
    return f"{reason}|{shown}" if reason else shown


def parse_choice(value: str) -> tuple[str, SeenCase]:
    """Return (code of the reason or "", what was on the card). Raises UserError."""
    reason, _, shown = value.rpartition("|")
    found = _require(_SEEN.fullmatch(shown))
    exchange_id, number, version, acts, reports = (int(found[group]) for group in range(1, 6))
    return reason, SeenCase(CaseRef(exchange_id, number), version, acts, reports, found[6])


def format_card_id(scope: str, refs: Sequence[CaseRef], place: int, case: ModerationCase) -> str:
    """Return the id of a card's buttons: the page that it is on, and its place there.

    Slack keeps a menu's choice as long as its block keeps its id: what was seen is part of it.
    """
    return f"{_CARD}|{scope}|{_format_refs(refs)}|{place}.{case.reported.acts}.{case.reported.reports}"


def parse_card_id(block_id: str, ref: CaseRef) -> tuple[str, list[CaseRef]]:
    """Return (scope, comments) of the page that a card is on; of the card of `ref` alone where the id names no page.

    Raises UserError where it names comments that cannot be read.
    """
    parts = block_id.split("|")
    if len(parts) == 4 and parts[0] == _CARD and _SCOPE.fullmatch(parts[1]):  # noqa: PLR2004
        return parts[1], _parse_refs(parts[2])
    return ONE, [ref]


def format_page(exchange_id: int, after: QueueCursor | None = None) -> str:
    """Return the value of a button that turns to another page. after: the last comment before it, None for the first.

    exchange_id: 0 for all.
    """
    return f"{exchange_id}|{_format_cursor(after) if after else ''}"


def parse_page(value: str) -> tuple[int, QueueCursor | None]:
    """Return (exchange_id, after) of `format_page`. Raises UserError."""
    scope, _, cursor = value.partition("|")
    return parse_exchange_id(scope), _parse_cursor(cursor) if cursor else None


def _format_refs(refs: Sequence[CaseRef]) -> str:
    return ",".join(f"{ref.exchange_id}.{ref.number}" for ref in refs)


def _parse_refs(text: str) -> list[CaseRef]:
    found = [_REF.fullmatch(each) for each in text.split(",")]
    if not 1 <= len(found) <= PAGE:
        raise UserError("moderate.old_card")
    return [CaseRef(int(each[1]), int(each[2])) for each in map(_require, found)]


def _format_cursor(cursor: QueueCursor) -> str:
    rank, day, exchange_id, number = cursor
    return f"{rank}.{day.toordinal()}.{exchange_id}.{number}"


def _parse_cursor(text: str) -> QueueCursor:
    found = _require(_CURSOR.fullmatch(text))
    try:
        day = date.fromordinal(int(found[2]))
    except ValueError as error:
        raise UserError("moderate.old_card") from error
    return int(found[1]), day, int(found[3]), int(found[4])


def _require(found: re.Match[str] | None) -> re.Match[str]:
    if found is None:
        raise UserError("moderate.old_card")
    return found
