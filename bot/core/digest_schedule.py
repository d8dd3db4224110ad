"""Schedules of digests: weekdays and a time of day, in one time zone.

A schedule has one slot a day, whatever clock changes do (`wall_clock`). A slot is identified by its moment, not by its
day, since a schedule may move to a later hour of the same day.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.errors import InputError
from bot.core.time_patterns import CLOCK, WEEKDAY, WEEKDAY_OF, normalise, read_clock
from bot.core.wall_clock import local_moment, zone_or_utc
from bot.core.words import ENGLISH, TIMES, language_of, one_of

_DAYS = range(7)
_EVERY_DAY = frozenset(_DAYS)
_WORKING = frozenset(range(5))
_LOOK_AHEAD = 9  # days: a week, and a day on either side that a zone may skip

_EVERY_WORD = one_of(
    word for words in TIMES.values() for word in (*words.every, *words.and_, *words.at, *words.of, "on")
)
_SKIP = re.compile(rf"[\s,;&+]+|{_EVERY_WORD}(?![a-z0-9])")
_DAILY = re.compile(rf"{one_of(word for words in TIMES.values() for word in words.daily)}(?![a-z0-9])")
_WEEKDAYS = re.compile(rf"{one_of(word for words in TIMES.values() for word in words.working_days)}(?![a-z0-9])")
_TO = one_of(word for words in TIMES.values() for word in words.to)
_DAY = rf"(?:{WEEKDAY})"
_RANGE = re.compile(rf"(?P<first>{_DAY})(?:s)?(?:\s?[-–]\s?|\s+{_TO}\s+)(?P<last>{_DAY})(?:s)?(?![a-z0-9])")
_ONE = re.compile(rf"(?P<first>{_DAY})(?:s)?(?![a-z0-9-])")


@dataclass(frozen=True, slots=True)
class Every:
    """Weekdays (0 is Monday) and a local time of day. Stored as English text."""

    weekdays: frozenset[int]
    at: time

    def __str__(self) -> str:
        return format_schedule(self).lower()


@dataclass(frozen=True, slots=True)
class Slot:
    """One moment at which a digest is due. day: its local date; at: aware UTC."""

    day: date
    at: datetime


def parse_every(text: str) -> Every:
    """Parse a schedule: "mon 09:00", "lunes y jueves a las 4:30 pm", "daily 9".

    Raises InputError.
    """
    written = normalise(text)
    days: set[int] = set()
    end = 0
    while end < len(written):
        if found := _DAILY.match(written, end):
            days |= _EVERY_DAY
        elif found := _WEEKDAYS.match(written, end):
            days |= _WORKING
        elif found := _RANGE.match(written, end):
            first, last = WEEKDAY_OF[found["first"]], WEEKDAY_OF[found["last"]]
            days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
        elif found := _ONE.match(written, end):
            days.add(WEEKDAY_OF[found["first"]])
        elif not (found := _SKIP.match(written, end)):
            break
        end = found.end()
    clock = CLOCK.fullmatch(written, end)
    if not days or clock is None or clock["offset"]:
        raise InputError("times.schedule")
    return Every(frozenset(days), read_clock(clock))


def format_schedule(every: Every, locale: str | None = ENGLISH) -> str:
    """Return a schedule in words, "Mon, Thu 16:30" or "lun, jue 16:30"; `parse_every` reads it back."""
    words = TIMES[language_of(locale)]
    if every.weekdays == _EVERY_DAY:
        days = words.daily_text
    elif every.weekdays == _WORKING:
        days = words.working_days_text
    else:
        days = ", ".join(words.weekdays[day][0] for day in sorted(every.weekdays))
    return f"{days} {every.at:%H:%M}"


def next_slot(every: Every, zone: str, after: datetime) -> Slot:
    """Return the first slot later than a moment. zone: IANA; an unknown one counts as UTC."""
    time_zone = zone_or_utc(zone)
    day = after.astimezone(time_zone).date() - timedelta(days=1)
    for _ in range(_LOOK_AHEAD + 1):
        slot = Slot(day, local_moment(day, every.at, time_zone))
        if day.weekday() in every.weekdays and slot.at > after:
            return slot
        day += timedelta(days=1)
    raise AssertionError("a week has every weekday")


def last_slot(every: Every, zone: str, until: datetime) -> Slot:
    """Return the latest slot at or before a moment."""
    time_zone = zone_or_utc(zone)
    day = until.astimezone(time_zone).date() + timedelta(days=1)
    for _ in range(_LOOK_AHEAD + 1):
        slot = Slot(day, local_moment(day, every.at, time_zone))
        if day.weekday() in every.weekdays and slot.at <= until:
            return slot
        day -= timedelta(days=1)
    raise AssertionError("a week has every weekday")
