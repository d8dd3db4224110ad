"""How well phrases say what each theme is about, and for which of its comments, by a sentence encoder and by words."""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.core.themes.corpus import Corpus, Floats, Ints
from bot.core.themes.features import unit
from bot.core.themes.grammar import Bools
from bot.core.themes.meaning import Meaning

Words = tuple[int, ...]
"""Plain forms."""

_FAR, _NEAR = 0.15, 0.4
"""Cosine up to which a phrase says nothing of a comment that has not all of its words, and from which it says all."""

_REACHED = 0.15
"""Cosine from which a phrase is counted as speaking for a comment: by this share a theme is left out (`weak`)."""


class Aptness:
    """What phrases say of themes.

    Phrases are relative to the mean of all phrases, comments to that of the exchange: a phrase is short, and on one
    question all comments are near each other, so that only what differs says anything.
    """

    def __init__(self, meaning: Meaning, corpus: Corpus, labels: Ints, phrases: Mapping[str, Words]) -> None:
        """Encode the phrases, which are as people write them, with their words.

        meaning, corpus: of the comments; labels: the theme of each, -1 for one that does not count.
        """
        rows = meaning.rows.astype(np.float32)
        known = np.any(rows, axis=1)
        mean = rows[known].mean(axis=0) if known.any() else np.zeros(rows.shape[1], dtype=np.float32)
        rows = unit(np.where(known[:, None], rows - mean, 0))
        themes = np.zeros((int(labels.max()) + 1, rows.shape[1]), dtype=np.float32)
        np.add.at(themes, labels[labels >= 0], rows[labels >= 0])
        self._themes: Floats = unit(themes)
        self._row_of = {phrase: row for row, phrase in enumerate(sorted(phrases))}
        vectors = np.asarray(meaning.words(list(self._row_of)), dtype=np.float32)
        self._vectors: Floats = unit(vectors - vectors.mean(axis=0)) if len(vectors) else vectors
        cosines = self._vectors @ rows.T
        self._held = _held(corpus, [phrases[each] for each in self._row_of])
        self._speaks = np.where(self._held, 1, np.clip((cosines - _FAR) / (_NEAR - _FAR), 0, 1)).astype(np.float32)
        self._reached = self._held | (cosines >= _REACHED)
        self._covered: dict[tuple[int, frozenset[str]], tuple[float, float]] = {}
        self._inside = [known & (labels == theme) for theme in range(len(themes))]
        self._outside = [known & (labels != theme) for theme in range(len(themes))]

    def similarity(self, theme: int, *phrases: str) -> float:
        """Return the cosine, -1..1, of phrases taken together with the mean of a theme's comments."""
        together = self._vectors[self._rows(*phrases)].sum(axis=0)
        return round(float(unit(together[None])[0] @ self._themes[theme]), 4)

    def covers(self, theme: int, *phrases: str) -> tuple[float, float]:
        """Return how much phrases say, 0..1 each, of a theme's comments and of the others: the best of them for each.

        A phrase says all of a comment that has its words, and of others by how near they are.
        """
        key = theme, frozenset(phrases)
        if key not in self._covered:
            speaks = self._speaks[self._rows(*phrases)].max(axis=0)
            self._covered[key] = _mean(speaks[self._inside[theme]]), _mean(speaks[self._outside[theme]])
        return self._covered[key]

    def literal(self, theme: int, phrase: str) -> tuple[float, float]:
        """Return the share of a theme's comments, and of the others, that have all content words of a phrase."""
        held = self._held[self._row_of[phrase]]
        return _mean(held[self._inside[theme]]), _mean(held[self._outside[theme]])

    def likeness(self, phrase: str, other: str) -> float:
        """Return the cosine, -1..1, of two phrases."""
        return round(float(self._vectors[self._row_of[phrase]] @ self._vectors[self._row_of[other]]), 4)

    def share(self, theme: int, *phrases: str) -> float:
        """Return for which share of a theme's comments the phrases speak: one has the words or is near in meaning."""
        return _mean(self._reached[self._rows(*phrases)].max(axis=0)[self._inside[theme]])

    def complements(self, theme: int, phrase: str, others: Sequence[str], *, count: int) -> list[str]:
        """Return those of other phrases that say most of what a phrase does not say of a theme's comments."""
        inside = self._speaks[:, self._inside[theme]]
        rest = 1 - inside[self._row_of[phrase]]
        gains = np.minimum(inside[self._rows(*others)], rest).sum(axis=1).round(3)
        return [others[at] for at in np.argsort(-gains, kind="stable")[:count].tolist() if gains[at] > 0]

    def _rows(self, *phrases: str) -> list[int]:
        return [self._row_of[phrase] for phrase in phrases]


def _mean(of_comments: "Floats | Bools") -> float:
    return round(float(of_comments.mean()), 4) if len(of_comments) else 0.0


def _held(corpus: Corpus, phrases: "list[Words]") -> Bools:
    """Return phrases x comments: whether a comment has all content words of a phrase, inflection apart."""
    order = np.argsort(corpus.plains, kind="stable")
    plains, rows = corpus.plains[order], corpus.rows[order]
    held = np.ones((len(phrases), corpus.count), dtype=np.bool_)
    for at, phrase in enumerate(phrases):
        for word in [each for each in phrase if not corpus.is_stop[each]] or phrase:
            first, last = np.searchsorted(plains, [word, word + 1])
            there = np.zeros(corpus.count, dtype=np.bool_)
            there[rows[first:last]] = True
            held[at] &= there
    return held
