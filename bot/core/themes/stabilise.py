"""Stabilisation: from the previous groups to new ones, changing only on clear evidence and little at a time."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.grouping import MIN_GROUP_SIZE, MIN_SHARE, best_cut

Bools = npt.NDArray[np.bool_]

STICK = 0.08
"""Weight of the previous grouping beside the share of quick groupings that agree, when the set is regrouped."""

CHANGE, MAX_CHANGE = 0.1, 0.148
"""Largest fall in one run of the adjusted Rand index between previous and new groups: at the usual growth, and ever."""

USUAL_GROWTH = 0.1
"""Growth of the set since the last counted run, as a share, that allows CHANGE. A set that grows faster is not settled
yet, and its groups may not last, so it changes far less: by the cube. One that hardly grew has no new evidence."""

CLEAR = 0.1
"""Agreement with the group that an old row would join, less that with its own, from which it moves: what a run moves
for less, the next one often moves back."""

MIN_GROWTH = 0.05
"""Growth from which a run counts, whether or not it changed anything."""

_PARTS = 64
"""Number of steps in which fewer rows are moved, until the change is one that is allowed."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Moderators' decisions that bind a run.

    is_fixed: rows that never leave their group. permanent: groups that may shrink but never end.
    shown: rows that their group shows, as its example or in its headline, which leave it only when it ends.
    """

    is_fixed: Bools
    shown: Bools
    permanent: frozenset[int] = frozenset()


Move = tuple[int, int, int, float]
"""Rows that moved together: how many, from which group, to which, and the gain."""


@dataclass(slots=True)
class Stabilised:
    """Result. labels: the group of each row, previous or from `first_new` on. moves: (rows, from, to, gain)."""

    labels: Ints
    moves: list[Move] = field(default_factory=list)


def stabilise(
    together: Floats, smooth: Floats, previous: Ints, bound: Bound, *, first_new: int, allowed: float
) -> Stabilised:
    """Return the group of each row: the previous one, or another where there is evidence.

    together: rows x rows, the share of quick groupings that agree; smooth: the rows. previous: the group of each
    row before, -1 for a new comment; at least one row had one. allowed: from `allowed_change`.
    """
    old = previous >= 0
    joined = _assign_new(together, previous)
    same = (joined[:, None] == joined[None, :]).astype(np.float32)
    regrouped = best_cut((1 - STICK) * together + STICK * same, smooth)
    ids = np.unique(joined)
    wanted = _relabel(regrouped, joined, ids, first_new)
    is_existing = np.isin(wanted, ids)
    labels = np.where(~old & is_existing, wanted, joined)
    min_size = max(MIN_GROUP_SIZE, int(MIN_SHARE * len(previous)))
    for group in np.unique(wanted[~is_existing]).tolist():  # a new group of new comments moves nobody
        fresh = ~old & (wanted == group)
        if int(fresh.sum()) >= min_size:
            labels[fresh] = group
    settled = Stabilised(labels)
    shift = _Shift(settled.labels, previous, wanted, bound, min_size)
    _move_clearest(settled, shift, _list_candidates(together, joined, shift), floor=1 - allowed)
    for at, (size, start, goal, gain) in enumerate(settled.moves):
        if goal >= first_new and start not in bound.permanent and not bound.is_fixed[previous == start].any():
            settled.moves[at] = (_keep_larger(settled, previous, start, goal) or size, start, goal, gain)
    return settled


def _keep_larger(settled: Stabilised, previous: Ints, start: int, goal: int) -> int:
    """Keep the group number for the larger part of a split; return the smaller part's size, 0 when nothing changed."""
    here, there = settled.labels == start, settled.labels == goal
    stayed, went = int((here & (previous == start)).sum()), int((there & (previous == start)).sum())
    if went <= stayed or not stayed:
        return 0
    settled.labels = np.where(here, goal, np.where(there, start, settled.labels))
    return stayed


def _assign_new(together: Floats, previous: Ints) -> Ints:
    """Return the previous groups, with each new row in the group that it agrees with most."""
    old = previous >= 0
    ids = np.unique(previous[old])
    member = (previous[:, None] == ids[None, :]).astype(np.float32)
    affinity = (together @ member) / member.sum(axis=0)
    return np.where(old, previous, ids[np.argmax(affinity, axis=1)])


def _relabel(regrouped: Ints, joined: Ints, ids: Ints, first_new: int) -> Ints:
    """Return the new grouping under the previous numbers, matched so that as few rows as possible change."""
    from scipy.optimize import linear_sum_assignment

    number = int(regrouped.max()) + 1
    row_of = np.searchsorted(ids, joined)
    overlap = np.zeros((len(ids), number))
    np.add.at(overlap, (row_of, regrouped), 1)
    number_of = np.full(number, -1, dtype=np.int64)
    for row, column in zip(*linear_sum_assignment(-overlap), strict=True):
        if overlap[row, column] > 0:
            number_of[column] = ids[row]
    for column in np.flatnonzero(number_of < 0).tolist():
        number_of[column] = first_new
        first_new += 1
    return number_of[regrouped]


