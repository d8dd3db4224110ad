"""Reader of a day, a time, or both, in any order: "viernes 11 de diciembre a las 5 de la tarde", "17:00 tomorrow"."""

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core import time_patterns as patterns
from bot.core.errors import InputError
from bot.core.time_patterns import read_clock
from bot.core.wall_clock import format_moment, local_moment
from bot.core.words import ENGLISH, SPANISH, TIMES, fold

_NOON = time(12)
_MONTHS = 12
_HOURS = 24
_LEAP_YEAR = 2028
_CENTURY = 2000
_MAX_OFFSET = 14  # hours
_YEARS_TRIED = 3  # 29 February
_DAYS_TRIED = 63  # of two months one has a 31st


class UnreadableError(Exception):
    """Words that name no moment at all."""


@dataclass(slots=True)
class Reader:
    """State of one reading: `read` goes from left to right and fills the fields that follow `language`."""

    written: str  # as `normalise` returns it
    place: ZoneInfo
    now: datetime
    default: time  # of a day without a time
    language: str  # of its author
    ymd: tuple[int | None, int, int] | None = None  # year, month, day
    ahead: int | None = None  # days, of "tomorrow"
    weekday: int | None = None
    weekday_word: str = ""
    is_unclear: bool = False  # "next friday"
    day_of_month: int | None = None  # "viernes 11 a las 17:00"
    at: time | None = None
    offset: str = ""
    dotted: re.Match[str] | None = None  # a time with a dot, which may be a day
    is_year_first: bool = False

    def read(self) -> datetime:
        """Return the moment. Raises InputError, UnreadableError, ValueError and OverflowError."""
        end = 0
        while end < len(self.written):
            for pattern, take in _STEPS:
                found = pattern.match(self.written, end)
                if found and take(self, found):
                    end = found.end()
                    break
            else:
                raise UnreadableError
        self._refuse_unclear()
        moment = self._moment(self.default if self.at is None else self.at)
        self._check(moment)
        return moment

    def take_nothing(self, _: re.Match[str]) -> bool:
        """Skip a word that says nothing."""
        return True

    def take_midnight(self, _: re.Match[str]) -> bool:
        """Refuse midnight: it may begin or end the day."""
        raise InputError("times.midnight")

    def take_noon(self, _: re.Match[str]) -> bool:
        """Take "noon"."""
        self._set_time(_NOON)
        return True

    def take_year_first(self, found: re.Match[str]) -> bool:
        """Take "2026-12-11"."""
        self.is_year_first = True
        month, day = found["month"] or found["month_"], found["day"] or found["day_"]
        return self._set_date(int(found["year"]), int(month), int(day))

    def take_day_first(self, found: re.Match[str]) -> bool:
        """Take "11.12." or "11.12.2026": a date with dots begins with the day, whatever the language."""
        if self.ahead is not None and not self._is_ahead(int(found["month"]), int(found["day"])):
            return False  # "tomorrow 9.10." is a time at the end of a sentence
        year = int(found["year"]) if found["year"] else None
        if year is not None and len(found["year"]) == 2:  # noqa: PLR2004 - digits
            year += _CENTURY
        return self._set_date(year, int(found["month"]), int(found["day"]))

    def take_slashed(self, found: re.Match[str]) -> bool:
        """Take "11/12" of a Spanish writer; refuse it otherwise, since both orders are written."""
        if self.language != SPANISH:
            raise InputError("times.order_unclear", written=found[0], year=str(self.now.astimezone(self.place).year))
        return self.take_day_first(found)

    def take_named_month(self, found: re.Match[str]) -> bool:
        """Take "11 dic 2026" and "December 11"."""
        name = found["name"]
        if name == patterns.MARCH_OR_TUESDAY and found.re is patterns.MONTH_DAY and self.language == SPANISH:
            return False
        day = int(found["day"]) if found["day"].isdecimal() else 1
        return self._set_date(int(found["year"]) if found["year"] else None, patterns.MONTH_OF[name] + 1, day)

    def take_relative(self, found: re.Match[str]) -> bool:
        """Take "today", "mañana"."""
        if self.ahead is not None:
            raise UnreadableError
        self.ahead = patterns.DAYS_AHEAD[found["name"]]
        return True

    def take_weekday(self, found: re.Match[str]) -> bool:
        """Take "fri", "próximo lunes"."""
        if self.weekday is not None:
            raise UnreadableError
        self.weekday, self.weekday_word = patterns.WEEKDAY_OF[found["name"]], found["name"]
        self.is_unclear = bool(found["unclear"])
        return True

    def take_clock(self, found: re.Match[str]) -> bool:
        """Take "17:00", "5 pm", "las 5 de la tarde"; a number alone only after a day."""
        has_sign = any(found[name] for name in ("at", "minute", "minute_", "unit", "half", "quarter"))
        if not has_sign:
            if self._may_be_a_date():
                self.day_of_month = int(found["hour"])
                return True
            has_day = (self.weekday, self.ymd, self.ahead) != (None, None, None)
            if not has_day or not found["hour"].isdecimal():
                raise UnreadableError
        self._set_time(read_clock(found))
        self.offset = found["offset"] or ""
        if found["minute"]:
            ends_in_dot = self.written[found.end() : found.end() + 1] == "."  # "at 11.12."
            written = found[0].strip() if not ends_in_dot else found[0].removeprefix(found["at"] or "")
            self.dotted = found if written == f"{found['hour']}.{found['minute']}" else None
        return True

    def _is_ahead(self, month: int, day: int) -> bool:
        """Say whether "tomorrow", or what was found like it, is that day."""
        that = self.now.astimezone(self.place).date() + timedelta(days=self.ahead or 0)
        return (that.month, that.day) == (month, day)

    def _may_be_a_date(self) -> bool:
        """Say whether the number in "viernes 11" may be the 11th, as Spanish writes; "fri 9" is 9:00."""
        if self.weekday is None or (self.ymd, self.ahead, self.at, self.day_of_month) != (None, None, None, None):
            return False
        return self.weekday_word not in {fold(word) for word in TIMES[ENGLISH].weekdays[self.weekday]}

    def _set_time(self, at: time) -> None:
        if self.at is not None:
            self._refuse_dotted()
            raise UnreadableError
        self.at = at

    def _set_date(self, year: int | None, month: int, day: int) -> bool:
        if self.ymd is not None:
            raise UnreadableError
        if not 1 <= month <= _MONTHS:
            raise InputError("times.no_such_month", month=month)
        last = monthrange(year or _LEAP_YEAR, month)[1]
        if not 1 <= day <= last:
            if year is None:
                raise InputError("times.no_such_day_ever", month=month, days=last)
            raise InputError("times.no_such_day", month=month, year=f"{year:04}", days=last)
        self.ymd = (year, month, day)
        return True

    def _refuse_dotted(self) -> None:
        """Raise InputError for "11.12" and nothing else, which may be a day or a time."""
        if self.dotted is None or self.ymd is not None or self.ahead is not None:
            return
        day, month = int(self.dotted["hour"]), int(self.dotted["minute"])
        if day >= 1 and 1 <= month <= _MONTHS:
            raise InputError("times.day_or_time", day=day, month=self.dotted["minute"])

    def _refuse_unclear(self) -> None:
        """Raise InputError for what has two readings, and for what names neither a day nor a time."""
        self._refuse_dotted()
        if self.day_of_month is not None and self.at is None and self.day_of_month < _HOURS:
            raise InputError("times.date_or_hour", written=self.weekday_word, day=self.day_of_month)
        if self.is_unclear and self.ymd is None and self.ahead is None:
            raise InputError("times.next_unclear", written=self.weekday_word)
        is_march = self.weekday_word == patterns.MARCH_OR_TUESDAY and self.language != SPANISH
        names_a_day = (self.ymd, self.ahead) != (None, None) or (self.weekday is not None and not is_march)
        if self.at is None and not names_a_day:
            raise UnreadableError
        if self.offset and not self.is_year_first:
            raise UnreadableError

    def _moment(self, at: time) -> datetime:
        if self.ymd is not None:
            return self._on_date(*self.ymd, at)
        if self.ahead is not None:
            today = self.now.astimezone(self.place).date()
            return local_moment(today + timedelta(days=self.ahead), at, self.place)
        if self.day_of_month is not None:
            return self._next(lambda day: day.day == self.day_of_month, at)
        return self._next(lambda day: self.weekday is None or day.weekday() == self.weekday, at)

    def _on_date(self, year: int | None, month: int, day: int, at: time) -> datetime:
        """Return the moment on that date; without a year on the next such day that is to come."""
        if year is not None:
            if self.offset:
                return _with_offset(datetime.combine(date(year, month, day), at), self.offset)
            return local_moment(date(year, month, day), at, self.place)
        this_year = self.now.astimezone(self.place).year
        for each in range(this_year, this_year + _YEARS_TRIED):
            with suppress(ValueError):  # 29 February
                moment = local_moment(date(each, month, day), at, self.place)
                if moment > self.now:
                    return moment
        raise InputError("times.no_such_day", month=month, year=str(this_year), days=day - 1)

    def _next(self, fits: Callable[[date], bool], at: time) -> datetime:
        day = self.now.astimezone(self.place).date()
        for _ in range(_DAYS_TRIED):
            moment = local_moment(day, at, self.place)
            if fits(day) and moment > self.now:
                return moment
            day += timedelta(days=1)
        raise UnreadableError

    def _check(self, moment: datetime) -> None:
        """Raise InputError where the weekday, or "tomorrow", is not that of the date."""
        if (self.ymd, self.ahead, self.day_of_month) == (None, None, None):
            return
        local = moment.astimezone(self.place)
        if self.weekday is not None and self.weekday != local.weekday():
            shown = format_moment(moment, self.place, self.language)
            raise InputError("times.wrong_weekday", written=self.weekday_word, moment=shown)
        ahead = (local.date() - self.now.astimezone(self.place).date()).days
        if self.ahead is not None and self.ahead != ahead:
            raise InputError("times.days_differ", moment=format_moment(moment, self.place, self.language))


