"""Comments that say nearly the same: found by words, kindred words and spelling, rare ones weighing most.

Two steps. Words and families of meaning that both have point at what may be near; of the likeliest of these the
likeness is reckoned in full, with runs of letters, so that slips of the pen count little, and languages without a list
of kindred words are served too. Figures: benchmarks/near.md; reasons: docs/decisions/0008-near-duplicates.md.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt
from sys import intern
from typing import Generic, TypeVar

from bot.core.themes.stopwords import stop_words_for
from bot.core.themes.synonyms import synonyms_of
from bot.core.themes.words import is_unspaced, segments, stem

THRESHOLD = 0.38
"""Likeness from which two comments are near; chosen on half of the sets (benchmarks/near.md)."""

LIMIT = 3
"""How many near ones are shown at most."""

MAX_WORDS = 300
"""Words of a comment that count: about what fits into the longest one that may be shared."""

_WORTHS = (0.4, 0.2, 0.4)  # of words, of families of meaning, of spelling; together 1
_RUNS = (3, 4, 5)
_POINTED = 60  # of those that words point at, how many are looked at in full
_COMMON, _MANY = 0.25, 400  # what more than this share, and more than so many, have in common points at nothing

Id = TypeVar("Id", bound=Hashable)


class Index(Generic[Id]):
    """The comments of one exchange, to be asked which of them say nearly what a new one says.

    Takes about 3 kB a comment. Not for two threads at once.
    """

    def __init__(self) -> None:
        self._said: dict[Id, _Said] = {}
        self._plain: dict[str, set[Id]] = {}  # a plain word to the comments that use it
        self._families: dict[int, set[Id]] = {}  # a family of meaning to the comments that have a word of it
        self._runs: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._said)

    def __contains__(self, comment_id: object) -> bool:
        return comment_id in self._said

    def __iter__(self) -> Iterator[Id]:
        return iter(self._said)

    def add(self, comment_id: Id, text: str) -> None:
        """Keep a comment; under a known id, its new words in place of the old."""
        self.remove(comment_id)
        said = self._said[comment_id] = _Said(text)
        for word in said.plain:
            self._plain.setdefault(word, set()).add(comment_id)
        for family in said.families:
            self._families.setdefault(family, set()).add(comment_id)
        self._runs.update(said.runs())

    def remove(self, comment_id: Id) -> None:
        """Forget a comment, if it is there."""
        said = self._said.pop(comment_id, None)
        if said is None:
            return
        for word in said.plain:
            _leave(self._plain, word, comment_id)
        for family in said.families:
            _leave(self._families, family, comment_id)
        for run in said.runs():
            self._runs[run] -= 1
            if not self._runs[run]:
                del self._runs[run]

    def near(self, text: str, limit: int = LIMIT, *, threshold: float = THRESHOLD) -> list[tuple[Id, float]]:
        """Return the comments nearest to a text with their likeness, nearest first; none below the threshold.

        Likeness goes from 0, nothing in common, to 1, the same words.
        """
        asked = _Said(text)
        runs = asked.runs()
        own = self._squares(asked.plain, asked.families, runs)
        sets = (frozenset(asked.plain), frozenset(asked.families), runs)
        found = []
        for comment_id in self._pointed_at(asked):
            other = self._said[comment_id]
            likeness = self._likeness(sets, own, other)
            if likeness >= threshold:
                found.append((comment_id, likeness))
        return sorted(found, key=lambda each: -each[1])[:limit]

    def _pointed_at(self, asked: "_Said") -> list[Id]:
        """Return the comments that the rarer words and families of the asked one point at, the likeliest first."""
        words = (self._plain.get(word) for word in asked.plain)
        families = (self._families.get(family) for family in asked.families)
        groups = sorted((each for each in (*words, *families) if each), key=len)
        most = max(_MANY, int(_COMMON * len(self._said)))
        votes: dict[Id, float] = {}
        for holders in [each for each in groups if len(each) <= most] or groups[:1]:
            worth = self._worth(len(holders)) ** 2
            for comment_id in holders:
                votes[comment_id] = votes.get(comment_id, 0.0) + worth
        return sorted(votes, key=votes.__getitem__, reverse=True)[:_POINTED]

    def _likeness(
        self,
        asked: tuple[frozenset[str], frozenset[int], frozenset[str]],
        own: tuple[float, float, float],
        said: "_Said",
    ) -> float:
        """Return the weighted mean of three cosines; of two, where neither comment has a word with kindred."""
        runs = said.runs()
        both = self._squares(asked[0].intersection(said.plain), asked[1].intersection(said.families), asked[2] & runs)
        other = self._squares(said.plain, said.families, runs)
        likeness = counted = 0.0
        for worth, shared, mine, theirs in zip(_WORTHS, both, own, other, strict=True):
            if mine or theirs:
                counted += worth
                likeness += worth * shared / sqrt(mine * theirs) if shared else 0.0
        return likeness / counted

    def _squares(
        self, plain: Iterable[str], families: Iterable[int], runs: Iterable[str]
    ) -> tuple[float, float, float]:
        """Return how much words, families and runs weigh together, squared."""
        worth, with_word, with_family, with_run = self._worth, self._plain, self._families, self._runs
        return (
            sum(worth(len(with_word.get(word, ()))) ** 2 for word in plain),
            sum(worth(len(with_family.get(family, ()))) ** 2 for family in families),
            sum(worth(with_run.get(run, 0)) ** 2 for run in runs),
        )

    def _worth(self, count: int) -> float:
        """Return what something weighs that so many comments have; the asked one has it too."""
        return log(1 + (len(self._said) + 1) / (count + 1))


class _Said:
    """What a comment says: plain words, families of meaning, and its words as they are spelt; each once."""

    __slots__ = ("families", "plain", "spelt")

    def __init__(self, text: str) -> None:
        words = _content(text)
        self.spelt = tuple(dict.fromkeys(words))
        self.plain = tuple(dict.fromkeys(intern(stem(word)) for word in words))
        self.families = tuple({family for word in self.plain for family in synonyms_of().get(word, ())})

    def runs(self) -> frozenset[str]:
        return frozenset().union(*(runs_of(word) for word in self.spelt))


@lru_cache(maxsize=4096)
def runs_of(word: str) -> frozenset[str]:
    """Return the runs of 3 to 5 letters of a word, with a space before and behind it."""
    padded = f" {word} "
    return frozenset(padded[at : at + run] for run in _RUNS for at in range(max(1, len(padded) - run + 1)))


def _content(text: str) -> list[str]:
    """Return the words that say something, in lower case; all of them where none does.

    Of scripts without spaces, two characters side by side are a word more often than one is.
    """
    words: list[str] = []
    for segment in segments(text):
        low = [intern(word.casefold()) for word in segment if any(sign.isalnum() for sign in word)]
        words += low
        words += [
            intern(one + other)
            for one, other in pairwise(low)
            if len(one) == 1 and is_unspaced(one) and len(other) == 1 and is_unspaced(other)
        ]
        if len(words) >= MAX_WORDS:
            break
    words = words[:MAX_WORDS]
    stop_words = stop_words_for(Counter(words))
    return [word for word in words if word not in stop_words] or words


Key = TypeVar("Key", bound=Hashable)


def _leave(holders_of: dict[Key, set[Id]], key: Key, comment_id: Id) -> None:
    """Take a comment from those that have a thing; forget the thing when it was the last."""
    holders = holders_of[key]
    holders.discard(comment_id)
    if not holders:
        del holders_of[key]
