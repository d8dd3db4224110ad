"""Texts: the sentences of one locale, and the numbers, dates, lists and durations in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, ClassVar, Protocol
from zoneinfo import ZoneInfo

import structlog

from bot.direction import direction_of_language, isolate
from bot.texts import locales
from bot.texts.catalogue import Format, compiled, features

log = structlog.get_logger()

_E_SOUNDS = ("i", "í", "hi", "hí", "y")
_Y_ALL_THE_SAME = ("hia", "hie", "hio", "hió", "hiá", "hié", "ya", "ye", "yo", "yu", "yá", "yé", "yó", "yú")
_U_SOUNDS = ("o", "ó", "ho", "hó", "8")
_SMALL = 1_000  # below it numbers are written the same everywhere
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400  # seconds


class TextsError(LookupError):
    """A sentence that is in no catalogue, or that lacks a parameter: a fault of the code."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is made where it is read, in the reader's language."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


Value = Any
"""A parameter: words as they are, a whole number, a moment, a Message, or a list of these."""


class Coded(Protocol):
    """What carries a sentence's id and its parameters: a Message, a UserError, an error of the core."""

    @property
    def code(self) -> str:
        """The id of the sentence."""

    @property
    def params(self) -> Mapping[str, Any]:
        """Its parameters."""


