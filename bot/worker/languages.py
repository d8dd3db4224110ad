"""Which language a comment is in, told offline by its letters."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

LEAST_WORDS = 4
"""Shorter comments tell no language."""

LEAST_SURE = 0.9
LEAST_COMMENTS = 6
LEAST_SHARE = 0.02
"""A language of fewer comments, or a smaller share of them, is taken for a mistake, unless its letters are its own."""

_LATIN_LETTERS = 0x250


def detect(texts: Sequence[str]) -> list[str]:
    """Return the language of each text as ISO 639-1, "" where it is not clear."""
    found = [_language(text) for text in texts]
    counts = Counter(found)
    least = max(LEAST_COMMENTS, LEAST_SHARE * len(texts))
    return [
        language if counts[language] >= least or (language and not _is_latin(text)) else ""
        for language, text in zip(found, texts, strict=True)
    ]


def _language(text: str) -> str:
    if _is_latin(text) and len(text.split()) < LEAST_WORDS:
        return ""
    language, sure = _identifier().classify(text)
    return str(language) if sure >= LEAST_SURE else ""


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(ord(letter) < _LATIN_LETTERS for letter in letters) * 2 >= len(letters)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