Candidate = tuple[float, int, int, int]
"""An old row that the new grouping places elsewhere: the gain in agreement, the row, from which group, to which."""


@dataclass(frozen=True, slots=True)
class _Shift:
    """A step from the previous groups towards the wanted ones. labels: before any old row has moved."""

    labels: Ints
    previous: Ints
    wanted: Ints
    bound: Bound
    min_size: int

    def apply(self, candidates: list[Candidate]) -> tuple[Ints, list[Move]]:
        """Return the labels after these rows moved, and the moves. A new group is of min_size rows or more."""
        labels, old = self.labels.copy(), self.previous >= 0
        gains: dict[tuple[int, int], list[float]] = {}
        for gain, row, start, goal in candidates:
            labels[row] = goal
            gains.setdefault((start, goal), []).append(gain)
        new = {goal for _, goal in gains if not (self.labels == goal).any()}
        for start, goal in gains:
            if goal in new:
                labels[~old & (self.labels == start) & (self.wanted == goal)] = goal
        gone = {goal for goal in new if int((labels == goal).sum()) < self.min_size}
        labels = np.where(np.isin(labels, list(gone)), self.labels, labels)
        whole = {start for start in self.bound.permanent if not (labels[old] == start).any()}
        labels = np.where(np.isin(self.previous, list(whole)), self.previous, labels)
        moves = [
            (len(each), start, goal, float(np.mean(each)))
            for (start, goal), each in sorted(gains.items())
            if start not in whole and goal not in gone
        ]
        return self._with_shown(labels, moves), moves

    def _with_shown(self, labels: Ints, moves: list[Move]) -> Ints:
        """Return the labels where rows that a group shows follow the others, if these have all left it."""
        for start in {move[1] for move in moves}:
            left = (self.previous >= 0) & (labels == start)
            if left.any() and not (left & ~self.bound.shown).any():
                labels[left] = max(move for move in moves if move[1] == start)[2]
        return labels


def _list_candidates(together: Floats, joined: Ints, shift: _Shift) -> list[Candidate]:
    """Return the old rows that gain by the wanted group, the clearest first; those that may not move are left out.

    Rows that the new grouping moves together count where all of them gain in the mean.
    """
    wanted, bound = shift.wanted, shift.bound
    free = (shift.previous >= 0) & ~bound.is_fixed
    candidates: list[Candidate] = []
    for start, goal in sorted({(int(a), int(b)) for a, b in zip(joined[free], wanted[free], strict=True) if a != b}):
        rows = np.flatnonzero(free & (joined == start) & (wanted == goal))
        there, here = np.flatnonzero(wanted == goal), np.flatnonzero((joined == start) & (wanted == start))
        gains = together[np.ix_(rows, there)].mean(axis=1)
        if len(here):
            gains = gains - together[np.ix_(rows, here)].mean(axis=1)
        if gains.mean() > 0:
            candidates += [
                (float(gain), int(row), start, goal)
                for gain, row in zip(gains, rows, strict=True)
                if gain > CLEAR and not bound.shown[row]
            ]
    return sorted(candidates, key=lambda one: (-one[0], one[1]))


def _move_clearest(settled: Stabilised, shift: _Shift, candidates: list[Candidate], *, floor: float) -> None:
    """Move as many of the clearest rows as leave the adjusted Rand index at `floor` or above."""
    old = shift.previous >= 0
    for part in range(_PARTS, 0, -1):
        labels, moves = shift.apply(candidates[: -(-part * len(candidates) // _PARTS)])
        if moves and adjusted_rand_index(shift.previous[old], labels[old]) >= floor:
            settled.labels, settled.moves = labels, moves
            return


def adjusted_rand_index(one: Ints, other: Ints) -> float:
    """Return the adjusted Rand index of two groupings of the same rows, 1 when they are the same."""
    _, first = np.unique(one, return_inverse=True)
    _, second = np.unique(other, return_inverse=True)
    table = np.zeros((int(first.max()) + 1, int(second.max()) + 1))
    np.add.at(table, (first, second), 1)

    def pairs(counts: npt.NDArray[np.float64]) -> float:
        return float((counts * (counts - 1) / 2).sum())

    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    every = len(one) * (len(one) - 1) / 2
    expected = rows * columns / every if every else 0.0
    maximum = (rows + columns) / 2
    return 1.0 if maximum == expected else (both - expected) / (maximum - expected)


def allowed_change(count: int, settled_at: int) -> float:
    """Return how far the adjusted Rand index may fall in this run.

    count: comments now; settled_at: comments at the last change or the last run that counts, 0 when unknown.
    """
    if settled_at <= 0:
        return CHANGE
    growth = abs(count - settled_at) / settled_at
    if growth == 0:
        return 0.0
    return min(MAX_CHANGE, CHANGE * (USUAL_GROWTH / growth) ** 3) * min(1.0, growth / MIN_GROWTH)


def has_grown(count: int, settled_at: int) -> bool:
    """Say whether the set grew or shrank enough for this run to count.

    If growth were measured from the last change alone, a set that could not change once could change ever less.
    """
    return settled_at <= 0 or abs(count - settled_at) / settled_at >= MIN_GROWTH
