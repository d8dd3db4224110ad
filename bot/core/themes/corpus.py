"""Corpus: all comments as arrays of word indices."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.core.themes.stopwords import stop_words_for
from bot.core.themes.words import is_unspaced, segments, stem

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

MAX_COMMENT_LENGTH = 4000
"""Characters of a comment that are read; an exchange allows at most 3,000."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The words of all comments.

    rows, words: for each position of the running text, its comment and the index of its word; -1 between phrases.
    written: words as written; plain: their plain forms; plain_of: the plain form of each written word.
    is_stop, is_character: of each plain form; characters are those of scripts that have no spaces.
    """

    count: int
    rows: Ints
    words: Ints
    written: list[str]
    plain: list[str]
    plain_of: Ints
    is_stop: npt.NDArray[np.bool_]
    is_character: npt.NDArray[np.bool_]

    @property
    def plains(self) -> Ints:
        """The plain form at each position; -1 between phrases."""
        return np.where(self.words < 0, -1, self.plain_of[self.words])


def read(texts: Sequence[str]) -> Corpus:
    """Return the corpus of these texts, in their order."""
    index_of: dict[str, int] = {}
    words: list[int] = []
    lengths: list[int] = []
    for text in texts:
        before = len(words)
        for segment in segments(text[:MAX_COMMENT_LENGTH]):
            words.extend([index_of.setdefault(word, len(index_of)) for word in segment])
            words.append(-1)
        lengths.append(len(words) - before)
    numbers = np.asarray(words, dtype=np.int64)
    rows = np.repeat(np.arange(len(texts)), np.asarray(lengths, dtype=np.int64))
    written = list(index_of)

    uses = np.bincount(numbers[numbers >= 0], minlength=len(written))
    by_lower: Counter[str] = Counter()
    for word, times in zip(written, uses.tolist(), strict=True):
        by_lower[word.casefold().replace("’", "'")] += times
    stops = {stem(word) for word in stop_words_for(by_lower)}

    plain_index: dict[str, int] = {}
    plain_of = np.asarray([plain_index.setdefault(stem(word), len(plain_index)) for word in written], dtype=np.int64)
    plain = list(plain_index)
    return Corpus(
        count=len(texts),
        rows=rows,
        words=numbers,
        written=written,
        plain=plain,
        plain_of=plain_of,
        is_stop=np.asarray([word in stops or _is_trivial(word) for word in plain], dtype=bool),
        is_character=np.asarray([is_unspaced(word[0]) for word in plain], dtype=bool),
    )


def _is_trivial(plain: str) -> bool:
    """Say whether a word is a single letter or a number, which is never a theme by itself."""
    return (len(plain) == 1 and not is_unspaced(plain)) or plain.isdigit()


def counted(rows: Ints, columns: Ints, *, count: int, width: int) -> Any:
    """Return how often each column occurs in each row, as a sparse matrix (scipy CSR, float32)."""
    from scipy import sparse

    ones = np.ones(len(rows), dtype=np.float32)
    return sparse.coo_matrix((ones, (rows, columns)), shape=(count, width)).tocsr()


def only(corpus: Corpus, rows: Ints) -> Corpus:
    """Return the corpus of these comments alone, renumbered in the given order; words keep their indices."""
    row_of = np.full(corpus.count, -1, dtype=np.int64)
    row_of[rows] = np.arange(len(rows))
    is_kept = row_of[corpus.rows] >= 0
    return replace(corpus, count=len(rows), rows=row_of[corpus.rows[is_kept]], words=corpus.words[is_kept])
