"""Words that people type, in each language: plain data, and how written words are compared with it."""

import re
import unicodedata
from collections.abc import Iterable

from bot.core.words import en, es
from bot.core.words.lexicon import RatingWords, TimeWords

ENGLISH, SPANISH = "en", "es"
TIMES: dict[str, TimeWords] = {ENGLISH: en.TIMES, SPANISH: es.TIMES}
RATINGS: dict[str, RatingWords] = {ENGLISH: en.RATING, SPANISH: es.RATING}


def language_of(locale: str | None) -> str:
    """Return the language of a locale such as "es-MX", English for one that has no words here."""
    language = (locale or "")[:2].lower()
    return language if language in TIMES else ENGLISH


def fold(text: str) -> str:
    """Return a text in small letters without accents: "Miércoles" becomes "miercoles", "mañana" "manana".

    Canonical decomposition only, so that a raised 2 does not become a plain one.
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def one_of(words: Iterable[str]) -> str:
    """Return a regular expression for one of these words, the longest first; never one for the empty text."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word).replace(chr(92) + ' ', ' ') for word in folded)})" if folded else "(?!)"
