"""Near-duplicate comments: found by words, synonyms and spelling, with rare ones weighted most.

Two steps. Shared words and synonym families give candidates; the similarity of the likeliest candidates is computed in
full, with n-grams of letters, so that typing errors count little and languages without a list of synonyms work too.
Figures: benchmarks/near.md; reasons: docs/decisions/0008-near-duplicates.md.
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
"""Similarity from which two comments are near-duplicates; chosen on half of the sets (benchmarks/near.md)."""

LIMIT = 3
"""Maximum number of near-duplicates that are shown."""

MAX_WORDS = 300
"""Words of a comment that count: about as many as the longest allowed comment has."""

_WEIGHTS = (0.4, 0.2, 0.4)  # of words, of families of meaning, of spelling; together 1
_NGRAM_LENGTHS = (3, 4, 5)
_MAX_CANDIDATES = 60  # for which the similarity is computed in full
_MAX_SHARE, _MIN_HOLDERS = 0.25, 400  # a word that more comments share gives no candidates

Id = TypeVar("Id", bound=Hashable)


class Index(Generic[Id]):
    """Index of the comments of one exchange, searched for near-duplicates of a new one.

    Takes about 3 kB for each comment. Not thread-safe.
    """

    def __init__(self) -> None:
        self._entries: dict[Id, _Entry] = {}
        self._plain: dict[str, set[Id]] = {}  # comments by plain word
        self._families: dict[int, set[Id]] = {}  # comments by synonym family
        self._runs: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, comment_id: object) -> bool:
        return comment_id in self._entries

    def __iter__(self) -> Iterator[Id]:
        return iter(self._entries)

    def add(self, comment_id: Id, text: str) -> None:
        """Add a comment, or replace its words if the id is already here."""
        self.remove(comment_id)
        entry = self._entries[comment_id] = _Entry(text)
        for word in entry.plain:
            self._plain.setdefault(word, set()).add(comment_id)
        for family in entry.families:
            self._families.setdefault(family, set()).add(comment_id)
        self._runs.update(entry.runs())

    def remove(self, comment_id: Id) -> None:
        """Remove a comment, if it is here."""
        entry = self._entries.pop(comment_id, None)
        if entry is None:
            return
        for word in entry.plain:
            _remove_holder(self._plain, word, comment_id)
        for family in entry.families:
            _remove_holder(self._families, family, comment_id)
        for run in entry.runs():
            self._runs[run] -= 1
            if not self._runs[run]:
                del self._runs[run]

    def near(self, text: str, limit: int = LIMIT, *, threshold: float = THRESHOLD) -> list[tuple[Id, float]]:
        """Return (id, similarity) of the comments most similar to a text, best first; none below the threshold.

        Similarity is 0, nothing in common, to 1, the same words.
        """
        query = _Entry(text)
        runs = query.runs()
        own_squares = self._squares(query.plain, query.families, runs)
        sets = (frozenset(query.plain), frozenset(query.families), runs)
        found = []
        for comment_id in self._find_candidates(query):
            other = self._entries[comment_id]
            similarity = self._similarity(sets, own_squares, other)
            if similarity >= threshold:
                found.append((comment_id, similarity))
        return sorted(found, key=lambda each: -each[1])[:limit]

    def _find_candidates(self, query: "_Entry") -> list[Id]:
        """Return the comments that share rare words and synonym families with the query, the likeliest first."""
        words = (self._plain.get(word) for word in query.plain)
        families = (self._families.get(family) for family in query.families)
        groups = sorted((each for each in (*words, *families) if each), key=len)
        max_holders = max(_MIN_HOLDERS, int(_MAX_SHARE * len(self._entries)))
        votes: dict[Id, float] = {}
        for holders in [each for each in groups if len(each) <= max_holders] or groups[:1]:
            weight = self._idf(len(holders)) ** 2
            for comment_id in holders:
                votes[comment_id] = votes.get(comment_id, 0.0) + weight
        return sorted(votes, key=votes.__getitem__, reverse=True)[:_MAX_CANDIDATES]

    def _similarity(
        self,
        query: tuple[frozenset[str], frozenset[int], frozenset[str]],
        own_squares: tuple[float, float, float],
        entry: "_Entry",
    ) -> float:
        """Return the weighted mean of three cosines; of two, where neither comment has a word with synonyms."""
        runs = entry.runs()
        both = self._squares(query[0].intersection(entry.plain), query[1].intersection(entry.families), query[2] & runs)
        other = self._squares(entry.plain, entry.families, runs)
        similarity = total_weight = 0.0
        for weight, shared, mine, theirs in zip(_WEIGHTS, both, own_squares, other, strict=True):
            if mine or theirs:
                total_weight += weight
                similarity += weight * shared / sqrt(mine * theirs) if shared else 0.0
        return similarity / total_weight

    def _squares(
        self, plain: Iterable[str], families: Iterable[int], runs: Iterable[str]
    ) -> tuple[float, float, float]:
        """Return the squared norms of the words, the families and the n-grams."""
        idf, with_word, with_family, with_run = self._idf, self._plain, self._families, self._runs
        return (
            sum(idf(len(with_word.get(word, ()))) ** 2 for word in plain),
            sum(idf(len(with_family.get(family, ()))) ** 2 for family in families),
            sum(idf(with_run.get(run, 0)) ** 2 for run in runs),
        )

    def _idf(self, count: int) -> float:
        """Return the inverse document frequency of a feature of `count` comments and the query."""
        return log(1 + (len(self._entries) + 1) / (count + 1))


class _Entry:
    """Features of a comment: plain words, synonym families, and words as spelt; each once."""

    __slots__ = ("families", "plain", "spelt")

    def __init__(self, text: str) -> None:
        words = _content(text)
        self.spelt = tuple(dict.fromkeys(words))
        self.plain = tuple(dict.fromkeys(intern(stem(word)) for word in words))
        self.families = tuple({family for word in self.plain for family in synonyms_of().get(word, ())})

    def runs(self) -> frozenset[str]:
        return frozenset().union(*(ngrams_of(word) for word in self.spelt))


@lru_cache(maxsize=4096)
def ngrams_of(word: str) -> frozenset[str]:
    """Return the n-grams of 3 to 5 letters of a word, with a space before and after it."""
    padded = f" {word} "
    return frozenset(padded[at : at + run] for run in _NGRAM_LENGTHS for at in range(max(1, len(padded) - run + 1)))


def _content(text: str) -> list[str]:
    """Return the content words of a text in lower case; all words where none is one.

    In scripts without spaces, adjacent pairs of characters count as words too, since most words have two.
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


def _remove_holder(holders_of: dict[Key, set[Id]], key: Key, comment_id: Id) -> None:
    """Remove a comment from the holders of a key, and the key with its last holder."""
    holders = holders_of[key]
    holders.discard(comment_id)
    if not holders:
        del holders_of[key]
