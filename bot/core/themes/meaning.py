"""Vectors by meaning: what a sentence encoder makes of comments and of their words, given from outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.core.themes.corpus import Corpus, Floats, Ints, counted
from bot.core.themes.features import SIZE, unit

WEIGHTS = (1.2, 1.0)
"""Weights of the comment's vector and of its words' vectors (docs/decisions/0018-sentence-encoder.md)."""

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vectors of comments by a sentence encoder.

    rows: comments x width; zero for comments without a vector: in a language that it does not know, or without words.
    words: returns the vectors of words or phrases, in the same space, words x width.
    languages: ISO 639-1 codes of the languages that it knows; their comments are grouped together.
    """

    rows: npt.NDArray[np.floating]
    words: Callable[[Sequence[str]], npt.NDArray[np.floating]]
    languages: frozenset[str]

    @property
    def is_known(self) -> bool:
        """Whether more than one comment has a vector: of fewer, none can be compared."""
        return int(np.count_nonzero(np.any(self.rows, axis=1))) > 1

    def take(self, indices: Sequence[int] | Ints) -> "Meaning":
        """Return the same for these comments alone, in this order; all in theirs are not copied."""
        chosen = np.asarray(indices, dtype=np.int64)
        if len(chosen) == len(self.rows) and np.array_equal(chosen, np.arange(len(chosen))):
            return self
        return replace(self, rows=self.rows[chosen])


def views(meaning: Meaning, corpus: Corpus, fit: Ints) -> list[Floats]:
    """Return the comments' vectors by meaning and by the meaning of their words, each of the length of its weight.

    The second is the mean of the words' vectors weighted by rarity: on one question all comments are near each other as
    sentences, and it is the words that separate them. Both are relative to the mean of the exchange, and reduced to
    its main directions. fit: the rows that these are learned from. Empty when the encoder knows too few of these rows.
    """
    if not meaning.take(fit).is_known:
        return []

    def sentences(rows: Ints) -> Floats:
        return meaning.rows[rows].astype(np.float32)

    found = [WEIGHTS[0] * _compressed(sentences, fit, corpus.count)]
    bags = _weighted_words(corpus, fit)
    chosen = np.flatnonzero(np.diff(bags.tocsc().indptr))
    if len(chosen):
        names = [corpus.written[word].casefold() for word in chosen.tolist()]
        distinct, at = np.unique(np.asarray(names, dtype=object), return_inverse=True)
        vectors = np.asarray(meaning.words(distinct.tolist()), dtype=np.float32)
        vectors = unit(vectors - vectors.mean(axis=0))[at.ravel()]
        bags = bags[:, chosen].tocsr()

        def wordings(rows: Ints) -> Floats:
            return np.asarray(bags[rows] @ vectors, dtype=np.float32)

        found.append(WEIGHTS[1] * _compressed(wordings, fit, corpus.count))
    return found


def _weighted_words(corpus: Corpus, fit: Ints) -> Any:
    """Return comments x written words, tf-idf without stop words (scipy CSR)."""
    plains = corpus.plains
    useful = (plains >= 0) & ~corpus.is_stop[plains]
    rows = corpus.rows[useful]
    of_plain = counted(rows, plains[useful], count=corpus.count, width=len(corpus.plain))
    shared = np.bincount(of_plain[fit].indices, minlength=len(corpus.plain))
    idf = (np.log((1 + len(fit)) / (1 + shared)) + 1).astype(np.float32)
    bags = counted(rows, corpus.words[useful], count=corpus.count, width=len(corpus.written))
    bags.data = (1 + np.log(bags.data)) * idf[corpus.plain_of][bags.indices]
    return bags


def _compressed(vectors: Callable[[Ints], Floats], fit: Ints, count: int) -> Floats:
    """Return all rows less the mean, on the sample's main directions, of length one; zero rows stay zero.

    vectors: returns the vectors of rows; they are asked for in parts, since all of them would be large.
    """
    from scipy.linalg import eigh

    sample = vectors(fit)
    known = np.any(sample, axis=1)
    mean = sample[known].mean(axis=0) if known.any() else np.zeros(sample.shape[1], dtype=np.float32)

    def centred(rows: Floats) -> Floats:
        return unit(np.where(np.any(rows, axis=1)[:, None], rows - mean, 0))

    around = centred(sample)
    width = around.shape[1]
    directions = eigh(around.T @ around, subset_by_index=[max(0, width - SIZE), width - 1])[1]
    parts = [
        unit(centred(vectors(np.arange(start, min(start + _CHUNK, count)))) @ directions)
        for start in range(0, count, _CHUNK)
    ]
    return np.concatenate(parts)
