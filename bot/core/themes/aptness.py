"""How well phrases say what each theme is about, and for which of its comments, by a sentence encoder and by words."""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.core.themes.corpus import Corpus, Floats, Ints
from bot.core.themes.features import unit
from bot.core.themes.grammar import Bools
from bot.core.themes.meaning import Meaning

Words = tuple[int, ...]
"""Plain forms."""

_FAR, _NEAR = 0.05, 0.25
"""Cosine up to which a phrase says nothing of a comment, and from which it says all that one can."""

_REACHED = 0.15
"""Cosine from which a phrase speaks for a comment that has not all of its words."""


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
        cosines = rows @ self._vectors.T
        held = _held(corpus, [phrases[each] for each in self._row_of])
        self._fit = np.where(held, 1, np.clip((cosines - _FAR) / (_NEAR - _FAR), 0, 1)).astype(np.float32)
        self._reached = held | (cosines >= _REACHED)
        self._inside = [known & (labels == theme) for theme in range(len(themes))]
        self._outside = [known & (labels != theme) for theme in range(len(themes))]

    def similarity(self, theme: int, *phrases: str) -> float:
        """Return the cosine, -1..1, of phrases taken together with the mean of a theme's comments."""
        together = self._vectors[self._rows(*phrases)].sum(axis=0)
        return round(float(unit(together[None])[0] @ self._themes[theme]), 4)

    def contrast(self, theme: int, *phrases: str) -> float:
        """Return how much more the phrases say of a theme's comments than of the others, -1..1."""
        fit = self._fit[:, self._rows(*phrases)].max(axis=1)
        inside, outside = self._inside[theme], self._outside[theme]
        here = float(fit[inside].mean()) if inside.any() else 0.0
        return round(here - (float(fit[outside].mean()) if outside.any() else 0.0), 4)

    def share(self, theme: int, *phrases: str) -> float:
        """Return for which share of a theme's comments the phrases speak: one has the words or is near in meaning."""
        inside = self._inside[theme]
        return (
            round(float(self._reached[inside][:, self._rows(*phrases)].any(axis=1).mean()), 4) if inside.any() else 0.0
        )

    def complements(self, theme: int, phrase: str, others: Sequence[str], *, count: int) -> list[str]:
        """Return those of other phrases that speak for most of a theme's comments that a phrase does not speak for."""
        inside = self._reached[self._inside[theme]]
        rest = inside[~inside[:, self._row_of[phrase]]]
        gains = rest[:, self._rows(*others)].sum(axis=0)
        return [others[at] for at in np.argsort(-gains, kind="stable")[:count].tolist() if gains[at] > 0]

    def _rows(self, *phrases: str) -> list[int]:
        return [self._row_of[phrase] for phrase in phrases]


def _held(corpus: Corpus, phrases: "list[Words]") -> Bools:
    """Return comments x phrases: whether a comment has all content words of a phrase, inflection apart."""
    order = np.argsort(corpus.plains, kind="stable")
    plains, rows = corpus.plains[order], corpus.rows[order]
    held = np.ones((corpus.count, len(phrases)), dtype=np.bool_)
    for at, phrase in enumerate(phrases):
        for word in [each for each in phrase if not corpus.is_stop[each]] or phrase:
            first, last = np.searchsorted(plains, [word, word + 1])
            there = np.zeros(corpus.count, dtype=np.bool_)
            there[rows[first:last]] = True
            held[:, at] &= there
    return held
