"""Comments as vectors: what words they hold, and how these are spelt; nothing is learned from outside."""

from collections import Counter
from typing import Any

import numpy as np

from bot.core.themes.corpus import Corpus, Floats, Ints, counted, pairs

SIZE = 100
"""Numbers in each of the two vectors of a comment."""


def vectors(corpus: Corpus, fit: Ints, *, size: int = SIZE) -> list[Floats]:
    """Return the comments' vectors by wording and by spelling, each of length one (or zero: nothing to go by).

    fit: the rows that the vectors are learned from; all others are laid into the same space.
    """
    blocks = [_by_word(corpus, fit), _by_spelling(corpus, fit)]
    return [_compressed(block, fit, size, seed) for seed, block in enumerate(blocks) if block is not None]


def _by_word(corpus: Corpus, fit: Ints) -> Any | None:
    """Return the weighted plain words, and pairs of neighbours, of each comment; None when no word is used twice."""
    plains = corpus.plains
    useful = (plains >= 0) & ~corpus.is_stop[plains]
    single = np.where(useful, plains, -1)
    # Pairs skip over grammar ("cost of living" gives cost-living) but not over the end of a phrase.
    kept = useful | (plains < 0)
    at_row, at_word = corpus.rows[kept], single[kept]
    both = np.where(at_row[:-1] == at_row[1:], pairs(at_word[:-1], at_word[1:]), -1)
    rows = np.concatenate([corpus.rows[useful], at_row[:-1][both >= 0]])
    keys = np.concatenate([single[useful], both[both >= 0] + (1 << 62)])
    if not len(keys):
        return None
    _, columns = np.unique(keys, return_inverse=True)
    return _weighted(counted(rows, columns.ravel(), count=corpus.count, width=int(columns.max()) + 1), fit)


def _by_spelling(corpus: Corpus, fit: Ints) -> Any | None:
    """Return the weighted runs of 3 to 5 letters of each comment; of each word once, whatever the comments' number."""
    low = [word.casefold() for word in corpus.written]
    grams: dict[str, int] = {}
    word_rows, gram_columns, times = [], [], []
    for row, word in enumerate(low):
        padded = f" {word} "
        found = Counter(
            padded[at : at + length] for length in (3, 4, 5) for at in range(max(1, len(padded) - length + 1))
        )
        for gram, number in found.items():
            word_rows.append(row)
            gram_columns.append(grams.setdefault(gram, len(grams)))
            times.append(number)
    if not grams:
        return None
    from scipy import sparse

    spelt = sparse.csr_matrix(
        (np.asarray(times, dtype=np.float32), (word_rows, gram_columns)), shape=(len(low), len(grams))
    )
    used = corpus.words >= 0
    said = counted(corpus.rows[used], corpus.words[used], count=corpus.count, width=len(low))
    return _weighted((said @ spelt).tocsr(), fit)


def _weighted(counts: Any, fit: Ints) -> Any | None:
    """Return tf-idf (sublinear, smoothed, rows of length one) of the columns that two comments or more share."""
    shared = np.asarray((counts[fit] > 0).sum(axis=0)).ravel()
    keep = np.flatnonzero(shared >= 2)  # noqa: PLR2004 - a word of one comment joins nothing
    if not len(keep):
        return None
    kept = counts[:, keep]
    kept.data = 1 + np.log(kept.data)
    idf = np.log((1 + len(fit)) / (1 + shared[keep])) + 1
    kept = kept.multiply(idf.astype(np.float32)[None, :]).tocsr()
    length = np.sqrt(np.asarray(kept.multiply(kept).sum(axis=1)).ravel())
    return kept.multiply((1 / np.maximum(length, 1e-9)).astype(np.float32)[:, None]).tocsr()


def _compressed(block: Any, fit: Ints, size: int, seed: int) -> Floats:
    """Return each row's place along the fitted rows' main directions (randomised SVD, seeded), of length one."""
    sample = block[fit]
    width = min(size, len(fit) - 1, block.shape[1])
    rng = np.random.default_rng(seed)
    guess = rng.standard_normal((block.shape[1], min(width + 10, block.shape[1]))).astype(np.float32)
    basis = np.linalg.qr(sample @ guess)[0]
    for _ in range(4):
        basis = np.linalg.qr(sample @ np.linalg.qr(sample.T @ basis)[0])[0]
    directions = np.linalg.svd((sample.T @ basis).T, full_matrices=False)[2][:width]
    return unit(block @ directions.T)


def unit(rows: Floats) -> Floats:
    """Return the rows with length one; rows of nothing stay nothing."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.where(length > 1e-6, rows / np.maximum(length, 1e-6), 0).astype(np.float32)  # noqa: PLR2004
