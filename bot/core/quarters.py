"""Quarters of a year, by which an exchange that is always open begins again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.times import EVENING
from bot.core.wall_clock import local_day, local_moment, zone_or_utc

LEAST = timedelta(days=14)
"""How long an exchange is open at least before the end of a quarter closes it; what opens later goes on to the next."""

_QUARTERS, _MONTHS = 4, 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year. number: 1 to 4."""

    year: int
    number: int

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + self.number // _QUARTERS, self.number % _QUARTERS + 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        after = self.next
        return date(after.year, (after.number - 1) * _MONTHS + 1, 1) - timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter of a day."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def quarter_close(opens_at: datetime, zone: str) -> datetime:
    """Return when what opens at a moment closes: on the evening of a quarter's last day in its zone, in UTC."""
    quarter = quarter_of(local_day(opens_at, zone))
    while (at := local_moment(quarter.last_day, EVENING, zone_or_utc(zone))) < opens_at + LEAST:
        quarter = quarter.next
    return at
