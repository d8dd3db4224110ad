"""How sure each comment's theme is."""

import numpy as np

from bot.core.themes.corpus import Floats, Ints


def membership_confidence(numbers: Ints, nearness: Floats, columns: list[int]) -> tuple[Floats, list[int]]:
    """Return each comment's membership confidence, 0..1, and the comments, the most typical first."""
    count = len(numbers)
    if len(columns) < 2:  # noqa: PLR2004 - one theme has no next
        return np.ones(count, dtype=np.float32), list(range(count))
    column_of = {number: column for column, number in enumerate(columns)}
    mine = np.asarray([column_of.get(number, -1) for number in numbers.tolist()])
    rows = np.arange(count)
    own = np.where(mine >= 0, nearness[rows, mine], 0)
    others = nearness.copy()
    others[rows[mine >= 0], mine[mine >= 0]] = 0
    sure = np.clip((own - others.max(axis=1)) / np.maximum(own, 1e-6), 0, 1).astype(np.float32)
    return sure, np.lexsort((rows, -np.round(own, 5))).tolist()
