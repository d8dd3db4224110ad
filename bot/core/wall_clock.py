"""Time zones, local times and days.

A local time that a clock change skips is moved later by the length of the gap (02:30 becomes 03:30); of a time that
occurs twice the first counts.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.words import ENGLISH, TIMES, language_of


def zone_or_utc(zone: str) -> ZoneInfo:
    """Return the zone of that IANA name, UTC for an unknown one."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def format_moment(moment: datetime, zone: str | ZoneInfo, locale: str | None = ENGLISH) -> str:
    """Return a moment in a zone, "Fri 4 Dec 2026, 17:00" or "vie 4 dic 2026, 17:00", where Slack formats no date."""
    words = TIMES[language_of(locale)]
    local = moment.astimezone(zone if isinstance(zone, ZoneInfo) else zone_or_utc(zone))
    weekday, month = words.weekdays[local.weekday()][0], words.months[local.month - 1][0]
    return f"{weekday} {local.day} {month} {local.year}, {local:%H:%M}"


def local_moment(day: date, at: time, time_zone: ZoneInfo) -> datetime:
    """Return the moment in UTC of a local date and time."""
    # fold=0: the first of a repeated time; a skipped time is read with the offset before the change.
    return datetime.combine(day, at.replace(fold=0), tzinfo=time_zone).astimezone(UTC)


def local_day(moment: datetime, zone: str) -> date:
    """Return the day of a moment in a zone, UTC for an unknown one: when a comment came is stored no finer."""
    return moment.astimezone(zone_or_utc(zone)).date()
