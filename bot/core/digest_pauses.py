"""When no digest is posted: quiet hours and holidays. A digest that is due then moves to the next allowed moment.

From a holiday it moves to its own time of day on the next day that is none, from quiet hours to their end; both by the
clock on the wall, so that a change of the clocks moves nothing else (bot/core/wall_clock.py).
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.core.digest_schedule import Every, Slot, last_slot, next_slot
from bot.core.errors import InputError
from bot.core.wall_clock import local_moment, zone_or_utc

MAX_HOLIDAYS = 60
"""Days; a year of school has fewer without lessons beside its weekends, and weekdays are chosen apart."""

_MOMENT = timedelta(microseconds=1)
_DAY = timedelta(days=1)
_CLOCK = r"([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?"
_QUIET = re.compile(rf"{_CLOCK}\s*(?:-|–|to|a)\s*{_CLOCK}", re.ASCII)
_DATES = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|–|to|a)\s*(\d{4}-\d\d-\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pauses:
    """When nothing is posted. quiet: from and until, local times, past midnight where the second is earlier."""

    quiet: tuple[time, time] | None = None
    holidays: frozenset[date] = field(default_factory=frozenset)

    def is_quiet(self, at: time) -> bool:
        """Say whether a local time of day is in the quiet hours."""
        if self.quiet is None:
            return False
        begin, end = self.quiet
        return begin <= at < end if begin < end else at >= begin or at < end


def parse_quiet(text: str) -> str:
    """Return quiet hours as they are kept, "20:00-07:00"; "" for none. Raises InputError."""
    if not text.strip():
        return ""
    found = _QUIET.fullmatch(text.strip().lower())
    if found is None:
        raise InputError("times.quiet")
    begin, end = (f"{int(found[at]):02}:{int(found[at + 1] or 0):02}" for at in (1, 3))
    if begin == end:
        raise InputError("times.quiet")
    return f"{begin}-{end}"


def parse_holidays(text: str) -> str:
    """Return holidays as they are kept, dates with commas between; "" for none. Raises InputError.

    text: "2026-12-24, 2026-12-28 to 2027-01-01".
    """
    days: set[date] = set()
    for part in filter(None, (each.strip() for each in text.split(","))):
        found = _DATES.fullmatch(part.lower())
        try:
            first = date.fromisoformat(found[1]) if found else None
            last = date.fromisoformat(found[2]) if found and found[2] else first
        except ValueError as error:
            raise InputError("times.holidays", max=MAX_HOLIDAYS) from error
        if first is None or last is None or not timedelta(0) <= last - first < MAX_HOLIDAYS * _DAY:
            raise InputError("times.holidays", max=MAX_HOLIDAYS)
        days |= {first + step * _DAY for step in range((last - first).days + 1)}
    if len(days) > MAX_HOLIDAYS:
        raise InputError("times.holidays", max=MAX_HOLIDAYS)
    return ",".join(day.isoformat() for day in sorted(days))


def read_pauses(quiet: str, holidays: str) -> Pauses:
    """Return what `parse_quiet` and `parse_holidays` wrote. Raises ValueError."""
    begin, _, end = quiet.partition("-")
    hours = (time.fromisoformat(begin), time.fromisoformat(end)) if quiet else None
    return Pauses(hours, frozenset(date.fromisoformat(day) for day in holidays.split(",") if day))


def allowed(pauses: Pauses, at: datetime, zone: str) -> datetime:
    """Return the first moment, from this one on, at which a digest may be posted. at: aware; the result is in UTC."""
    time_zone = zone_or_utc(zone)
    local = at.astimezone(time_zone)
    day, clock = local.date(), local.time().replace(tzinfo=None)
    moment = at
    if day in pauses.holidays:
        while day in pauses.holidays:
            day += _DAY
        moment = local_moment(day, clock, time_zone)
    if pauses.quiet and pauses.is_quiet(clock):
        begin, end = pauses.quiet
        ends_on = day + _DAY if begin > end and clock >= begin else day
        while ends_on in pauses.holidays:
            ends_on += _DAY
        moment = max(moment, local_moment(ends_on, end, time_zone))
    return moment


def before_quiet(pauses: Pauses, at: datetime, zone: str) -> datetime:
    """Return a moment, or when the quiet hours began that it is in. at: aware; the result is in UTC."""
    time_zone = zone_or_utc(zone)
    local = at.astimezone(time_zone)
    clock = local.time().replace(tzinfo=None)
    if pauses.quiet is None or not pauses.is_quiet(clock):
        return at
    begin = pauses.quiet[0]
    day = local.date() if clock >= begin else local.date() - _DAY
    return min(at, local_moment(day, begin, time_zone))


def next_due(every: Every, zone: str, pauses: Pauses, after: datetime) -> datetime:
    """Return the first moment later than another at which a digest of a schedule is due, pauses respected."""
    slot = last_slot(every, zone, after)
    while allowed(pauses, slot.at, zone) > after:  # one that was due then and had to wait
        slot = last_slot(every, zone, slot.at - _MOMENT)
    while (moment := allowed(pauses, slot.at, zone)) <= after:
        slot = next_slot(every, zone, slot.at)
    return moment


def last_due(every: Every, zone: str, pauses: Pauses, until: datetime) -> Slot:
    """Return the latest slot that is due at or before a moment; its `at` is when it is allowed."""
    slot = last_slot(every, zone, until)
    while (moment := allowed(pauses, slot.at, zone)) > until:
        slot = last_slot(every, zone, slot.at - _MOMENT)
    return Slot(slot.day, moment)
