"""Near-duplicate comments: found by words, synonyms and spelling, with rare ones weighted most.

Two steps. Shared words and synonym families give candidates; the similarity of the likeliest candidates is computed in
full, with n-grams of letters, so that typing errors count little and languages without a list of synonyms work too.
Figures: benchmarks/near.md; reasons: docs/decisions/0008-near-duplicates.md.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, repeat
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
        self._changes = 0
        self._weights = _Weights(0)
        self._run_sums: dict[str, float] = {}  # of the n-grams of a word
        self._sums_at = 0  # the change that these two are of

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, comment_id: object) -> bool:
        return comment_id in self._entries

    def __iter__(self) -> Iterator[Id]:
        return iter(self._entries)

    def add(self, comment_id: Id, text: str) -> None:
        """Add a comment, or replace its words if the id is already here."""
        self.remove(comment_id)
        self._changes += 1
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
        self._changes += 1
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
        if self._sums_at != self._changes:
            self._weights, self._run_sums, self._sums_at = _Weights(len(self._entries)), {}, self._changes
        entry = _Entry(text)
        query, own_squares = _Query(entry), self._squares(entry, is_kept=False)  # what is asked about may be a draft
        found = []
        for comment_id in self._find_candidates(entry):
            similarity = self._similarity(query, own_squares, self._entries[comment_id])
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
            weight = self._weights[len(holders)]
            for comment_id in holders:
                votes[comment_id] = votes.get(comment_id, 0.0) + weight
        return sorted(votes, key=votes.__getitem__, reverse=True)[:_MAX_CANDIDATES]

    def _similarity(self, query: "_Query", own_squares: "_Squares", entry: "_Entry") -> float:
        """Return the weighted mean of three cosines; of two, where neither comment has a word with synonyms."""
        both = (
            self._sum_words(query.plain.intersection(entry.plain)),
            self._sum_families(query.families.intersection(entry.families)),
            self._sum_runs(query.runs_of(entry)),
        )
        if entry.squares is None or entry.squares_at != self._changes:
            entry.squares, entry.squares_at = self._squares(entry), self._changes
        similarity = total_weight = 0.0
        for weight, shared, mine, theirs in zip(_WEIGHTS, both, own_squares, entry.squares, strict=True):
            if mine or theirs:
                total_weight += weight
                similarity += weight * shared / sqrt(mine * theirs) if shared else 0.0
        return similarity / total_weight

    def _squares(self, entry: "_Entry", *, is_kept: bool = True) -> "_Squares":
        """Return the squared norms of the words, the families and the n-grams. is_kept: remember those of its words."""
        sums = self._run_sums
        if not is_kept:
            sums = {word: sums[word] for word in entry.spelt if word in sums}
        for word in entry.spelt:
            if word not in sums:
                sums[word] = self._sum_runs(ngrams_of(word))
        runs = sum(map(sums.__getitem__, entry.spelt)) - self._sum_runs(entry.repeated)
        return self._sum_words(entry.plain), self._sum_families(entry.families), runs

    def _sum_words(self, words: Iterable[str]) -> float:
        return sum([self._weights[len(self._plain.get(word, ()))] for word in words])

    def _sum_families(self, families: Iterable[int]) -> float:
        return sum([self._weights[len(self._families.get(family, ()))] for family in families])

    def _sum_runs(self, runs: Iterable[str]) -> float:
        return sum(map(self._weights.__getitem__, map(self._runs.get, runs, repeat(0))))


_Squares = tuple[float, float, float]
"""Squared norms of the words, the families and the n-grams."""


class _Weights(dict[int, float]):
    """The squared inverse document frequency of a feature, by how many comments have it, the query left out."""

    def __init__(self, comments: int) -> None:
        super().__init__()
        self._comments = comments

    def __missing__(self, count: int) -> float:
        weight = self[count] = log(1 + (self._comments + 1) / (count + 1)) ** 2
        return weight


class _Query:
    """A text that is compared with many comments: what it shares with a word is found once for all of them."""

    def __init__(self, entry: "_Entry") -> None:
        self.plain, self.families = frozenset(entry.plain), frozenset(entry.families)
        self._runs = entry.runs()
        self._runs_by_word: dict[str, frozenset[str]] = {}

    def runs_of(self, entry: "_Entry") -> frozenset[str]:
        """Return the n-grams that are in this text and in a comment."""
        known = self._runs_by_word
        for word in entry.spelt:
            if word not in known:
                known[word] = self._runs & ngrams_of(word)
        return frozenset().union(*filter(None, map(known.__getitem__, entry.spelt)))


class _Entry:
    """Features of a comment: plain words, synonym families, and words as spelt; each once.

    repeated: n-grams that more than one of the words has, again for each further word. squares: as they were at the
    change of the index that `squares_at` says; None where nobody asked for them.
    """

    __slots__ = ("families", "plain", "repeated", "spelt", "squares", "squares_at")

    def __init__(self, text: str) -> None:
        words = _content(text)
        self.spelt = tuple(dict.fromkeys(words))
        self.plain = tuple(dict.fromkeys(intern(stem(word)) for word in words))
        self.families = tuple({family for word in self.plain for family in synonyms_of().get(word, ())})
        self.repeated = tuple(_repeated(self.spelt))
        self.squares: _Squares | None = None
        self.squares_at = 0

    def runs(self) -> frozenset[str]:
        return frozenset().union(*map(ngrams_of, self.spelt))


def _repeated(words: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for runs in map(ngrams_of, words):
        yield from seen & runs
        seen |= runs


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
