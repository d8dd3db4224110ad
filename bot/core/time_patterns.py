"""Patterns of days and times as people type them, built from the words of all languages at once.

Every pattern is matched against folded text (`normalise`). Words that mean two things are in CONFLICTS.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import time

from bot.core.errors import InputError, echo
from bot.core.words import TIMES, fold, one_of
from bot.core.words.lexicon import TimeWords

MAX_LENGTH = 120  # characters of a moment or a schedule
_HOURS_OF_A_HALF = 12
_CLOCK_DOTS = re.compile(r"(?<![a-z])([ap])\s?\.?\s?m(?![a-z])\.?")
_ABBREVIATION = re.compile(r"(?<=[a-z])\.(?=\s|\d|,|$)")
_QUOTES = " \t\n\"'“”„‟‘’«»`¡!"


def normalise(text: str) -> str:
    """Return a text as the patterns expect it: folded, "p. m." as "pm", without quotes and dots of abbreviations.

    Of a text that is too long to be a moment only the beginning is kept, with a sign that nothing matches.
    """
    if len(text) > MAX_LENGTH:
        text = f"{text[:MAX_LENGTH]} ?"
    written = " ".join(fold(text).strip(_QUOTES).split())
    return _ABBREVIATION.sub(" ", _CLOCK_DOTS.sub(r"\1m ", written)).strip()


def _all(pick: Callable[[TimeWords], Iterable[str]]) -> list[str]:
    return [word for words in TIMES.values() for word in pick(words)]


def _index(pick: Callable[[TimeWords], tuple[tuple[str, ...], ...]]) -> dict[str, int]:
    """Return row numbers by folded word."""
    return {fold(word): row for words in TIMES.values() for row, listed in enumerate(pick(words)) for word in listed}


def _merged(pick: Callable[[TimeWords], Mapping[str, int]]) -> dict[str, int]:
    return {fold(word): value for words in TIMES.values() for word, value in pick(words).items()}


WEEKDAY_OF = _index(lambda words: words.weekdays)
MONTH_OF = _index(lambda words: words.months)
UNIT_OF = {fold(word): unit for words in TIMES.values() for unit, listed in words.units.items() for word in listed}
NUMBER_OF = _merged(lambda words: words.numbers)
_HOUR_WORDS = {word for word, number in NUMBER_OF.items() if number <= _HOURS_OF_A_HALF} - {"a", "an", "un"}
_QUARTER_OF = _merged(lambda words: words.quarters)
_DAY_PART_OF = {fold(phrase): hours for words in TIMES.values() for phrase, hours in words.day_parts.items()}
NOW = {fold(word) for word in _all(lambda words: words.now)}
NEVER = {fold(word) for word in _all(lambda words: words.never)}
DAYS_AHEAD = (
    {fold(word): 0 for word in _all(lambda words: words.today)}
    | {fold(word): 1 for word in _all(lambda words: words.tomorrow)}
    | {fold(word): 2 for word in _all(lambda words: words.day_after_tomorrow)}
)
WEEKDAY = one_of(WEEKDAY_OF)
_MONTH = one_of(MONTH_OF)
_OF = one_of(_all(lambda words: words.of))
_AT = one_of(_all(lambda words: words.at))
_ORDINAL = one_of(_all(lambda words: words.ordinals))
_END = r"(?![a-z0-9])"
_YEAR = rf"(?:(?:\s*,\s*|\s+|\s*-\s*)(?:{_OF}\s+)?(?P<year>\d{{4}})(?![\d:.]\d|[a-z]))?"

MARCH_OR_TUESDAY = "mar"
CONFLICTS: dict[str, str] = {
    MARCH_OR_TUESDAY: 'Spanish "martes" and March: "mar 11" is 11 March to an English writer, refused to a Spanish one',
    "ago": 'English "ago" and Spanish "agosto": "3 ago" is 3 August to all, "3 days ago" is past to all',
    "17 h": "17 hours from now to an English writer; to a Spanish one also five o'clock, so it is refused",
    "viernes 11": 'after a Spanish weekday the 11th or 11:00, so it is refused; "fri 11" is 11:00',
    "11/12/2026": "day first to a Spanish writer; to an English one refused, since both orders are written",
    "manana": 'tomorrow, and after "de la" or "por la" the morning',
    "a": 'English "a week" is 1, Spanish "a las" comes before an hour',
    "next friday": "refused: this week's to some, next week's to others; \"proximo viernes\" is the coming one",
}
"""What has two readings, and which one counts. Everything else means the same in every locale."""

SKIP = re.compile(rf"[\s,;]+|\.(?=\s|$)|{one_of(_all(lambda words: words.fillers))}{_END}")
YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:t(?=\d)|(?![\da-z]))"
    r"|[./]\s?(?P<month_>\d{1,2})[./]\s?(?P<day_>\d{1,2})(?![\da-z])\.?)"
)
DOTTED = re.compile(
    r"(?P<day>0?[1-9]|[12]\d|3[01])\.\s?(?P<month>0?[1-9]|1[0-2])\."
    r"(?:\s?(?P<year>\d{4}|\d{2})(?![\d:.]\d|\s*(?:[ap]m|h|y |de la|del)))?(?=[\s,;.]|$)"
)
SLASHED = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?!\d|/)")
DASHED = re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})(?![\d-])")
DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}}|primero)(?:{_ORDINAL})?[\s-]*(?:{_OF}\s+)?(?P<name>{_MONTH})(?![a-z]){_YEAR}",
)
MONTH_DAY = re.compile(
    rf"(?P<name>{_MONTH})\s+(?P<day>\d{{1,2}})(?:{_ORDINAL})?"
    rf"(?![\da-z]|[:.]\d|\s*(?:[ap]m|h|y |de la)\b|\s*(?:{_OF}\s+)?{_MONTH}){_YEAR}",
)
RELATIVE = re.compile(rf"(?<!\bla )(?P<name>{one_of(DAYS_AHEAD)}){_END}")
DAY_NAME = re.compile(
    rf"(?:(?P<unclear>{one_of(_all(lambda words: words.unclear_next))})\s+"
    rf"|{one_of(_all(lambda words: words.coming))}\s+)?"
    rf"(?P<name>{WEEKDAY})(?:\s+{one_of(_all(lambda words: words.coming_after))})?{_END}"
)
NOON = re.compile(rf"(?:a )?{one_of(_all(lambda words: words.noon))}{_END}")
MIDNIGHT = re.compile(rf"(?:a )?{one_of(_all(lambda words: words.midnight))}{_END}")
CLOCK = re.compile(
    rf"(?P<at>{_AT}\s+)?(?P<hour>\d{{1,2}}|{one_of(_HOUR_WORDS)}(?![a-z]))"
    rf"(?:[:.](?P<minute>\d{{2}})|\s?h\s?(?P<minute_>\d{{2}}))?(?!\d|:\d)"
    rf"(?:\s+(?P<quarter>{one_of(_QUARTER_OF)}))?"
    rf"(?P<unit>\s?{one_of(['h', 'hr', 'hrs', 'horas'])}(?=[\s,;.]|$))?"
    rf"(?:\s*(?P<half>[ap]m|{one_of(_DAY_PART_OF)}))?"
    r"(?:\s*(?P<offset>z|utc|[+-]\d{2}:?\d{2}))?(?![a-z0-9:/-])"
)
SPAN = re.compile(
    rf"(?:(?P<count>\d{{1,6}})|(?P<word>{one_of(NUMBER_OF)})\s)\s*(?P<unit>{one_of(UNIT_OF)})(?=\d|[\s,]|$)[\s,]*"
    rf"(?:{one_of(_all(lambda words: words.and_))}\s+)?"
)
AFTER = re.compile(rf"{one_of(_all(lambda words: words.after))}\s+")
HALF_HOUR = re.compile(one_of(_all(lambda words: words.half_hour)))
AND_HALF = re.compile(one_of(_all(lambda words: words.and_half)))
_PAST_PHRASES = "|".join(
    each.replace("{weekday}", WEEKDAY).replace("{unit}", one_of(UNIT_OF)) for each in _all(lambda words: words.past)
)
PAST = re.compile(rf"{_PAST_PHRASES}|{one_of(_all(lambda words: words.yesterday))}{_END}.*")


ZONE_NAME = re.compile(r"\s(?P<name>[a-z]{2,5}|[+-]\d{2}(?:\d{2})?)$")


def read_clock(found: re.Match[str]) -> time:
    """Return the time of day of a match of CLOCK. Raises InputError for one that no clock shows."""
    word = found["hour"]
    hour = int(word) if word.isdecimal() else NUMBER_OF[word]
    minute = int(found["minute"] or found["minute_"] or 0)
    half = found["half"]
    if half in {"am", "pm"}:
        hour = (hour % _HOURS_OF_A_HALF + (_HOURS_OF_A_HALF if half == "pm" else 0)) if 1 <= hour <= 12 else -1  # noqa: PLR2004
    elif half:
        of_day = _DAY_PART_OF[half]
        hour = hour if hour in of_day.values() and hour > _HOURS_OF_A_HALF else of_day.get(hour, -1)
    if found["quarter"] and (minute or found["minute"]):
        hour = -1
    minute += _QUARTER_OF.get(found["quarter"] or "", 0)
    if minute < 0:
        hour, minute = hour - 1, minute + 60
    try:
        return time(hour, minute)
    except ValueError as error:
        raise InputError("times.no_such_time", written=echo(found[0].strip())) from error
