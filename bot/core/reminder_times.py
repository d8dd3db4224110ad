"""When people are reminded of an exchange that they take part in: at most twice, and by day where they live."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.core.wall_clock import zone_or_utc

ENOUGH = 20
"""Ratings; who gave as many is not reminded."""

QUIET_AFTER = timedelta(hours=24)
"""After somebody's last card; who was there a moment ago needs no reminder."""

_SHORT, _MIDDLE = timedelta(days=2), timedelta(days=4)
_BEFORE_CLOSE = timedelta(hours=30)  # so that everybody's day between 9 and 17 o'clock lies before the close
_WINDOW = timedelta(hours=26)  # in which everybody's day comes once
_WITHOUT_END = (timedelta(days=7), timedelta(days=21))  # after the opening
_FROM, _TO = time(9), time(17)


def list_reminders(opened_at: datetime, closes_at: datetime | None) -> Sequence[datetime]:
    """Return the moments from which on reminders go out: none in two days, one in up to four, else two.

    Times are aware. closes_at: None for an exchange without a close date.
    """
    if closes_at is None:
        return tuple(opened_at + each for each in _WITHOUT_END)
    duration = closes_at - opened_at
    if duration <= _SHORT:
        return ()
    last = closes_at - _BEFORE_CLOSE
    return (last,) if duration <= _MIDDLE else (opened_at + duration / 2 - _WINDOW / 2, last)


def find_due(opened_at: datetime, closes_at: datetime | None, now: datetime) -> int:
    """Return which reminder may go out now: 1 or 2; 0 for none."""
    due = [at for at in list_reminders(opened_at, closes_at) if at <= now]
    is_over = closes_at is not None and closes_at <= now
    return len(due) if due and not is_over and now < due[-1] + _WINDOW else 0


def is_daytime(now: datetime, zone: str) -> bool:
    """Say whether it is between 9 and 17 o'clock in a zone. zone: IANA; an unknown one is UTC."""
    return _FROM <= now.astimezone(zone_or_utc(zone)).time() < _TO
