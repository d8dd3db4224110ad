"""Language detection: offline, from letters; comments with too few words get the exchange's main language."""

import hashlib
import struct
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from bot.core.themes.silence import is_empty_answer
from bot.core.themes.words import without_markup

MIN_WORDS = 4
MIN_LETTERS = 12
"""Comments with fewer distinct words or letters have no detectable language: "pizza on fridays" would be Luganda."""

MIN_SURE = 0.9
MIN_COMMENTS_FOR_MAIN = 6
MIN_SHARE = 0.02
"""Share of comments below which a language counts as a mistake, unless its script is not Latin."""

MAX_KEPT = 130_000
"""Texts whose likely languages are kept in memory for the next run, by a hash of the text; those not used for longest
go. It takes some 0.15 ms to find them again."""

ALONE_SURE = 0.5
"""Probability from which a text by itself is in a language."""

_SPOKEN = ("en", "es")
_ANY_SPOKEN, _FAR_AHEAD = 0.09, 0.95
_LATIN_LETTERS = 0x250
_TOGETHER = 4000  # characters
_TRACE = 0.001
_PACKED = "4sf"  # a language, a code of two or three letters, and its probability: a third of a dict's memory

_kept: dict[bytes, bytes] = {}


def detect(texts: Sequence[str]) -> list[str]:
    """Return the language of each text as ISO 639-1, "" where it is not clear.

    The languages in use are those that enough texts are most likely in; each text is then in one of these. A short,
    wordless or unclear text gets the language of most texts, in another script that of most in this script; if all are
    short, that of all texts joined.
    """
    found = [_remembered(text) for text in texts]
    for key in list(_kept)[: max(0, len(_kept) - MAX_KEPT)]:
        del _kept[key]
    counts = Counter(next(iter(likely)) for likely in found if likely)
    min_comments = max(MIN_COMMENTS_FOR_MAIN, MIN_SHARE * len(texts))
    languages = {language for language, count in counts.items() if count >= min_comments}
    detected = [_one_of(languages, likely, text) for likely, text in zip(found, texts, strict=True)]
    main, by_script = _main(detected, texts), _by_script(detected, texts)
    return [
        language or (main if _is_latin(text) else by_script.get(_script(text), ""))
        for language, text in zip(detected, texts, strict=True)
    ]


def detect_alone(text: str) -> str:
    """Return the language of one text by itself, as ISO 639-1; "" where it is not clear.

    `detect` takes a language that few comments are in for a mistake, which is right for themes. Who writes in such a
    language is who a translation is for: here each text counts alone, and what is unclear is in none.
    """
    plain = without_markup(text)
    words = {"".join(filter(str.isalpha, word)).casefold() for word in plain.split()} - {""}
    if not words or is_empty_answer(text):
        return ""
    found = {str(language): float(share) for language, share in _identifier().rank(plain)}
    first = next(iter(found))
    if found[first] >= ALONE_SURE and (first in _SPOKEN or len(words) >= MIN_WORDS or not _is_latin(plain)):
        return first
    # A short text looks like a dozen languages; of those that the bot speaks one is usually far ahead.
    both = sum(found[each] for each in _SPOKEN)
    likelier = max(_SPOKEN, key=lambda each: found[each])
    is_clear = len(words) > 1 and both >= _ANY_SPOKEN and found[likelier] >= _FAR_AHEAD * both
    return likelier if is_clear else ""


def _by_script(found: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    """Return the language that most texts in each script other than Latin are in, of scripts with enough of them."""
    counts: dict[str, Counter[str]] = {}
    for language, text in zip(found, texts, strict=True):
        if language and not _is_latin(text):
            counts.setdefault(_script(text), Counter())[language] += 1
    return {
        script: min(sizes, key=lambda language: (-sizes[language], language))
        for script, sizes in counts.items()
        if sizes.total() >= MIN_COMMENTS_FOR_MAIN
    }


def _script(text: str) -> str:
    """Return the script that most of a text's letters outside Latin are in; Japanese where it has any kana."""
    names = Counter(_name(letter) for letter in text if letter.isalpha() and ord(letter) >= _LATIN_LETTERS)
    if names["HIRAGANA"] or names["KATAKANA"]:
        return "HIRAGANA"
    return min(names, key=lambda name: (-names[name], name), default="")


@cache
def _name(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]


def remember(likely: Mapping[bytes, bytes]) -> None:
    """Keep what `pack_likely` gave before, by `key_of` its text: the models of languages are not loaded for these."""
    _kept.update(likely)


def key_of(text: str) -> bytes:
    """Return 16 bytes by which a text is remembered."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def pack_likely(text: str) -> bytes:
    """Return the likely languages of a text and how likely each is, as they are remembered."""
    return b"".join(struct.pack(_PACKED, code.encode(), share) for code, share in _likely(text).items())


def unpack_likely(packed: bytes) -> dict[str, float]:
    """Return what `pack_likely` packed: how likely each language is."""
    return {code.rstrip(b"\0").decode(): share for code, share in struct.iter_unpack(_PACKED, packed)}


def _one_of(languages: Collection[str], likely: Mapping[str, float], text: str) -> str:
    """Return a text's language among those in use; a text in another script may be in another language."""
    if not likely:
        return ""
    first, sure = next(iter(likely.items()))
    if first in languages:
        among = sum(share for language, share in likely.items() if language in languages)
        return first if sure >= MIN_SURE * among else ""
    return first if sure >= MIN_SURE and not _is_latin(text) else ""


def _main(found: Sequence[str], texts: Sequence[str]) -> str:
    """Return the language of most texts; that of all texts joined where none has one."""
    sizes = Counter(language for language in found if language)
    if sizes:
        return min(sizes, key=lambda language: (-sizes[language], language))
    together = " ".join(text for text in sorted(set(texts)) if _is_latin(text) and not is_empty_answer(text))
    likely = _likely(together[:_TOGETHER])
    return next((language for language, share in likely.items() if share >= MIN_SURE), "")


def _remembered(text: str) -> dict[str, float]:
    """Return what `_likely` does, from memory where the text was there before."""
    key = key_of(text)
    packed = _kept.pop(key, None)
    if packed is None:
        packed = pack_likely(text)
    _kept[key] = packed
    return unpack_likely(packed)


def _likely(text: str) -> dict[str, float]:
    """Return the probability of each language of a text, the likeliest first; empty for too short a text."""
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
    from bot.worker.language_model import load_identifier

    return load_identifier()
