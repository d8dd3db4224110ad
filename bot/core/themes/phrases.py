"""The commenters' own phrases: where each occurs, and how people write it."""

from collections import Counter, defaultdict

import numpy as np
import numpy.typing as npt

from bot.core.themes.blocked_words import blocked_words
from bot.core.themes.corpus import Corpus, Ints

Plain = tuple[int, ...]

MAX_LENGTH = 3
MAX_CHARACTERS = 6
"""Words of a phrase, and characters of one in a script without spaces."""

MIN_NEIGHBOURS = 4
"""Different characters, or ends of a phrase, on each side of a run of characters that is a word, and no part of one."""

_OFTEN_SMALL = 0.2
"""A word with this share of small writings is shown small: a capital may only begin a sentence."""


class Phrases:
    """All phrases that could stand in a headline: no grammar at their edges, nothing profane, nobody's name."""

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
        self._places: dict[Plain, list[int]] = defaultdict(list)
        for length in range(1, MAX_CHARACTERS + 1):
            for start in self._starts(length).tolist():
                self._places[tuple(self._plains[start : start + length].tolist())].append(start)

    def _starts(self, length: int) -> Ints:
        """Return where a phrase of this length could begin."""
        size = len(self._plains) - length + 1
        if size <= 0:
            return np.zeros(0, dtype=np.int64)
        inside: npt.NDArray[np.bool_] = self._edge[:size] & self._edge[length - 1 : length - 1 + size]
        for offset in range(1, length):  # no word twice running, which would be "Bus bus"; characters may be
            before, after = self._plains[offset - 1 : offset - 1 + size], self._plains[offset : offset + size]
            inside = inside & ((before != after) | self._character[offset : offset + size])
        characters = np.zeros(size, dtype=np.int64)
        for offset in range(length):
            inside = inside & self._fit[offset : offset + size]
            characters += self._character[offset : offset + size]
        of_words = (characters == 0) & (length <= MAX_LENGTH)
        of_characters = (characters == length) & (length > 1)
        return np.flatnonzero(inside & (of_words | of_characters))

    def found(self, *, least: int) -> dict[Plain, Ints]:
        """Return each phrase that occurs in `least` comments or more, with these comments."""
        rows = self._corpus.rows
        enough = {plain: np.unique(rows[at]) for plain, at in self._places.items() if len(at) >= least}
        return {plain: at for plain, at in enough.items() if len(at) >= least and self._is_whole(plain)}

    def _is_whole(self, plain: Plain) -> bool:
        """Return whether a run of characters stands for itself.

        A part of one or two longer words always has the same characters beside it. Source: accessor variety,
        Feng et al. 2004, Computational Linguistics 30(1).
        """
        if not self._corpus.is_character[plain[0]]:
            return True
        starts = np.asarray(self._places[plain], dtype=np.int64)
        least = min(MIN_NEIGHBOURS, len(starts))
        return all(self._neighbours(places) >= least for places in (starts - 1, starts + len(plain)))

    def _neighbours(self, places: Ints) -> int:
        """Return how many different characters stand at these places; each end of a phrase counts as one more."""
        inside = places[(places >= 0) & (places < len(self._plains))]
        beside = self._plains[inside]
        return len(np.unique(beside[beside >= 0])) + int((beside < 0).sum()) + len(places) - len(inside)

    def shown(self, plain: Plain) -> str:
        """Return how people write the phrase: its commonest form, in small letters where that is usual for it."""
        forms: Counter[tuple[str, ...]] = Counter()
        for start in self._places[plain]:
            places = self._corpus.words[start : start + len(plain)].tolist()
            forms[tuple(self._corpus.written[word] for word in places)] += 1
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
