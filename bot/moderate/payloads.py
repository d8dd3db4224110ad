"""What buttons and blocks of a card carry, and how it is read back: each part is looked up anew."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.moderate.flow import PAGE, CaseRef, SeenCase
from bot.slack.errors import KindError
from storage.moderation import QueueCursor

_ID = r"\d{1,16}"
_NUMBER = r"\d{1,9}"
_SEEN = re.compile(rf"({_ID}):({_NUMBER})\.(\d{{1,6}}):(\d{{1,6}})\.(\d{{1,6}})\.([0-9a-f]{{8}})", re.ASCII)
_REF = re.compile(rf"({_ID})\.({_NUMBER})", re.ASCII)
_CURSOR = re.compile(rf"([012])\.(\d{{1,11}})\.({_ID})\.({_NUMBER})", re.ASCII)
_OLD = "I cannot read this card any more. `/exchange queue` shows a new one."


def format_refs(refs: Sequence[CaseRef]) -> str:
    """Return how a block names the comments of its page."""
    return ",".join(f"{ref.exchange_id}.{ref.number}" for ref in refs)


def parse_refs(text: str) -> list[CaseRef]:
    """Return the comments of a page. Raises KindError."""
    found = [_REF.fullmatch(each) for each in text.split(",")]
    if not 1 <= len(found) <= PAGE:
        raise KindError(_OLD)
    return [CaseRef(int(each[1]), int(each[2])) for each in map(_sure, found)]


def format_seen(seen: SeenCase) -> str:
    """Return how a button names what stood on its card."""
    return f"{seen.ref.exchange_id}:{seen.ref.number}.{seen.version}:{seen.acts}.{seen.reports}.{seen.mark}"


def parse_seen(text: str) -> SeenCase:
    """Return what stood on a card. Raises KindError."""
    found = _sure(_SEEN.fullmatch(text))
    exchange_id, number, version, acts, reports = (int(found[group]) for group in range(1, 6))
    return SeenCase(CaseRef(exchange_id, number), version, acts, reports, found[6])


def format_cursor(place: QueueCursor) -> str:
    """Return how a button names a place in the queue."""
    rank, hour, exchange_id, number = place
    return f"{rank}.{int(hour.timestamp())}.{exchange_id}.{number}"


def parse_cursor(text: str) -> QueueCursor:
    """Return a place in the queue. Raises KindError."""
    found = _sure(_CURSOR.fullmatch(text))
    return int(found[1]), datetime.fromtimestamp(int(found[2]), UTC), int(found[3]), int(found[4])


def _sure(found: re.Match[str] | None) -> re.Match[str]:
    if found is None:
        raise KindError(_OLD)
    return found
