"""Moments as moderators write them: "now", "fri 17:00", "tomorrow 9:00", "2026-12-11 17:00", "in 3d".

Words are read in the zone of who wrote them, and the clock comes as an argument. What the change of clocks does:
a time that it skips is as much later as the gap is long (02:30 becomes 03:30); of a time that comes twice the first one
counts. Days and weeks of "in 3d" keep the time of day; hours and minutes are as long as they always are.
"""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ALSO = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOON = 12
_FARTHEST = timedelta(days=2 * 366)
EVENING = time(17)
"""The time of a day that was named without one."""

HOW_TO_WRITE = "Write a time like `fri 17:00`, `tomorrow 9:00`, `2026-12-11 17:00` or `in 3d`."

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:t|\s+)(.+))?")
_OFFSET = re.compile(r"(.+?)\s*(z|utc|[+-]\d{2}:?\d{2})")
_SPAN = re.compile(
    r"(\d{1,6})\s*(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?=\d|\s|$)\s*(?:and\s+)?",
)
_DAY = re.compile(r"([a-z]+)(?:\s+(.+))?")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?")
_ALONE = re.compile(r"\d{1,2}[:.]\d{2}.*|\d{1,2}\s*[ap]\.?m\.?|noon")
_DOTTED = re.compile(
    r"(?:(?P<weekday>[a-z]+)\.?\s+)?(?P<day>0?[1-9]|[12]\d|3[01])\.\s?(?P<month>0?[1-9]|1[0-2])\."
    r"(?:\s?(?P<year>\d{4}|\d{2})(?![\d:.]|\s*[ap]\.?m))?"
    r"(?:\s+(?P<rest>.+))?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[./]\s?(\d{1,2})[./]\s?(\d{1,2})\.?(?:\s+(.+))?")
_EITHER = re.compile(
    r"(?:(?P<weekday>[a-z]+)\s+)?(?P<first>\d{1,2})(?P<sign>[./])(?P<second>\d{1,2})(?:/\d{2,4})?(?:\s+.+)?"
)
_DAYS_MOST, _MONTHS_MOST = 31, 12
_CENTURY = 2000


class WhenError(ValueError):
    """Words that name no moment, or one that cannot be meant; the message says what to write."""


def read_when(text: str, *, zone: str, now: datetime, default: time = EVENING) -> datetime:
    """Return the moment that somebody wrote, in UTC and later than now; "now" gives now itself.

    zone: IANA, of who wrote it; an unknown one counts as UTC. now: aware. default: the time of a day without one.
    Raises WhenError.
    """
    written = _tidied(text)
    if written == "now":
        return now.astimezone(UTC)
    try:
        moment = _moment(written, place_of(zone), now, default)
    except (OverflowError, ValueError) as error:
        if isinstance(error, WhenError):
            raise
        raise WhenError(HOW_TO_WRITE) from error
    if moment <= now:
        raise WhenError(f"{spoken(moment, zone)} is in the past. Please write a later time.")
    if moment - now > _FARTHEST:
        raise WhenError(f"{spoken(moment, zone)} is more than two years away. Please write an earlier time.")
    return moment


def spoken(moment: datetime, zone: str) -> str:
    """Return a moment in words of a zone, "Fri 4 Dec 2026, 17:00", for where Slack cannot show the reader's own."""
    local = moment.astimezone(place_of(zone))
    weekday = WEEKDAYS[local.weekday()].title()
    return f"{weekday} {local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"


