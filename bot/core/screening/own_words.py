"""A workspace's own words: those that hold a comment, and those that hold none though a rule has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.core.screening.match import Match, Rule, fold

_VOWELS = "aeiou"
_DOUBLED = "bdgklmnprt"  # "slut", "slutty"; "jog", "jogging"


@dataclass(frozen=True, slots=True)
class WordLists:
    """What a workspace changes about the rules. held, allowed: words or phrases as they were written.

    off: rules that hold nothing here, by their stored names; danger is never among them.
    """

    held: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    off: frozenset[str] = field(default_factory=frozenset)


def find_own_words(text: str, lists: WordLists) -> list[Match]:
    """Return the words of a text that hold it here, each once, in any case, plural or form."""
    pattern = word_pattern(lists.held)
    found = [each[0] for each in pattern.finditer(fold(text))] if pattern else []
    return [Match(Rule.WORDS, each) for each in dict.fromkeys(found)]


def without_allowed(text: str, lists: WordLists) -> str:
    """Return a text, folded, with what is allowed here taken out of it."""
    pattern = word_pattern(lists.allowed)
    return pattern.sub("·", fold(text)) if pattern else text


def is_allowed(text: str, lists: WordLists) -> bool:
    """Say whether all that a rule found is allowed here."""
    pattern = word_pattern(lists.allowed)
    return pattern is not None and pattern.fullmatch(fold(text)) is not None


@lru_cache(maxsize=256)
def word_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Return one pattern of all words over folded text, with their forms in English and Spanish; None for none."""
    forms = [r"\W+".join(_forms(part) for part in re.findall(r"[\w'ñ@.+\-]+", fold(each))) for each in words]
    kept = "|".join(each for each in forms if each)
    return re.compile(rf"(?<![\wñ])(?:{kept})(?![\wñ])") if kept else None


def _forms(word: str) -> str:
    """Return a word with its usual endings: plurals, genders and diminutives, -ed, -ing, -er, -y."""
    if len(word) < 3 or not word.isalpha():  # noqa: PLR2004 - too short to have forms of its own
        return re.escape(word)
    stem, last = re.escape(word[:-1]), word[-1]
    if last in "oa":
        return rf"{stem}(?:[oae]s?|it[oa]s?|{last}'s|{last}e?s|{last}ed|{last}ing)"
    if last == "e":
        return rf"{stem}(?:es?|e's|ed|ers?|ing|y)"
    if last == "y" and word[-2] not in _VOWELS:
        return rf"{stem}(?:y|y's|ies|ied|ying|ier|iest)"
    doubled = rf"{last}?" if last in _DOUBLED else ""
    return rf"{stem}{last}(?:'?e?s|it[oa]s?|[oae]s?|{doubled}(?:ed|ing|ers?|y))?"
