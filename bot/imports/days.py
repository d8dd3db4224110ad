"""Days out of the times that other systems write; nothing finer is kept of when a comment came."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D.*)?", re.DOTALL)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D.*)?", re.DOTALL)
_MILLISECONDS = re.compile(r"\d{12,14}")
_SECONDS = re.compile(r"\d{9,11}")
_MONTHS = 12


def is_day_first(texts: Iterable[str]) -> bool:
    """Say whether days come before months where the year comes last: some first number is no month."""
    found = (_YEAR_LAST.fullmatch(text.strip()) for text in texts)
    return any(each is not None and int(each[1]) > _MONTHS for each in found)


def parse_day(text: str, *, day_first: bool) -> date | None:
    """Return the day of a written time, as it was written; None where it is none."""
    text = text.strip()
    try:
        if _MILLISECONDS.fullmatch(text):
            return datetime.fromtimestamp(int(text) / 1000, UTC).date()
        if _SECONDS.fullmatch(text):
            return datetime.fromtimestamp(int(text), UTC).date()
        if found := _YEAR_FIRST.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _YEAR_LAST.fullmatch(text):
            first, second = int(found[1]), int(found[2])
            return date(int(found[3]), *((second, first) if day_first else (first, second)))
    except (ValueError, OverflowError, OSError):
        return None
    return None