def place_of(zone: str) -> ZoneInfo:
    """Return the zone of that IANA name, UTC for an unknown one."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _tidied(text: str) -> str:
    words = re.sub(r"[,;]|\bat\b|\bon\b|\bby\b|\buntil\b", " ", text.lower().strip(" \t\n\"'“”‘’"))
    return " ".join(words.split())


def _moment(written: str, place: ZoneInfo, now: datetime, default: time) -> datetime:
    if found := _DOTTED.fullmatch(written):
        return _day_first(found, place, now, default)
    written = written.strip(".")  # only now: in "11.12." the last dot tells a day from a time
    if found := _ISO.fullmatch(written) or _YEAR_FIRST.fullmatch(written):
        return _dated(date(int(found[1]), int(found[2]), int(found[3])), found[4], place, default)
    _refuse_either(written, now, place)
    if written.startswith("in ") or _SPAN.match(written):
        return _after(written.removeprefix("in "), place, now)
    today = now.astimezone(place).date()
    if _ALONE.fullmatch(written):
        at = _time(written)
        moment = _local(today, at, place)
        return moment if moment > now else _local(today + timedelta(days=1), at, place)
    found = _DAY.fullmatch(written)
    if not found:
        raise WhenError(HOW_TO_WRITE)
    at = _time(found[2]) if found[2] else default
    if found[1] in {"today", "tomorrow"}:
        return _local(today + timedelta(days=found[1] == "tomorrow"), at, place)
    ahead = (_weekday(found[1]) - today.weekday()) % 7
    moment = _local(today + timedelta(days=ahead), at, place)
    return moment if moment > now else _local(today + timedelta(days=ahead + 7), at, place)


def _dated(day: date, rest: str | None, place: ZoneInfo, default: time) -> datetime:
    if rest is None:
        return _local(day, default, place)
    found = _OFFSET.fullmatch(rest)
    if not found:
        return _local(day, _time(rest), place)
    offset = "+00:00" if found[2] in {"z", "utc"} else found[2]
    return datetime.fromisoformat(f"{datetime.combine(day, _time(found[1])).isoformat()}{offset}").astimezone(UTC)


def _day_first(found: re.Match[str], place: ZoneInfo, now: datetime, default: time) -> datetime:
    """Return the moment of "11.12." or "fr 11.12.2026 9:00"; without a year the next such day.

    Who writes dates with dots puts the day first, whatever the language.
    """
    day, month = int(found["day"]), int(found["month"])
    written = f"{day}.{month}."
    at = _time(found["rest"]) if found["rest"] else default
    try:
        if found["year"]:
            year = int(found["year"]) + (_CENTURY if len(found["year"]) == 2 else 0)  # noqa: PLR2004 - digits
            moment = _local(date(year, month, day), at, place)
        else:
            moment = _next_of_its_kind(day, month, at, place, now)
    except ValueError as error:
        raise WhenError(f"There is no {written} {HOW_TO_WRITE}") from error
    if found["weekday"] and WEEKDAYS[_weekday(found["weekday"])] != _weekday_of(moment, place):
        raise WhenError(
            f"{written} is not a {found['weekday'].title()}, but {spoken(moment, place.key)}. {HOW_TO_WRITE}"
        )
    return moment


def _next_of_its_kind(day: int, month: int, at: time, place: ZoneInfo, now: datetime) -> datetime:
    """Return the next such day that is to come. Raises ValueError for a day that no year near has."""
    today = now.astimezone(place).date()
    for year in range(today.year, today.year + 3):
        with suppress(ValueError):  # 29 February
            moment = _local(date(year, month, day), at, place)
            if moment > now:
                return moment
    raise ValueError(day, month)


def _refuse_either(written: str, now: datetime, place: ZoneInfo) -> None:
    """Raise WhenError for "11.12" and "11/12": a day or a time, a day in November or in December."""
    found = _EITHER.fullmatch(written)
    if not found or found["weekday"] in {"today", "tomorrow"}:
        return
    first, second = int(found["first"]), int(found["second"])
    year = now.astimezone(place).year
    if found["sign"] == "/":
        raise WhenError(f"{written} is one day to some and another to others: write it as `{year}-12-11`.")
    if 1 <= first <= _DAYS_MOST and 1 <= second <= _MONTHS_MOST:
        raise WhenError(
            f"{first}.{found['second']} may be a day or a time: write `{first}.{second}.` for the day, "
            f"`{first}:{second:02}` for the time."
        )


def _weekday_of(moment: datetime, place: ZoneInfo) -> str:
    return WEEKDAYS[moment.astimezone(place).weekday()]


def _after(written: str, place: ZoneInfo, now: datetime) -> datetime:
    days = minutes = end = 0
    while found := _SPAN.match(written, end):
        count, unit, end = int(found[1]), found[2][0], found.end()
        days += count * {"d": 1, "w": 7}.get(unit, 0)
        minutes += count * {"m": 1, "h": 60}.get(unit, 0)
    if end == 0 or end < len(written):
        raise WhenError(HOW_TO_WRITE)
    local = now.astimezone(place)
    moment = now if days == 0 else _local(local.date() + timedelta(days=days), local.time(), place)
    return (moment + timedelta(minutes=minutes)).astimezone(UTC).replace(second=0, microsecond=0)


def _local(day: date, at: time, place: ZoneInfo) -> datetime:
    # fold=0: of a time that comes twice the first; one that never comes is read by the clock before the change.
    return datetime.combine(day, at.replace(fold=0), tzinfo=place).astimezone(UTC)


def _weekday(word: str) -> int:
    if word in WEEKDAYS:
        return WEEKDAYS.index(word)
    if word in _LONG:
        return _LONG.index(word)
    if word in _ALSO:
        return _ALSO[word]
    raise WhenError(HOW_TO_WRITE)


def _time(text: str) -> time:
    if text == "noon":
        return time(_NOON)
    found = _TIME.fullmatch(text)
    if not found:
        raise WhenError(HOW_TO_WRITE)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= _NOON:
            raise WhenError(f"There is no {text}. {HOW_TO_WRITE}")
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise WhenError(f"There is no {text}. {HOW_TO_WRITE}") from error