def _with_offset(local: datetime, offset: str) -> datetime:
    """Return a moment with "z", "utc", "+01:00" or "-0800" after it."""
    suffix = "+00:00" if offset in {"z", "utc"} else offset
    moment = datetime.fromisoformat(f"{local.isoformat()}{suffix}")
    if abs(moment.utcoffset() or timedelta(0)) > timedelta(hours=_MAX_OFFSET):
        raise UnreadableError
    return moment.astimezone(UTC)


_STEPS: tuple[tuple[re.Pattern[str], Callable[[Reader, re.Match[str]], bool]], ...] = (
    (patterns.MIDNIGHT, Reader.take_midnight),
    (patterns.NOON, Reader.take_noon),
    (patterns.YEAR_FIRST, Reader.take_year_first),
    (patterns.DOTTED, Reader.take_day_first),
    (patterns.SLASHED, Reader.take_slashed),
    (patterns.DASHED, Reader.take_slashed),
    (patterns.DAY_MONTH, Reader.take_named_month),
    (patterns.MONTH_DAY, Reader.take_named_month),
    (patterns.RELATIVE, Reader.take_relative),
    (patterns.DAY_NAME, Reader.take_weekday),
    (patterns.CLOCK, Reader.take_clock),
    (patterns.SKIP, Reader.take_nothing),
)
"""Patterns in the order in which they are tried, with what takes them."""
