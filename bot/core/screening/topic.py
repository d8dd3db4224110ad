"""Whether a comment is about the question, by what it means: near to the question, or to other comments.

A hint of little certainty: how often it is wrong is in benchmarks/screening.md, by benchmarks/screening_topic.py.
"""

from collections.abc import Sequence
from typing import Any

from bot.core.screening.meaning import to_unit_length

NEAREST = 3
"""Comments whose mean nearness counts."""

LIMIT = 0.22
"""Nearness, a cosine, below which a comment is far from everything."""

MIN_OTHERS = 20
"""Other comments; with fewer nothing is said: what a conversation is about shows in them."""


def nearness(rows: Any, others: Any, question: Any) -> Any:
    """Return of each vector the larger of its cosine with the question and the mean with its nearest others.

    rows, others: texts x width, at least NEAREST others; question: one vector. All are of length 1.
    """
    import numpy as np

    return np.maximum(np.sort(rows @ others.T, axis=1)[:, -NEAREST:].mean(axis=1), rows @ question)


def find_far(rows: Any, places: Sequence[int], question: Any) -> list[bool]:
    """Say of some comments whether they are far from the question and from all others.

    rows: vectors of all comments of a conversation. places: of the comments that are meant, in rows. question: its
    vector. Of no length in particular.
    """
    import numpy as np

    rows, [asked] = to_unit_length(rows), to_unit_length([question])
    if len(rows) <= MIN_OTHERS:
        return [False] * len(places)
    return [bool(nearness(rows[[place]], np.delete(rows, place, axis=0), asked)[0] < LIMIT) for place in places]
