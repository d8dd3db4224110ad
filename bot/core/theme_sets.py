"""How far two sets of themes agree: which comments are together in both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb


class Similarity(StrEnum):
    """How similar two sets are, in a word."""

    SAME = "same"
    MUCH = "much"
    PARTLY = "partly"
    LITTLE = "little"


_FROM = ((Similarity.SAME, 0.9), (Similarity.MUCH, 0.65), (Similarity.PARTLY, 0.3))
"""From which index on; 0.9 and 0.65 after Steinley (2004), Psychological Methods 9(3), who calls 0.65 moderate."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sets agree on the comments that have a theme in both.

    comments: how many these are. together: of them, those in themes that match, each theme with one at most of the
    other set, so that as many as possible are. index: the adjusted Rand index, with two digits: 1 where the sets are
    the same, 0 where they agree no more than by chance.
    """

    comments: int
    together: int
    index: float

    @property
    def similarity(self) -> Similarity:
        """The same in a word."""
        return next((word for word, least in _FROM if self.index >= least), Similarity.LITTLE)


def agreement_of(one: Mapping[int, int], other: Mapping[int, int]) -> Agreement | None:
    """Return how far two sets agree. one, other: the theme's number by a comment's; None with fewer than two in both.

    Source: Hubert and Arabie (1985), Comparing partitions, Journal of Classification 2.
    """
    pairs = Counter((theme, other[at]) for at, theme in one.items() if at in other)
    count = pairs.total()
    if count < 2:  # noqa: PLR2004 - one comment is with no other
        return None
    rows = {theme: at for at, theme in enumerate(sorted({theme for theme, _ in pairs}))}
    columns = {theme: at for at, theme in enumerate(sorted({theme for _, theme in pairs}))}
    table = [[0] * len(columns) for _ in rows]
    for (theme, counterpart), comments in pairs.items():
        table[rows[theme]][columns[counterpart]] = comments
    from scipy.optimize import linear_sum_assignment  # not before somebody compares sets

    matched = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return Agreement(count, sum(table[row][column] for row, column in matched), round(_rand_index(table), 2))


def _rand_index(table: Sequence[Sequence[int]]) -> float:
    """Return the adjusted Rand index of a contingency table; 1 where both sets are one theme, or all apart."""
    both = sum(comb(each, 2) for row in table for each in row)
    of_one = sum(comb(sum(row), 2) for row in table)
    of_other = sum(comb(sum(column), 2) for column in zip(*table, strict=True))
    expected = of_one * of_other / comb(sum(map(sum, table)), 2)
    largest = (of_one + of_other) / 2
    return 1.0 if largest == expected else (both - expected) / (largest - expected)