class Texts:
    """The sentences of one locale: `texts("rate.gone", number=12)`.

    A parameter's words are never read as markup of the catalogue. Who hands them over escapes what goes into mrkdwn.
    direction: which way its sentences run, ltr or rtl.
    """

    is_strict: ClassVar[bool] = False
    """In tests: raise TextsError where production logs and shows what there is."""

    def __init__(self, locale: str | None) -> None:
        self.language = locales.language_of(locale)
        self.region = locales.region_of(locale)
        self.direction = direction_of_language(self.language)
        self._loaded: dict[str, str | Format] = {}
        self._features: set[str] = set()

    def __call__(self, code: str, /, **params: Value) -> str:
        """Return a sentence. Raises TextsError in tests when there is none of that id, or a parameter is missing.

        In production that is logged and English is shown; where English has none either, the id.
        """
        found = self._loaded.get(code)
        if found is None:
            found = self._find(code)
        if isinstance(found, str):
            return found
        try:
            return found(self._show, params)
        except KeyError as error:
            return self._repair(code, found, params, error)

    def error(self, error: Coded, **shown: Value) -> str:
        """Return the sentence of an error or a Message. shown: parameters to be shown in another way than `show`."""
        return self(error.code, **{**error.params, **shown})

    def show(self, value: Value) -> str:
        """Return a parameter as it is shown: words as they are, whole numbers and moments as the locale writes them."""
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        return self._show_other(value)

    def number(self, value: float, digits: int | None = None) -> str:
        """Return a number as the locale writes it. digits: behind the decimal sign; without them a whole number."""
        return locales.format_number(self.region, value, digits)

    def list(self, items: Sequence[Value], *, last: str = "and") -> str:
        """Return "a, b and c". last: and, or; in Spanish "e" and "u" before their own sound."""
        words = [self.show(each) for each in items]
        if len(words) < 2:  # noqa: PLR2004 - nothing to join
            return "".join(words)
        joined = ", ".join(words[:-1])
        word = self("common.or" if last == "or" else "common.and")
        if self.language == "es":
            word = _before(word, words[-1])
        return f"{joined} {word} {words[-1]}"

    def day(self, day: date, *, style: str = "long") -> str:
        """Return a day. style: full (with the weekday), long, medium, short, month_day."""
        return locales.format_day(self.region, day, style)

    def moment(self, moment: datetime, zone: str) -> str:
        """Return day, time and zone of a moment in an IANA zone, for where Slack shows no moment of its own."""
        there = moment.astimezone(ZoneInfo(zone))
        return self(
            "common.moment", day=self.day(there.date()), time=self.time(moment, zone), zone=there.tzname() or zone
        )

    def time(self, moment: datetime, zone: str) -> str:
        """Return the time of day in an IANA zone, to the minute."""
        return locales.format_time(self.region, moment, ZoneInfo(zone))

    def weekday(self, number: int) -> str:
        """Return the name of a weekday, 0 for Monday."""
        return locales.weekdays(self.language)[number]

    def duration(self, duration: timedelta) -> str:
        """Return how long in one unit, rounded: minutes below 2 hours, hours below 2 days, then days."""
        seconds = max(0.0, duration.total_seconds())
        if seconds < 2 * _HOUR:
            return self("common.minutes", n=max(1, round(seconds / _MINUTE)))
        if seconds < 2 * _DAY:
            return self("common.hours", n=round(seconds / _HOUR))
        return self("common.days", n=round(seconds / _DAY))

    def language_name(self, code: str) -> str:
        """Return what a language is called; a code that CLDR does not know as it is."""
        return locales.language_names(self.language).get(code.split("-", maxsplit=1)[0].lower(), code)

    def _show(self, name: str, value: Value) -> str:
        if name == "number" or (type(value) is int and 0 <= value < _SMALL):  # $number is a comment's: #1234
            return str(value)
        return self.show(value)

    def _show_other(self, value: Value) -> str:
        if isinstance(value, datetime):
            return self.moment(value, "UTC")
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Message):
            return self(value.code, **value.params)
        if isinstance(value, Sequence):
            return self.list(value)
        if self.is_strict:
            msg = f"{type(value).__name__} is no parameter of a sentence; a number with digits goes through number()"
            raise TextsError(msg)
        return str(value)

    def _find(self, code: str) -> str | Format:
        feature = code.partition(".")[0]
        if feature not in self._features:
            self._features.add(feature)
            self._loaded |= {**compiled(locales.DEFAULT, feature), **compiled(self.language, feature)}
        found = self._loaded.get(code)
        if found is None:
            if self.is_strict:
                raise TextsError(code)
            log.error("sentence_unknown", code=code)
            return code
        return found

    def _repair(self, code: str, found: Format, params: Mapping[str, Value], error: KeyError) -> str:
        """Return the English sentence with "…" in the place of what is missing."""
        if self.is_strict:
            msg = f"{code} lacks {error}"
            raise TextsError(msg) from error
        log.error("sentence_lacks_parameter", code=code, parameter=str(error.args[0]))
        english = compiled(locales.DEFAULT, code.partition(".")[0]).get(code, found)
        return english if isinstance(english, str) else english(self._show, _Gaps(params))


class PageTexts(Texts):
    """The same sentences for a page: words in them that run the other way keep their own direction."""

    def show(self, value: Value) -> str:
        """Return a parameter as it is shown, between marks of isolation where it runs the other way."""
        return isolate(super().show(value), self.language)


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _before(word: str, following: str) -> str:
    """Return "e" for "y" and "u" for "o" where the next word begins with the same sound."""
    begin = following.lstrip("“\"'*_<").casefold()
    if word == "y" and begin.startswith(_E_SOUNDS) and not begin.startswith(_Y_ALL_THE_SAME):
        return "e"
    if word == "o" and begin.startswith(_U_SOUNDS):
        return "u"
    return word


@lru_cache(200)
def texts_for(locale: str | None) -> Texts:
    """Return the sentences for a locale as Slack writes it, or for a stored language; English for what is not known."""
    return Texts(locale)


@lru_cache(20)
def page_texts_for(language: str) -> PageTexts:
    """Return the sentences of a page in a stored language."""
    return PageTexts(language)


ENGLISH = texts_for(None)


def load_all() -> None:
    """Compile every catalogue, so that nobody's click waits for it: some tenths of a second."""
    for language in locales.LANGUAGES:
        for feature in features(language):
            compiled(language, feature)
