"""Phrases that commenters wrote and that read like a title: where each occurs, and how people write it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.core.themes.blocked_words import blocked_words
from bot.core.themes.corpus import Corpus, Ints
from bot.core.themes.grammar import Bools, Grammar, read_grammar
from bot.core.themes.subjects import UNCOUNTED

Reals = npt.NDArray[np.float64]

MAX_WORDS = 6
MAX_CHARACTERS = 8
"""Maximum words of a phrase; MAX_CHARACTERS: maximum characters in a script without spaces."""

MIN_COMMENTS = 2
"""Comments of a theme, at least, that contain a phrase of its headline."""

MIN_NEIGHBOURS = 4
"""Different neighbouring characters, or phrase ends, needed on each side for a run of characters to be a word."""

_WORTH_OF_LENGTH = (0.45, 1.0, 1.1, 1.1, 1.05, 1.0)
_WORTH_OF_CHARACTERS = (0.0, 0.7, 1.0, 1.3, 1.3, 1.3, 1.2, 1.2)
_WORTH_OF_CLAUSE = 0.8
_WORTH_OF_LITTLE = 0.4
"""Worth of a phrase of words that each say too little alone ("people should be able")."""

_WORTH_OF_FINITE = 0.7
"""Worth of a phrase that begins with a verb without its subject ("increases turnout")."""

_WORTH_OF_CUT = 0.25
"""Worth of a phrase that always goes on in the comments ("capital" of "capital punishment"), against a whole one."""

_OFTEN_SMALL = 0.2
"""Share of lower-case uses from which a word is shown in lower case, since a capital may only begin a sentence."""


_OFTEN_PLURAL = 0.25
"""Comments with the plural of a phrase, as a share of those with the singular, from which the plural is shown."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Phrases of one length that may be a headline.

    words: candidates x length, of each the plain forms. starts, which: each place where one begins, and the candidate.
    readability: 0..1.4 of each.
    """

    words: Ints
    starts: Ints
    which: Ints
    readability: Reals


class Phrases:
    """All phrases that a headline may contain: no profanity, no names of people, whole at both ends."""

    def __init__(self, corpus: Corpus, blocked: Bools | None = None) -> None:
        self.corpus = corpus
        self.plains = corpus.plains
        self._used = self.plains >= 0
        self._grammar: Grammar = read_grammar(corpus)
        self._fit = self._used.copy()
        self._fit[self._used] = ~(blocked_words(corpus) if blocked is None else blocked)[corpus.words[self._used]]
        self._character = np.zeros(len(self._used), dtype=bool)
        self._character[self._used] = corpus.is_character[self.plains[self._used]]

    def _flags(self, of_word: Bools) -> Bools:
        """Return a property of written words at each position; False between phrases."""
        flags = np.zeros(len(self._used), dtype=bool)
        flags[self._used] = of_word[self.corpus.words[self._used]]
        return flags

    def content(self) -> Bools:
        """Return, for each plain form, whether it may carry a theme: no stop word, nobody's name, no profanity."""
        fit = np.zeros(len(self.corpus.plain), dtype=bool)
        fit[self.plains[self._fit]] = True
        return fit & ~self.corpus.is_stop

    def find(self, *, is_strict: bool = True) -> list[Candidates]:
        """Return the phrases of each length that MIN_COMMENTS comments or more contain.

        is_strict: those that read like a title; otherwise any between a content word and one that may end a phrase.
        """
        found: list[Candidates] = []
        starts = np.flatnonzero(self._fit)
        ids = self.plains[starts]
        for length in range(1, MAX_CHARACTERS + 1):
            if length > 1:
                keep = starts + length - 1 < len(self.plains)
                starts, ids = starts[keep], ids[keep]
                last = starts + length - 1
                keep = self._fit[last] & (self._character[last] == self._character[starts])
                keep &= self._character[last] | ((self.plains[last] != self.plains[last - 1]) & (length <= MAX_WORDS))
                starts, ids = starts[keep], ids[keep]
                ids = ids * (len(self.corpus.plain) + 1) + self.plains[starts + length - 1]
            ids, starts = self._shared(ids, starts)
            if not len(starts):
                break
            candidates = self._candidates(ids, starts, length, is_strict=is_strict)
            if len(candidates.words):
                found.append(candidates)
        return found

    def _shared(self, ids: Ints, starts: Ints) -> tuple[Ints, Ints]:
        """Return ids numbered from 0, and where they begin, of those in enough comments."""
        unique, which = np.unique(ids, return_inverse=True)
        rows = self.corpus.rows[starts]
        pairs = np.unique(which.ravel() * (self.corpus.count + 1) + rows)
        comments = np.bincount(pairs // (self.corpus.count + 1), minlength=len(unique))
        keep = comments[which.ravel()] >= MIN_COMMENTS
        return np.unique(which.ravel()[keep], return_inverse=True)[1].ravel(), starts[keep]

    def _candidates(self, ids: Ints, starts: Ints, length: int, *, is_strict: bool) -> Candidates:
        """Return those of these phrases that begin and end well. ids: from 0, of each place in starts."""
        number = int(ids.max()) + 1
        worth = self._readability(ids, starts, length, number)
        content = self._flags(~self._grammar.is_stop & ~self._grammar.is_quantity)
        ends = content[starts] & content[starts + length - 1] & self._flags(self._grammar.may_end)[starts + length - 1]
        good = (self._reads_well(starts, length) if is_strict else ends) & (worth[ids] > 0)
        kept, which = np.unique(ids[good], return_inverse=True)
        first = np.zeros(number, dtype=np.int64)
        first[ids[good][::-1]] = starts[good][::-1]
        plains = self.plains[first[kept][:, None] + np.arange(length)]
        return Candidates(plains, starts[good], which.ravel(), worth[kept])

    def _reads_well(self, starts: Ints, length: int) -> Bools:
        """Return whether the words at each place begin and end like a phrase, and speak of no person."""
        grammar, last = self._grammar, starts + length - 1
        ends = self._flags(grammar.may_be_alone if length == 1 else grammar.may_end)[last]
        if length > 2:  # noqa: PLR2004 - a subject, a copula, a predicate
            ends |= self._flags(grammar.is_copula)[last - 1] & self._flags(grammar.may_be_predicate)[last]
        good = ends & self._flags(grammar.may_begin)[starts]
        no_stop = self._flags(~grammar.is_stop)
        good = np.where(self._character[starts], no_stop[starts] & no_stop[last], good)
        bad = self._flags(grammar.is_personal | grammar.is_subordinate)
        content = self._flags(~grammar.is_quantity & ~grammar.is_stop) | self._character
        if length == 2:  # noqa: PLR2004 - "two parties", but not "four year colleges"
            good &= ~self._flags(grammar.is_cardinal)[starts]
        if length > 2:  # noqa: PLR2004 - "mixed housing", but not "covered by insurance"
            good &= ~(self._flags(grammar.is_participle)[starts] & self._flags(grammar.is_stop)[starts + 1])
        speaks = np.zeros(len(starts), dtype=bool)
        for offset in range(length):
            good &= ~bad[starts + offset]
            speaks |= content[starts + offset]
        return good & speaks

    def _readability(self, ids: Ints, starts: Ints, length: int, number: int) -> Reals:
        """Return how well each phrase reads: its length, whether it is a clause, whether it is cut at an end."""
        grammar, total = self._grammar, np.bincount(ids, minlength=number)
        before, after = starts - 1, starts + length
        stop, open_end = self._flags(grammar.is_stop), self._flags(grammar.is_open_end)
        inside = np.minimum(after, len(self.plains) - 1)
        ends = (after >= len(self.plains)) | ~self._used[inside] | (stop[inside] & ~open_end[inside])
        begins = (before < 0) | ~self._used[before] | stop[before]
        right = np.bincount(ids, weights=ends.astype(float), minlength=number) / total
        left = np.bincount(ids, weights=begins.astype(float), minlength=number) / total
        worth = np.full(number, _WORTH_OF_LENGTH[min(length, MAX_WORDS) - 1])
        worth *= (_WORTH_OF_CUT + (1 - _WORTH_OF_CUT) * right) * (0.7 + 0.3 * left)
        finite = self._flags(grammar.is_finite)[starts]
        worth[np.unique(ids[finite])] *= _WORTH_OF_FINITE
        clause, little = self._flags(grammar.is_clause), self._flags(grammar.says_little | grammar.is_stop)
        says_little = np.ones(len(starts), dtype=bool)
        for offset in range(length):
            worth[np.unique(ids[clause[starts + offset]])] *= _WORTH_OF_CLAUSE
            says_little &= little[starts + offset]
        worth[np.unique(ids[says_little])] *= _WORTH_OF_LITTLE
        of_characters = np.zeros(number, dtype=bool)
        of_characters[ids[self._character[starts]]] = True
        if of_characters.any():
            varied = np.minimum(self._neighbours(ids, before, number), self._neighbours(ids, after, number))
            whole = varied >= np.minimum(MIN_NEIGHBOURS, total)
            worth = np.where(of_characters, _WORTH_OF_CHARACTERS[length - 1] * whole, worth)
        return worth

    def _neighbours(self, ids: Ints, positions: Ints, number: int) -> Ints:
        """Return how many different characters are beside each phrase; each end of a phrase counts as one more.

        A part of one or two longer words always has the same neighbours. Source: accessor variety,
        Feng et al. 2004, Computational Linguistics 30(1).
        """
        size = len(self.plains)
        outside = (positions < 0) | (positions >= size)
        beside = np.where(outside, -1, self.plains[np.clip(positions, 0, size - 1)])
        width = len(self.corpus.plain) + 1
        pairs = np.unique(ids[beside >= 0] * width + beside[beside >= 0])
        different = np.bincount(pairs // width, minlength=number)
        return different + np.bincount(ids[beside < 0], minlength=number)

    def begins_with_verb(self, starts: Ints) -> bool:
        """Say whether the phrase at these places mostly begins with what is often a verb here ("ban weapons")."""
        return bool(self._grammar.is_verb[self.corpus.words[starts]].mean() >= 0.5)  # noqa: PLR2004 - half

    def shown(self, starts: Ints, length: int) -> tuple[str, int]:
        """Return how people write the phrase at these places, and in how many comments in this very form.

        It is the commonest form, in the plural where that is common too, and in lower case where that is usual.
        """
        forms: Counter[tuple[str, ...]] = Counter()
        by_small: dict[tuple[str, ...], set[int]] = {}
        for start in starts.tolist():
            form = tuple(self.corpus.written[word] for word in self.corpus.words[start : start + length].tolist())
            forms[form] += 1
            by_small.setdefault(_small(form), set()).add(int(self.corpus.rows[start]))
        wanted = min(by_small, key=lambda form: (-len(by_small[form]), form))
        wanted = _plural_of(wanted, by_small) if length > 1 or wanted[0] not in UNCOUNTED else wanted
        cases: list[Counter[str]] = [Counter() for _ in range(length)]
        for form, times in forms.items():
            if _small(form) == wanted:
                for case, word in zip(cases, form, strict=True):
                    case[word] += times
        joint = "" if self._character[starts[0]] else " "
        words = [self._usual_case(_best_case(case)) for case in cases]
        if length == 1:
            words = [self._plural_elsewhere(words[0])]
        return joint.join(words), len(by_small[wanted])

    def _plural_elsewhere(self, word: str) -> str:
        """Return a lone word in the plural where people write that anywhere: a title speaks of more than one."""
        if word.lower() in UNCOUNTED:
            return word
        return next((word + ending for ending in ("s", "es") if (word + ending).lower() in self._middles), word)

    def _usual_case(self, word: str) -> str:
        """Return a word in lower case where it often is so within phrases: a capital may only begin one."""
        low = word.lower()
        if word == low:
            return word
        small, every = self._middles.get(low, (0, 0))
        return low if every and small >= _OFTEN_SMALL * every else word

    @cached_property
    def _middles(self) -> dict[str, tuple[int, int]]:
        """How often each word, by its lower case, is written in lower case, and at all, within phrases."""
        inside = self._used & np.concatenate([[False], self._used[:-1]])
        times = np.bincount(self.corpus.words[inside], minlength=len(self.corpus.written)).tolist()
        found: dict[str, tuple[int, int]] = {}
        for word, uses in zip(self.corpus.written, times, strict=True):
            low = word.lower()
            small, every = found.get(low, (0, 0))
            found[low] = (small + uses * (word == low), every + uses)
        return found


def _plural_of(form: tuple[str, ...], by_form: Mapping[tuple[str, ...], set[int]]) -> tuple[str, ...]:
    """Return a form with its last word in the plural where people often write that. by_form: comments with each."""
    plurals = ((*form[:-1], form[-1] + ending) for ending in ("s", "es"))
    enough = _OFTEN_PLURAL * len(by_form[form])
    return next((each for each in plurals if len(by_form.get(each, ())) >= enough), form)


def _small(form: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in form)


def _best_case(forms: Counter[str]) -> str:
    small = {form: times for form, times in forms.items() if form == form.lower()}
    if sum(small.values()) >= _OFTEN_SMALL * sum(forms.values()):
        return min(small, key=lambda form: (-small[form], form))
    return min(forms, key=lambda form: (-forms[form], form))
