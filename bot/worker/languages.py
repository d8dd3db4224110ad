"""Which language a comment is in, told offline by its letters; of what says too little, the exchange's main one."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from bot.core.themes.silence import is_empty_answer
from bot.core.themes.words import without_markup

MIN_WORDS = 4
MIN_LETTERS = 12
"""Comments with fewer different words, or letters, tell no language: "pizza on fridays" would be Luganda."""

MIN_SURE = 0.9
MIN_COMMENTS_FOR_MAIN = 6
MIN_SHARE = 0.02
"""A language of fewer comments, or a smaller share of them, is taken for a mistake, unless its letters are its own."""

_LATIN_LETTERS = 0x250
_TOGETHER = 4000  # characters
_TRACE = 0.001


def detect(texts: Sequence[str]) -> list[str]:
    """Return the language of each text as ISO 639-1, "" where it is not clear.

    Which languages there are is told by what enough texts look most like; a text is then one of these. One that is
    short, wordless or unclear has the language of most texts; where all are short, the one that they are in together.
    """
    found = [_likely(text) for text in texts]
    counts = Counter(next(iter(likely)) for likely in found if likely)
    least = max(MIN_COMMENTS_FOR_MAIN, MIN_SHARE * len(texts))
    there = {language for language, count in counts.items() if count >= least}
    kept = [_one_of(there, likely, text) for likely, text in zip(found, texts, strict=True)]
    main = _main(kept, texts)
    return [language or (main if _is_latin(text) else "") for language, text in zip(kept, texts, strict=True)]


def _one_of(there: Collection[str], likely: Mapping[str, float], text: str) -> str:
    """Return which of the languages that there are a text is in; one in letters of its own may be another."""
    if not likely:
        return ""
    first, sure = next(iter(likely.items()))
    if first in there:
        among = sum(share for language, share in likely.items() if language in there)
        return first if sure >= MIN_SURE * among else ""
    return first if sure >= MIN_SURE and not _is_latin(text) else ""


def _main(found: Sequence[str], texts: Sequence[str]) -> str:
    """Return the language of most texts; of all together where none tells its own."""
    sizes = Counter(language for language in found if language)
    if sizes:
        return min(sizes, key=lambda language: (-sizes[language], language))
    together = " ".join(text for text in sorted(set(texts)) if _is_latin(text) and not is_empty_answer(text))
    likely = _likely(together[:_TOGETHER])
    return next((language for language, share in likely.items() if share >= MIN_SURE), "")


def _likely(text: str) -> dict[str, float]:
    """Return how likely a text is in which language, the likeliest first; nothing where it says too little."""
    plain = without_markup(text)
    words = {"".join(filter(str.isalpha, word)).casefold() for word in plain.split()} - {""}
    letters = sum(len(word) for word in words)
    if letters == 0 or (_is_latin(plain) and (len(words) < MIN_WORDS or letters < MIN_LETTERS)):
        return {}
    if is_empty_answer(text):
        return {}
    return {str(language): float(share) for language, share in _identifier().rank(plain) if share >= _TRACE}


def _is_latin(text: str) -> bool:
    """Say whether a text is in Latin letters, or has no letters at all."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(ord(letter) < _LATIN_LETTERS for letter in letters) * 2 >= len(letters)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
