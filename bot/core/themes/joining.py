"""Headlines of one phrase, or of two that commenters wrote, joined by "and"."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from bot.core.themes.aptness import Aptness
from bot.core.themes.corpus import Corpus
from bot.core.themes.grammar import JOINS, LEADERS, NEVER_JOINED
from bot.core.themes.reach import are_near, belongs, reach
from bot.core.themes.subjects import SUBJECTS
from bot.core.themes.words import is_unspaced

_WORTH_OF_COVERED = 0.6

_MIN_SECOND = 0.2
"""Minimum score of the second phrase, as a share of the first one's."""

_MAX_JOINED_WORDS, _MAX_JOINED, _MAX_CHARACTERS = 8, 60, 12
"""Maximum words and letters of two phrases that are joined, and characters of a script without spaces."""

_FIRST = 10
"""Phrases that are tried as the first one of two."""

_WEIGHT_OF_READABILITY = 0.03
"""Weight beside the cosine of the logarithm of how readable a phrase is."""

_PRICE_OF_LONE, _PRICE_OF_TWO, _PRICE_OF_USED = 0.01, 0.02, 0.2
"""What a lone word costs against a phrase, two phrases against one, and one that another theme has, in cosine."""

_PRICE_OF_UNSURE = 0.03
"""What a lone word costs more that is not listed as a plain noun: it may be a verb here ("call")."""

_WEIGHT_OF_USE = 0.02
"""Weight beside the cosine of the logarithm of how many comments have a phrase."""

_WEIGHT_OF_COVERED = 0.5
"""Weight beside the cosine of how much more a name says of the theme's comments than of others."""

_PAIRED, _COMPLEMENTS = 12, 6
"""Phrases, the best alone, that are tried in pairs, and what each is also tried with: what adds most to it."""

_MIN_LITERAL = 0.09
"""Share of a theme's comments that must have the words of each of two phrases that are joined: more than a passing
word."""

_MIN_PART, _MIN_GAIN = 0.4, 0.2
"""What the lesser of two joined phrases says of the comments, and what both say more than the better alone, at least,
as shares of what the better says: few comments speak of one that is beside the right one by chance."""

_MAX_LIKENESS = 0.4
"""Cosine of two phrases above which they say the same ("transit and transportation")."""

_TIMES, _SLACK = 3, 0.06
"""How many times as many comments have a part of a longer phrase, and how much less it may be worth, for people to
mostly use the part ("health care" for "affordable health care")."""

_MIN_READABILITY = 0.2
"""Minimum readability of a phrase, and of a lone word two thirds of it: below, people mostly go on after it."""

_COMMON_LETTERS = 4
"""Common first letters, at least, and at least three quarters of the shorter word, by which two words share a root."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A phrase that a group may be called by.

    words: its plain forms; shown: as people write it; score: how distinctive it is, times readability, 0..1.1.
    rows: comments with its words; found: how many comments have the phrase.
    is_verbal: it begins with a verb.
    """

    words: tuple[int, ...]
    shown: str
    score: float
    readability: float
    rows: frozenset[int]
    found: int
    is_verbal: bool


def by_score(corpus: Corpus, choices: Sequence[Choice], language: str) -> "list[tuple[str, ...]]":
    """Return the names that a group may have, the best first: each phrase with the one that goes best with it.

    choices: the best first.
    """
    names: list[tuple[str, ...]] = []
    for first in choices[:_FIRST]:
        second = _second(corpus, first, choices, language)
        names += [(first.shown, second.shown)] if second else []
        names.append((first.shown,))
    return names


def by_meaning(
    corpus: Corpus,
    choices: Sequence[Choice],
    language: str,
    aptness: Aptness,
    group: int,
    used: Collection[str] = (),
) -> "list[tuple[str, ...]]":
    """Return the names that a group may have, the best first, by what its comments mean and say.

    choices: the most distinctive first, which is what decides between equals. used: phrases of other groups.
    """
    whole = [one for one in choices if one.readability >= _MIN_READABILITY * (1 if len(one.words) > 1 else 2 / 3)]

    def manner(one: Choice) -> float:
        lone = (_PRICE_OF_LONE + _PRICE_OF_UNSURE * (one.shown.casefold() not in SUBJECTS)) * (len(one.words) == 1)
        return _WEIGHT_OF_READABILITY * math.log(one.readability) + _WEIGHT_OF_USE * math.log2(one.found) - lone

    def value(*parts: Choice) -> float:
        shown = [one.shown for one in parts]
        here, there = aptness.covers(group, *shown)
        found = aptness.similarity(group, *shown) + _WEIGHT_OF_COVERED * (here - there)
        found -= _PRICE_OF_USED * sum(each.casefold() in used for each in shown) + _PRICE_OF_TWO * (len(parts) - 1)
        return found + sum(map(manner, parts)) / len(parts)

    alone = {one.shown: value(one) for one in whole or choices}
    usual = _without_narrow(whole or choices, alone)
    ranked = sorted(usual, key=lambda one: -alone[one.shown])
    by_shown = {one.shown: one for one in ranked}
    worth: dict[tuple[str, ...], float] = {(one.shown,): alone[one.shown] for one in ranked}
    pairs = list(combinations(ranked[:_PAIRED], 2))
    for first in ranked[:_PAIRED]:
        others = aptness.complements(group, first.shown, list(by_shown), count=_COMPLEMENTS)
        pairs += [(first, by_shown[each]) for each in others]
    for pair in pairs:
        first, second = sorted(pair, key=lambda one: (-aptness.covers(group, one.shown)[0], one.shown))
        if fit_together(corpus, first, second, language) and _both_count(aptness, group, first.shown, second.shown):
            worth[first.shown, second.shown] = value(first, second)

    def rank(name: tuple[str, ...]) -> tuple[bool, int, bool, float]:
        is_foreign = len(name) > 1 and not all(belongs(aptness, group, each) for each in name)
        return is_foreign, -reach(aptness, group, name), not are_near(aptness, group, name), -worth[name]

    return sorted(worth, key=rank)


