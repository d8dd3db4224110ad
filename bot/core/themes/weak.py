"""Groups that no name speaks for: their comments join the groups that they are nearest to."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.grouping import COMMENTS_PER_THEME, MIN_THEMES

MIN_NAMED = 0.3
"""Share of a new theme's comments that its name must speak for (`aptness`): people would not see why they are one."""

MIN_LEFT = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """Where rows of comments are. numbers: the theme of each; nearness: rows x columns, the similarity to each theme.

    columns: the theme of each column.
    """

    numbers: Ints
    nearness: Floats
    columns: list[int]


def without_weak(
    placed: Placed, shares: Mapping[int, float | None], previous: Ints, *, first: int
) -> tuple[Placed, dict[int, int]]:
    """Return the rows without themes whose name speaks for too few, the weakest first, and what became of new numbers.

    shares: of themes that may go, None where it is not known. previous: the earlier theme of each row, -1 for none;
    a row goes back to it where it can. first: the first number of new themes; those that stay have no gaps. The numbers
    of themes that went become -1. At least four themes stay, in a small exchange two; those for which no name speaks at
    all go as long as two stay.
    """
    least = max(MIN_LEFT, min(MIN_THEMES, len(placed.numbers) // COMMENTS_PER_THEME))
    weak = [number for number, share in shares.items() if share is not None and share < MIN_NAMED]
    weak = [number for number in weak if number in placed.columns]
    weak.sort(key=lambda number: (shares[number] or 0.0, number))
    nameless = sum(shares[number] == 0 for number in weak)
    may_go = max(len(placed.columns) - least, min(nameless, len(placed.columns) - MIN_LEFT), 0)
    gone = set(weak[:may_go])
    if not gone:
        return placed, {}
    stays = [at for at, number in enumerate(placed.columns) if number not in gone]
    columns = [placed.columns[at] for at in stays]
    nearness = placed.nearness[:, stays]
    rows = np.flatnonzero(np.isin(placed.numbers, list(gone)))
    numbers = placed.numbers.copy()
    numbers[rows] = np.asarray(columns)[np.argmax(nearness[rows], axis=1)]
    goes_back = rows[np.isin(previous[rows], columns)]
    numbers[goes_back] = previous[goes_back]
    new = sorted(number for number in np.unique(numbers).tolist() if number >= first)
    given = {number: first + at for at, number in enumerate(new)} | dict.fromkeys(gone, -1)
    renumbered = np.asarray([given.get(number, number) for number in numbers.tolist()], dtype=np.int64)
    return Placed(renumbered, nearness, [given.get(number, number) for number in columns]), given
