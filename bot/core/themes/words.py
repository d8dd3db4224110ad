"""Words of a text: any script, without Slack's markup; single characters where a script has no spaces."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

BREAK = "\n"
"""Ends a phrase: a full stop, a comma, a bracket. No phrase of a headline runs across it."""

_MIN_REPEATS = 3
"""Repetitions in a row from which a word counts once; "very very" may be meant."""

MIN_LANGUAGE_SHARE = 0.1
MAX_LANGUAGES = 3
"""Share of a theme's comments from which their language is one of the theme's, and how many languages are named."""

MAX_WORD_LENGTH = 40
"""Characters of a word that count; the rest is cut."""

_MARKUP = re.compile(
    r"<[@#!][^>\n]{0,200}>"  # a mention, a channel
    r"|<(?:https?|ftp|mailto|tel):[^>\n]{1,2000}>|\b(?:https?|ftp|mailto):[^\s>]{1,500}|\bwww\.\S{1,300}"  # a link
    r"|\S{1,64}@[\w.-]{1,100}\.\w{2,20}"  # an address
    r"|:[a-z0-9_+\-]{1,60}:"  # an emoji's code
    r"|</?[a-zA-Z][^<>\n]{0,300}>"  # a tag of a page
    r"|&(?:[a-zA-Z]{2,8}|#\d{1,5});"
)
_ADDRESS = re.compile(r"\b(Mr|Mrs|Ms|Mx|Dr|Prof|St|Sr|Sra)\.(?=\s)")  # a stop that ends no phrase
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def is_unspaced(character: str) -> bool:
    """Return whether the script of this character writes its words without spaces between them."""
    code = ord(character)
    return code >= 0x0E00 and any(low <= code <= high for low, high in _UNSPACED)  # noqa: PLR2004 - Thai begins here


class _Classes(dict[int, str]):
    """Table for str.translate, filled on demand: part of a word, a space, or the end of a phrase for each character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in "'’ʼ＇":
            replacement = "'"
        elif character in "-‐‑":
            replacement = "-"
        elif category[0] in "LN" or category in {"Mn", "Mc"}:
            replacement = f" {character} " if is_unspaced(character) and category[0] == "L" else character
        elif category[0] in "ZC" and character not in "\r\n":
            replacement = "" if category == "Cf" else " "
        else:
            replacement = f" {BREAK} "
        self[code] = replacement
        return replacement


_CLASSES = _Classes()


def without_markup(text: str) -> str:
    """Return a text without mentions, channels, links, addresses, emoji codes and tags of pages."""
    return _MARKUP.sub(" ", text)


def segments(text: str) -> Iterator[list[str]]:
    """Yield the words of each stretch between punctuation marks, as written.

    A word is letters, digits and marks of one script, with apostrophes and hyphens inside; in Chinese, Japanese, Thai
    and similar scripts each character is one. Mentions, channels, links, addresses, emoji codes and tags are removed,
    and a word that occurs three times in a row, or more, counts once.
    """
    plain = unicodedata.normalize("NFKC", _ADDRESS.sub(r"\1", _MARKUP.sub(f" {BREAK} ", text)))
    for stretch in plain.translate(_CLASSES).split(BREAK):
        words = [word for word in (raw.strip("'-")[:MAX_WORD_LENGTH] for raw in stretch.split()) if word]
        if words:
            yield _drop_repetitions(words)


def _drop_repetitions(words: list[str]) -> list[str]:
    """Return the words with three or more in a row reduced to one; unspaced characters may repeat."""
    result: list[str] = []
    for same, run in groupby(words, key=str.casefold):
        repeated = list(run)
        result += repeated[:1] if len(repeated) >= _MIN_REPEATS and not is_unspaced(same[0]) else repeated
    return result


_NOT_PLURAL = ("ss", "us", "is")
_SHORTEST = 4
_DOUBLED = frozenset("bdgkmnprt")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word's plain form: lower case, without inflectional endings ("schools", "funded").

    A light stemmer for English; where a word of another language loses a letter, all its forms lose the same one.
    """
    low = word.casefold().removesuffix("'s").removesuffix("'")
    if len(low) < _SHORTEST or not low.isascii():
        return low
    if low.endswith("ies") and len(low) > _SHORTEST + 1:
        low = low[:-3] + "y"
    elif low.endswith(("sses", "shes", "ches", "xes", "zes")):
        low = low[:-2]
    elif low.endswith("s") and not low.endswith(_NOT_PLURAL):
        low = low[:-1]
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) >= _SHORTEST + len(ending) - 1 and _has_vowel(low[: -len(ending)]):
            low = low[: -len(ending)]
            if len(low) > 2 and low[-1] == low[-2] and low[-1] in _DOUBLED:  # noqa: PLR2004 - "stopp"
                low = low[:-1]
            break
    if low.endswith("e") and len(low) > _SHORTEST:
        low = low[:-1]
    if low.endswith("y") and len(low) > _SHORTEST:
        low = low[:-1] + "i"
    return low


def _has_vowel(text: str) -> bool:
    return any(letter in "aeiouy" for letter in text)


def name_languages(spoken: Sequence[str]) -> str:
    """Return the languages of a theme, the commonest first, from those of its comments: "en es". "" is unknown."""
    counts = Counter(language for language in spoken if language)
    common = sorted(counts, key=lambda language: (-counts[language], language))[:MAX_LANGUAGES]
    return " ".join(each for each in common if counts[each] >= MIN_LANGUAGE_SHARE * len(spoken) or each == common[0])
