"""How well phrases say what each theme is about, by the vectors of a sentence encoder."""

from collections.abc import Collection

import numpy as np

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.features import unit
from bot.core.themes.meaning import Meaning


class Aptness:
    """Similarity of phrases to themes: cosine of a phrase's vector with the mean of the theme's comments.

    Phrases are relative to the mean of all phrases, comments to that of the exchange: a phrase is short, and on one
    question all comments are near each other, so that only what differs says anything.
    """

    def __init__(self, meaning: Meaning, labels: Ints, phrases: Collection[str]) -> None:
        """Encode the phrases. meaning: of the comments; labels: the theme of each, -1 for one that does not count."""
        rows = meaning.rows.astype(np.float32)
        known = np.any(rows, axis=1)
        mean = rows[known].mean(axis=0) if known.any() else np.zeros(rows.shape[1], dtype=np.float32)
        rows = unit(np.where(known[:, None], rows - mean, 0))
        themes = np.zeros((int(labels.max()) + 1, rows.shape[1]), dtype=np.float32)
        np.add.at(themes, labels[labels >= 0], rows[labels >= 0])
        self._themes: Floats = unit(themes)
        self._row_of = {phrase: row for row, phrase in enumerate(sorted(set(phrases)))}
        vectors = np.asarray(meaning.words(list(self._row_of)), dtype=np.float32)
        self._vectors: Floats = unit(vectors - vectors.mean(axis=0)) if len(vectors) else vectors

    def of(self, theme: int, *phrases: str) -> float:
        """Return the similarity, -1..1, of one phrase, or of several taken together, to a theme."""
        together = self._vectors[[self._row_of[phrase] for phrase in phrases]].sum(axis=0)
        return round(float(unit(together[None])[0] @ self._themes[theme]), 4)
