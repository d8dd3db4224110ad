"""Moments as people write them: "now", "fri 17:00", "mañana a las 9", "2026-12-11 17:00", "in 3d".

Words are read in their author's zone, and the clock comes as an argument. The words of all languages are
understood in every locale; where one has two meanings (`time_patterns.CONFLICTS`) the writer's locale decides, or the
text is refused. Nothing is guessed: what is no moment raises an InputError. Days and weeks of "in 3d" keep the time of
day; hours and minutes have their full length. What a change of clocks does: `wall_clock`.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core import time_patterns as patterns
from bot.core.errors import InputError, echo
from bot.core.time_patterns import MAX_LENGTH, normalise
from bot.core.time_reader import Reader, UnreadableError
from bot.core.wall_clock import format_moment, local_moment, zone_or_utc
from bot.core.words import ENGLISH, SPANISH, language_of

EVENING = time(17)
"""The time of a day that was named without one."""

_MAX_AHEAD = timedelta(days=2 * 366)
_HOURS_OF_A_DAY = 24
_UTC_PLACE = ZoneInfo("UTC")


def parse_moment(
    text: str, *, zone: str, now: datetime, default: time = EVENING, locale: str | None = ENGLISH
) -> datetime:
    """Return the moment that somebody wrote, in UTC and later than now; "now" gives now itself.

    zone: IANA, of the author; an unknown one counts as UTC. now: aware. default: the time of a day without one.
    locale: of the author, such as "es-MX". Raises InputError.
    """
    written = normalise(text)
    if not written:
        raise InputError("times.missing")
    if written in patterns.NOW:
        return now.astimezone(UTC)
    if patterns.PAST.fullmatch(written):
        raise InputError("times.past_word", written=echo(text))
    place, language = zone_or_utc(zone), language_of(locale)
    try:
        moment = _read(written, place, now, default, language)
    except (UnreadableError, OverflowError, ValueError) as error:
        raise InputError("times.unreadable", written=echo(text)) from error
    if moment <= now:
        raise InputError("times.past", moment=format_moment(moment, place, language), zone=place.key)
    if moment - now > _MAX_AHEAD:
        raise InputError("times.too_far", moment=format_moment(moment, place, language), zone=place.key)
    return moment


def is_never(text: str) -> bool:
    """Say whether somebody wrote that there is no such moment: "never", "nunca", "none"."""
    return len(text) <= MAX_LENGTH and normalise(text) in patterns.NEVER


def is_now(text: str) -> bool:
    """Say whether somebody wrote "now" or "ahora"."""
    return len(text) <= MAX_LENGTH and normalise(text) in patterns.NOW


def _read(written: str, place: ZoneInfo, now: datetime, default: time, language: str) -> datetime:
    """Return the moment that folded words name. Raises as Reader.read does.

    The name of a zone at the end, as in "5:00 PM PST", is accepted when the zone of the writer has that name then.
    """
    try:
        moment = _parse_span(written, place, now, language)
        return Reader(written, place, now, default, language).read() if moment is None else moment
    except UnreadableError:
        tail = patterns.ZONE_NAME.search(written)
        if tail is None:
            raise
        there = _UTC_PLACE if tail["name"] in {"utc", "gmt"} else place
        moment = Reader(written[: tail.start()], there, now, default, language).read()
        if there is place and (moment.astimezone(place).tzname() or "").lower() != tail["name"]:
            raise
        return moment


def _parse_span(written: str, place: ZoneInfo, now: datetime, language: str) -> datetime | None:
    """Return the moment after a span such as "in 3 days" or "2h", None for what is none."""
    after = patterns.AFTER.match(written)
    end = after.end() if after else 0
    if after and patterns.HALF_HOUR.fullmatch(written, end):
        return _to_the_minute(now + timedelta(minutes=30))
    counts = dict.fromkeys("mhdw", 0)
    pieces = 0
    while found := patterns.SPAN.match(written, end):
        if found["word"] and not after:
            return None
        unit = patterns.UNIT_OF[found["unit"]]
        counts[unit] += int(found["count"] or patterns.NUMBER_OF[found["word"]])
        pieces, end = pieces + 1, found.end()
        if unit == "h" and patterns.AND_HALF.fullmatch(written, end):
            counts["m"] += 30
            pieces, end = pieces + 1, len(written)
    if end < len(written) or not pieces:
        if after:
            raise UnreadableError
        return None
    if language == SPANISH and not after and pieces == 1 and 0 < counts["h"] <= _HOURS_OF_A_DAY:
        raise InputError("times.hours_or_clock", hour=counts["h"])
    days = counts["d"] + 7 * counts["w"]
    local = now.astimezone(place)
    moment = now if days == 0 else local_moment(local.date() + timedelta(days=days), local.time(), place)
    return _to_the_minute(moment + timedelta(hours=counts["h"], minutes=counts["m"]))


def _to_the_minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
