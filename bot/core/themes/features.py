"""Vectors of comments: by wording and by spelling, learned from the comments alone."""

from collections import Counter
from typing import Any

import numpy as np

from bot.core.themes.corpus import Corpus, Floats, Ints, counted
from bot.core.themes.synonyms import synonyms_of

SIZE = 80
"""Dimensions of each of the two vectors of a comment."""

SYNONYM_WEIGHT = 0.7
"""Weight of a word's synonyms relative to the word itself."""

WEIGHTS = (0.7, 1.0)
"""Weights of wording and spelling; both are needed (docs/decisions/0006-themes.md)."""

_RUNS = (3, 4, 5)
_POWER_ROUNDS = 4
_SPARE = 20

_MIN_LENGTH = 1e-6
"""Length of a row up to which it has no direction."""


def vectors(corpus: Corpus, fit: Ints, *, size: int = SIZE) -> list[Floats]:
    """Return the comments' vectors by wording and by spelling, each of the length of its weight, or zero without words.

    fit: the rows that the vectors are learned from; the others are projected into the same space.
    Empty when no two comments share anything.
    """
    from scipy import sparse

    wording = [block for block in (_by_word(corpus, fit), _by_synonym(corpus, fit)) if block is not None]
    blocks = [sparse.hstack(wording).tocsr() if wording else None, _by_spelling(corpus, fit)]
    return [
        weight * _compressed(block, fit, size, seed)
        for seed, (weight, block) in enumerate(zip(WEIGHTS, blocks, strict=True))
        if block is not None
    ]


def _by_word(corpus: Corpus, fit: Ints) -> Any | None:
    """Return the weighted plain words of each comment; None when no word is used twice."""
    plains = corpus.plains
    useful = (plains >= 0) & ~corpus.is_stop[plains]
    rows, columns = [corpus.rows[useful]], [plains[useful]]
    # Two characters side by side are a word more often than one is.
    single = np.where(useful & corpus.is_character[plains], plains, -1)
    both = (single[:-1] >= 0) & (single[1:] >= 0)
    if both.any():
        _, pair = np.unique((single[:-1][both] << 31) | single[1:][both], return_inverse=True)
        rows.append(corpus.rows[:-1][both])
        columns.append(len(corpus.plain) + pair.ravel())
    row, column = np.concatenate(rows), np.concatenate(columns)
    if not len(row):
        return None
    return _weighted(counted(row, column, count=corpus.count, width=int(column.max()) + 1), fit)


def _by_synonym(corpus: Corpus, fit: Ints) -> Any | None:
    """Return the weighted synonym families of each comment's words; None when no word has any."""
    families_of = synonyms_of()
    links = [(number, family) for number, word in enumerate(corpus.plain) for family in families_of.get(word, ())]
    if not links:
        return None
    words, families = np.asarray(links, dtype=np.int64).T
    word_families = counted(words, families, count=len(corpus.plain), width=int(families.max()) + 1)
    used = corpus.words >= 0
    used_words = counted(corpus.rows[used], corpus.plains[used], count=corpus.count, width=len(corpus.plain))
    weighted = _weighted((used_words @ word_families).tocsr(), fit)
    return None if weighted is None else weighted * SYNONYM_WEIGHT


def _by_spelling(corpus: Corpus, fit: Ints) -> Any | None:
    """Return the weighted n-grams of 3 to 5 letters of each comment, computed once for each distinct word."""
    grams: dict[str, int] = {}
    word_rows: list[int] = []
    gram_columns: list[int] = []
    times: list[int] = []
    for row, word in enumerate(corpus.written):
        padded = f" {word.casefold()} "
        found = Counter(padded[at : at + run] for run in _RUNS for at in range(max(1, len(padded) - run + 1)))
        word_rows.extend([row] * len(found))
        gram_columns.extend([grams.setdefault(gram, len(grams)) for gram in found])
        times.extend(found.values())
    if not grams:
        return None
    from scipy import sparse

    shape = (len(corpus.written), len(grams))
    spelt = sparse.csr_matrix((np.asarray(times, dtype=np.float32), (word_rows, gram_columns)), shape=shape)
    used = corpus.words >= 0
    used_words = counted(corpus.rows[used], corpus.words[used], count=corpus.count, width=len(corpus.written))
    return _weighted((used_words @ spelt).tocsr(), fit)


def _weighted(counts: Any, fit: Ints) -> Any | None:
    """Return tf-idf (sublinear, smoothed, rows of length one) of the columns that two comments or more share."""
    shared = np.bincount(counts[fit].indices, minlength=counts.shape[1])
    columns = np.flatnonzero(shared >= 2)  # noqa: PLR2004 - a word of one comment joins nothing
    if not len(columns):
        return None
    weighted = counts[:, columns].tocsr()
    weighted.data = 1 + np.log(weighted.data)
    idf = (np.log((1 + len(fit)) / (1 + shared[columns])) + 1).astype(np.float32)
    weighted.data *= idf[weighted.indices]
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    weighted.data /= np.repeat(np.maximum(length, 1e-9), np.diff(weighted.indptr)).astype(np.float32)
    return weighted


def _compressed(block: Any, fit: Ints, size: int, seed: int) -> Floats:
    """Return the rows projected on the sample's main directions (randomised SVD, seeded), of length one."""
    sample = block[fit]
    width = min(size, len(fit) - 1, block.shape[1])
    rng = np.random.default_rng(seed)
    guess = rng.standard_normal((block.shape[1], min(width + _SPARE, block.shape[1])), dtype=np.float32)
    basis = np.linalg.qr(sample @ guess)[0]
    for _ in range(_POWER_ROUNDS):
        basis = np.linalg.qr(sample @ np.linalg.qr(sample.T @ basis)[0])[0]
    directions = np.linalg.svd((sample.T @ basis).T, full_matrices=False)[2][:width]
    return unit(block @ directions.T)


def unit(rows: Floats) -> Floats:
    """Return the rows with length one; zero rows stay zero."""
    length = np.sqrt(np.add.reduce(rows * rows, axis=1, keepdims=True))  # as linalg.norm does, without its copies
    found: Floats = (rows / np.maximum(length, _MIN_LENGTH)).astype(np.float32, copy=False)
    found[length[:, 0] <= _MIN_LENGTH] = 0
    return found
