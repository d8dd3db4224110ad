"""Phrases of the comments: where each occurs, and how people write it."""

from collections import Counter, defaultdict

import numpy as np
import numpy.typing as npt

from bot.core.themes.blocked_words import blocked_words
from bot.core.themes.corpus import Corpus, Ints

Plain = tuple[int, ...]

MAX_LENGTH = 3
MAX_CHARACTERS = 6
"""Maximum words of a phrase; MAX_CHARACTERS: maximum characters in a script without spaces."""

MIN_NEIGHBOURS = 4
"""Different neighbouring characters, or phrase ends, needed on each side for a run of characters to be a word."""

_OFTEN_SMALL = 0.2
"""Share of lower-case uses from which a word is shown in lower case, since a capital may only begin a sentence."""


class Phrases:
    """All phrases that a headline may contain: no stop words at their edges, no profanity, no names of people."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._plains = corpus.plains
        used = self._plains >= 0
        self._fit = used.copy()
        self._fit[used] = ~blocked_words(corpus)[corpus.words[used]]
        self._edge = used.copy()
        self._edge[used] = ~corpus.is_stop[self._plains[used]]
        self._character = np.zeros(len(used), dtype=bool)
        self._character[used] = corpus.is_character[self._plains[used]]
        self._starts_of: dict[Plain, list[int]] = defaultdict(list)
        for length in range(1, MAX_CHARACTERS + 1):
            for start in self._find_starts(length).tolist():
                self._starts_of[tuple(self._plains[start : start + length].tolist())].append(start)

    def _find_starts(self, length: int) -> Ints:
        """Return the positions where a phrase of this length may begin."""
        size = len(self._plains) - length + 1
        if size <= 0:
            return np.zeros(0, dtype=np.int64)
        inside: npt.NDArray[np.bool_] = self._edge[:size] & self._edge[length - 1 : length - 1 + size]
        for offset in range(1, length):  # no word twice in a row, which would be "Bus bus"; characters may repeat
            before, after = self._plains[offset - 1 : offset - 1 + size], self._plains[offset : offset + size]
            inside = inside & ((before != after) | self._character[offset : offset + size])
        characters = np.zeros(size, dtype=np.int64)
        for offset in range(length):
            inside = inside & self._fit[offset : offset + size]
            characters += self._character[offset : offset + size]
        of_words = (characters == 0) & (length <= MAX_LENGTH)
        of_characters = (characters == length) & (length > 1)
        return np.flatnonzero(inside & (of_words | of_characters))

    def found(self, *, min_comments: int) -> dict[Plain, Ints]:
        """Return each phrase that occurs in `min_comments` comments or more, with these comments."""
        rows = self._corpus.rows
        enough = {
            plain: np.unique(rows[starts]) for plain, starts in self._starts_of.items() if len(starts) >= min_comments
        }
        return {
            plain: starts for plain, starts in enough.items() if len(starts) >= min_comments and self._is_whole(plain)
        }

    def _is_whole(self, plain: Plain) -> bool:
        """Return whether a run of characters is a word of its own.

        A part of one or two longer words always has the same neighbours. Source: accessor variety,
        Feng et al. 2004, Computational Linguistics 30(1).
        """
        if not self._corpus.is_character[plain[0]]:
            return True
        starts = np.asarray(self._starts_of[plain], dtype=np.int64)
        min_neighbours = min(MIN_NEIGHBOURS, len(starts))
        return all(self._neighbours(positions) >= min_neighbours for positions in (starts - 1, starts + len(plain)))

    def _neighbours(self, positions: Ints) -> int:
        """Return how many different characters are at these positions; each end of a phrase counts as one more."""
        inside = positions[(positions >= 0) & (positions < len(self._plains))]
        beside = self._plains[inside]
        return len(np.unique(beside[beside >= 0])) + int((beside < 0).sum()) + len(positions) - len(inside)

    def shown(self, plain: Plain) -> str:
        """Return how people write the phrase: its commonest form, in lower case where that is usual."""
        forms: Counter[tuple[str, ...]] = Counter()
        for start in self._starts_of[plain]:
            words = self._corpus.words[start : start + len(plain)].tolist()
            forms[tuple(self._corpus.written[word] for word in words)] += 1
        by_small: Counter[tuple[str, ...]] = Counter()
        for form, times in forms.items():
            by_small[_small(form)] += times
        wanted = min(by_small, key=lambda form: (-by_small[form], form))
        cases: list[Counter[str]] = [Counter() for _ in plain]
        for form, times in forms.items():
            if _small(form) == wanted:
                for case, word in zip(cases, form, strict=True):
                    case[word] += times
        joint = "" if self._corpus.is_character[plain[0]] else " "
        return joint.join(_best_case(case) for case in cases)


def _small(form: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in form)


def _best_case(forms: Counter[str]) -> str:
    small = {form: times for form, times in forms.items() if form == form.lower()}
    if sum(small.values()) >= _OFTEN_SMALL * sum(forms.values()):
        return min(small, key=lambda form: (-small[form], form))
    return min(forms, key=lambda form: (-forms[form], form))
