"""Comments without content: "n/a", "no comment", an emoji, "test", random typing, markup without words.

They belong to no theme: counting them would take silence for an opinion. The forms are in silence.txt: English and
Spanish, and the commonest ones of a few other languages.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from bot.core.themes.words import without_markup

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn")
_RUN = 4  # keys side by side
_MASHED = 0.75  # share of a word's letters in such runs
_REAL = frozenset(("wert", "were", "tree", "pop", "poi", "trew"))
_LAUGH = re.compile(r"(?:(?:ha|he|ja|je|ji|hi|ah|eh|lo|x[dD]?){2,}h?|l+o+l+|x+d+)", re.IGNORECASE)
_REPEATED = re.compile(r"(\w{1,4}?)\1{3,}\w?")
_NEITHER = re.compile(r"[\W_]")  # letter nor digit
_VOWELS = frozenset("aeiouy")
_NO_VOWELS = 6  # letters of a word without one, in small letters: no abbreviation
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}")
_CODE = frozenset("{}[]<>=;|\\/_$#")
_CODE_SHARE = 0.15
_MIN_CODE = 3
_MIN_LETTERS = 2


def is_empty_answer(text: str) -> bool:
    """Return whether a comment contains no answer to any question."""
    words = _plain(text)
    if not words:
        return True
    joined = " ".join(words)
    once = " ".join(word for at, word in enumerate(words) if not at or word != words[at - 1])
    if joined in _forms() or once in _forms():
        return True
    return all(is_mash(word, is_alone=len(words) <= 2) for word in words) or _is_code(text)  # noqa: PLR2004


@cache
def _forms() -> frozenset[str]:
    lines = files("bot.core.themes").joinpath("silence.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(form.strip() for line in lines if not line.startswith("#") for form in line.split("|"))


@lru_cache(maxsize=65536)
def is_mash(word: str, *, is_alone: bool = False) -> bool:
    """Return whether a word is random typing, a laugh or a repeated letter.

    is_alone: the comment has hardly another word; an unpronounceable word then counts too.
    """
    low = _folded(word)
    if not low.isascii() or not low.isalpha():
        return bool(_REPEATED.fullmatch(low)) and len(low) > _RUN
    if low in _REAL:
        return False
    if _LAUGH.fullmatch(low) or _REPEATED.fullmatch(low) or (len(low) > _RUN and len(set(low)) == 1):
        return True
    if len(low) >= _RUN and _in_runs(low) >= _MASHED * len(low):
        return True
    is_unspoken = len(low) >= _NO_VOWELS and (not _VOWELS & set(low) or _CONSONANTS.search(low) is not None)
    return is_alone and is_unspoken and word != word.upper()


def _in_runs(word: str) -> int:
    """Return how many letters are in runs of four or more adjacent keys, in either direction."""
    within = [False] * len(word)
    for start in range(len(word) - _RUN + 1):
        run = word[start : start + _RUN]
        if any(run in row or run[::-1] in row for row in _ROWS):
            within[start : start + _RUN] = [True] * _RUN
    return sum(within)


def _plain(text: str) -> list[str]:
    """Return the folded words of a text without markup; none unless it has _MIN_LETTERS letters."""
    bare = without_markup(text).replace("'", "").replace("’", "")
    letters_only = _NEITHER.sub(" ", _folded(bare))
    return letters_only.split() if sum(map(str.isalpha, letters_only)) >= _MIN_LETTERS else []


def _folded(text: str) -> str:
    """Return a text in lower case without diacritics; ñ becomes n."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_code(text: str) -> bool:
    """Return whether a comment is pasted code or data: it has more symbols than a sentence has."""
    if not any(sign in text for sign in "{};=<>"):
        return False
    signs = [letter for letter in without_markup(text) if not letter.isspace()]
    count = sum(letter in _CODE for letter in signs)
    return count >= max(_MIN_CODE, _CODE_SHARE * len(signs))
