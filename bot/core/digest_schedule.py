"""When a digest is due: weekdays and a time of day, in the wall clock of one place.

A schedule has one slot a day whatever the clocks do: when an hour comes twice the first one counts, and a time that a
clock change skips is due as long after the change as it would have been after the start of the gap (02:30 becomes
03:30). What was due is known by its moment, not by its day: a schedule may move to a later hour of the same day.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_EVERY_DAY = frozenset(range(7))
_WORKING = frozenset(range(5))
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")
_NOON = 12
_LOOK_AHEAD = 9  # days: a week, and a day on either side that a zone may skip

HOW_TO_WRITE = "Write the days and a time, for example `mon 09:00`, `mon, thu 16:30`, `weekdays 9:00` or `daily 8:00`."


class ScheduleError(ValueError):
    """Words that name no schedule; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Every:
    """Days of the week (0 is Monday), at a time of the local day."""

    weekdays: frozenset[int]
    at: time

    def __str__(self) -> str:
        if self.weekdays == _EVERY_DAY:
            days = "daily"
        elif self.weekdays == _WORKING:
            days = "weekdays"
        else:
            days = ", ".join(WEEKDAYS[day] for day in sorted(self.weekdays))
        return f"{days} {self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Slot:
    """One moment at which a digest is due. day: its local date; at: aware UTC."""

    day: date
    at: datetime


def parse_every(text: str) -> Every:
    """Return the schedule that somebody wrote: "mon 09:00", "Monday and Thursday at 4:30 pm", "daily 9".

    Raises ScheduleError.
    """
    words = re.sub(r"[,;&+]|\band\b|\bat\b|\bevery\b|\bon\b", " ", text.lower().strip(" \"'“”‘’")).split()
    days: set[int] = set()
    while words and not words[0][0].isdecimal():
        days |= _days(words.pop(0))
    if not days or not words:
        raise ScheduleError(HOW_TO_WRITE)
    return Every(frozenset(days), _time(" ".join(words)))


def next_slot(every: Every, zone: str, after: datetime) -> Slot:
    """Return the first slot later than a moment. zone: IANA; an unknown one counts as UTC."""
    place = _zone(zone)
    day = after.astimezone(place).date() - timedelta(days=1)
    for _ in range(_LOOK_AHEAD + 1):
        slot = Slot(day, _moment(day, every.at, place))
        if day.weekday() in every.weekdays and slot.at > after:
            return slot
        day += timedelta(days=1)
    raise AssertionError("a week has every weekday")


def last_slot(every: Every, zone: str, until: datetime) -> Slot:
    """Return the latest slot at or before a moment."""
    place = _zone(zone)
    day = until.astimezone(place).date() + timedelta(days=1)
    for _ in range(_LOOK_AHEAD + 1):
        slot = Slot(day, _moment(day, every.at, place))
        if day.weekday() in every.weekdays and slot.at <= until:
            return slot
        day -= timedelta(days=1)
    raise AssertionError("a week has every weekday")


def _moment(day: date, at: time, place: ZoneInfo) -> datetime:
    # fold=0: of an hour that comes twice the first; of one that never comes, the clock before the change goes on.
    return datetime.combine(day, at, tzinfo=place).replace(fold=0).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _days(word: str) -> frozenset[int]:
    if word in {"daily", "day", "days"}:
        return _EVERY_DAY
    if word in {"weekdays", "weekday", "workdays"}:
        return _WORKING
    first, dash, last = word.replace("–", "-").partition("-")
    if dash:
        start, end = _day(first), _day(last)
        return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset({_day(word)})


def _day(word: str) -> int:
    if word in WEEKDAYS:
        return WEEKDAYS.index(word)
    if word.removesuffix("s") in _LONG:
        return _LONG.index(word.removesuffix("s"))
    if word in _SHORT:
        return _SHORT[word]
    raise ScheduleError(HOW_TO_WRITE)


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if not found:
        raise ScheduleError(HOW_TO_WRITE)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= _NOON:
        raise ScheduleError(HOW_TO_WRITE)
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise ScheduleError(HOW_TO_WRITE) from error