def _without_narrow(choices: Sequence[Choice], worth: Mapping[str, float]) -> list[Choice]:
    """Return the phrases without those that people mostly use a part from, where it is worth nearly as much."""
    return [
        one
        for one in choices
        if not any(
            len(other.words) < len(one.words)
            and other.found >= _TIMES * one.found
            and worth[other.shown] >= worth[one.shown] - _SLACK
            and _is_within(other.words, one.words)
            for other in choices
        )
    ]


def _both_count(aptness: Aptness, group: int, first: str, second: str) -> bool:
    """Return whether each of two phrases says something of its own of a real share of the comments.

    first: the one that says more of them.
    """
    better, lesser = (aptness.covers(group, each)[0] for each in (first, second))
    together = aptness.covers(group, first, second)[0]
    return (
        min(aptness.literal(group, each)[0] for each in (first, second)) >= _MIN_LITERAL
        and aptness.likeness(first, second) <= _MAX_LIKENESS
        and lesser >= _MIN_PART * better
        and together >= (1 + _MIN_GAIN) * better
    )


def _second(corpus: Corpus, first: Choice, choices: Sequence[Choice], language: str) -> Choice | None:
    """Return the phrase that says best what the first does not, None where none does."""

    def score(one: Choice) -> float:
        fresh = 1 - len(one.rows & first.rows) / max(len(one.rows), 1)
        return one.score * (1 - _WORTH_OF_COVERED + _WORTH_OF_COVERED * fresh)

    if corpus.is_character[first.words[0]]:
        return None
    others = [one for one in choices if fit_together(corpus, first, one, language)]
    best = max(others, key=score, default=None)
    return best if best is not None and score(best) >= _MIN_SECOND * first.score else None


def fit_together(corpus: Corpus, one: Choice, other: Choice, language: str) -> bool:
    """Return whether two phrases may be joined.

    They are short, both begin with a verb or neither, none with "more", none is a clause or joined itself, no word
    comes twice.
    """
    if corpus.is_character[one.words[0]] or corpus.is_character[other.words[0]]:
        return _characters_fit_together(one.shown, other.shown, language)
    return (
        language in JOINS
        and one.is_verbal == other.is_verbal
        and len(one.words) + len(other.words) <= _MAX_JOINED_WORDS
        and len(one.shown) + len(other.shown) <= _MAX_JOINED
        and not _is_joined(one.shown, language)
        and not _is_joined(other.shown, language)
        and LEADERS.isdisjoint(each.shown.casefold().split()[0] for each in (one, other))
        and not NEVER_JOINED & {*one.shown.casefold().split(), *other.shown.casefold().split()}
        and not _repeats(corpus, one.words, other.words)
    )


def _characters_fit_together(one: str, other: str, language: str) -> bool:
    """Return whether two phrases of a script without spaces may be joined: no character comes in both."""
    word = JOINS.get(language, "")
    is_free = bool(word) and is_unspaced(word[0]) and word not in one + other and set(one).isdisjoint(other)
    return is_free and len(one) + len(word) + len(other) <= _MAX_CHARACTERS


def _is_joined(phrase: str, language: str) -> bool:
    return bool({JOINS[language], "or", "o", "oder", "ou"} & set(phrase.casefold().split()))


def _repeats(corpus: Corpus, one: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether two phrases share a word, or two words of one root ("legal", "legalise"; "W2", "W-2")."""
    firsts, seconds = (
        [corpus.plain[part].replace("-", "") for part in phrase if not corpus.is_stop[part]] for phrase in (one, other)
    )
    return any(_of_one_root(first, second) for first in firsts for second in seconds)


def has_echo(corpus: Corpus, words: Sequence[int]) -> bool:
    """Return whether a word of a phrase begins like the one before it ("bus buses")."""
    pairs = [(corpus.plain[one], corpus.plain[other]) for one, other in pairwise(words) if not corpus.is_stop[one]]
    return (
        any(one.startswith(other) or other.startswith(one) for one, other in pairs)
        and not corpus.is_character[words[0]]
    )


def _of_one_root(first: str, second: str) -> bool:
    if first == second:
        return True
    shorter = min(len(first), len(second))
    needed = max(_COMMON_LETTERS, (3 * shorter + 3) // 4)
    return shorter >= needed and first[:needed] == second[:needed]


_WHOLE = 0.6


def without_parts(choices: Sequence[Choice]) -> list[Choice]:
    """Return the phrases without those that are mostly part of a longer one ("gains tax" of "capital gains tax")."""
    return [
        one
        for one in choices
        if not any(
            len(other.words) > len(one.words)
            and other.found >= _WHOLE * one.found
            and other.readability >= _WHOLE * one.readability
            and _is_within(one.words, other.words)
            for other in choices
        )
    ]


def _is_within(part: tuple[int, ...], whole: tuple[int, ...]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))
