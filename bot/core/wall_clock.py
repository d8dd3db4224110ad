"""Zones, and what the clocks on a wall show in them.

A time that a clock change skips is as much later as the gap is long (02:30 becomes 03:30); of a time that comes twice
the first one counts.
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
    """Return a moment in a zone, "Fri 4 Dec 2026, 17:00" or "vie 4 dic 2026, 17:00", for where Slack shows no date."""
    words = TIMES[language_of(locale)]
    local = moment.astimezone(zone if isinstance(zone, ZoneInfo) else zone_or_utc(zone))
    weekday, month = words.weekdays[local.weekday()][0], words.months[local.month - 1][0]
    return f"{weekday} {local.day} {month} {local.year}, {local:%H:%M}"


def local_moment(day: date, at: time, place: ZoneInfo) -> datetime:
    """Return the moment in UTC at which the clocks of a place show this time."""
    # fold=0: of a time that comes twice the first; one that never comes is read by the clock before the change.
    return datetime.combine(day, at.replace(fold=0), tzinfo=place).astimezone(UTC)
