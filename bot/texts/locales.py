"""The languages of the catalogues, and what CLDR (by Babel) says of them: plural forms, numbers, dates, names."""

from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from typing import NamedTuple

from babel.core import Locale

DEFAULT = "en"
LANGUAGES = ("en", "es")
"""Catalogues; the first is whole always, and what another one lacks is taken from it."""

_REMEMBERED = 10_000  # numbers whose plural form was asked for
_SHORTEST_GROUPED = {"es": 5}  # digits from which on Spain groups them: 1234, but 12.345
_THIN = {"\u202f": " ", "\u2009": " ", "\u00a0": " "}  # before p.m.: people copy and search what they read


def language_of(locale: str | None) -> str:
    """Return the catalogue for a locale as Slack writes it ("es-MX", "es-LA", "en-GB"); English for any other."""
    language = _parts(locale)[0]
    return language if language in LANGUAGES else DEFAULT


def region_of(locale: str | None) -> str:
    """Return the CLDR locale by which numbers and dates are written.

    Spain and the rest of the Spanish-speaking world write 4,2 and 4.2; "es-LA" is Slack's name for the latter, and a
    Spanish without a region is taken for it, since the people meant live in the United States.
    """
    language, region = _parts(locale)
    if language == "es":
        return "es" if region == "ES" else "es_419"
    if language == "en" and region in {"GB", "AU", "CA", "IE", "IN", "NZ", "ZA"}:
        return f"en_{region}"
    return DEFAULT


def _parts(locale: str | None) -> tuple[str, str]:
    language, _, region = (locale or "").replace("_", "-").partition("-")
    return language.lower(), region.upper()


@cache
def _cldr(name: str) -> Locale:
    return Locale.parse(name)


@lru_cache(_REMEMBERED)
def plural_category(language: str, number: int) -> str:
    """Return the plural form that a number takes: one, other, in Spanish many too (of whole millions)."""
    return _cldr(language).plural_form(number)


@cache
def plural_categories(language: str) -> frozenset[str]:
    """Return all plural forms of a language."""
    return frozenset(_cldr(language).plural_form.tags) | {"other"}


class Signs(NamedTuple):
    """How a region writes numbers. shortest: digits from which on they are grouped."""

    decimal: str
    group: str
    shortest: int


@cache
def signs(region: str) -> Signs:
    """Return how a region writes numbers."""
    symbols = _cldr(region).number_symbols["latn"]
    return Signs(str(symbols["decimal"]), str(symbols["group"]), _SHORTEST_GROUPED.get(region, 4))


def format_number(region: str, value: float, digits: int | None) -> str:
    """Return a number as a region writes it. digits: behind the decimal sign; None for a whole number."""
    decimal, group, shortest = signs(region)
    text = f"{value:,}" if digits is None else f"{value:,.{digits}f}"
    if (decimal, group) == (".", ",") and shortest == 4:  # noqa: PLR2004 - as Python writes it
        return text
    whole, point, rest = text.partition(".")
    whole = whole.replace(",", group if sum(map(str.isdigit, whole)) >= shortest else "")
    return f"{whole}{decimal}{rest}" if point else whole


@cache
def language_names(language: str) -> dict[str, str]:
    """Return what languages are called in a language, by their codes."""
    return {str(code): str(name) for code, name in _cldr(language).languages.items()}


@cache
def weekdays(language: str) -> list[str]:
    """Return the days of the week, Monday first."""
    names = _cldr(language).days["stand-alone"]["wide"]
    return [str(names[day]) for day in range(7)]


def format_day(region: str, day: date, style: str) -> str:
    """Return a day. style: full (with the weekday), long, medium, short; month_day without the year, in short."""
    from babel.dates import format_date, format_skeleton  # babel.dates takes 50 ms, and few starts need it

    if style == "month_day":
        return _plain(format_skeleton("MMMd", datetime(day.year, day.month, day.day), locale=region))  # noqa: DTZ001
    return _plain(format_date(day, style, locale=region))


def format_time(region: str, moment: datetime, zone: tzinfo) -> str:
    """Return the time of day, to the minute."""
    from babel.dates import format_time as babel_time

    return _plain(babel_time(moment.astimezone(zone), "short", locale=region))


def _plain(text: str) -> str:
    for thin, plain in _THIN.items():
        text = text.replace(thin, plain)
    return text


def choose_language(accepted: str, asked: str, default: str) -> str:
    """Return the reader's language. asked: by a link; accepted: the browser's Accept-Language; default: else."""
    if asked in LANGUAGES:
        return asked
    wanted = []
    for place, part in enumerate(accepted.split(",")):
        name, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 0.0
        wanted.append((-weight, place, name.split("-")[0].lower()))
    return next((name for weight, _, name in sorted(wanted) if name in LANGUAGES and weight), default)
