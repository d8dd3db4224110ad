"""Stabilisation: from the previous groups to new ones, changing only on clear evidence and little at a time."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.grouping import MIN_GROUP_SIZE, MIN_SHARE, best_cut

Bools = npt.NDArray[np.bool_]

STICK = 0.15
"""Weight of the previous grouping beside the share of quick groupings that agree, when the set is regrouped."""

CHANGE = 0.08
"""Largest fall in one run of the adjusted Rand index between previous and new groups, at the usual growth."""

USUAL_GROWTH = 0.1
"""Growth of the set since the last counted run, as a share, that allows CHANGE. A set that grows faster is not settled
yet, and its groups may not last, so it changes less. One that hardly grew has no new evidence."""

MIN_GROWTH = 0.05
"""Growth from which a run counts, whether or not it changed anything."""

_PARTS = (1.0, 0.75, 0.5, 0.25)


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
    floor = 1 - allowed
    for gain, rows, start, goal in _blocks(together, joined, wanted, old & ~bound.is_fixed):
        if gain > 0:
            _move(
                settled,
                together,
                previous,
                bound,
                rows,
                (start, goal),
                wanted,
                floor=floor,
                gain=gain,
                min_size=min_size,
            )
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


def _blocks(together: Floats, joined: Ints, wanted: Ints, free: Bools) -> list[tuple[float, Ints, int, int]]:
    """Return (gain, rows, from, to) of old rows that the new grouping moves together, the clearest first.

    gain: agreement of these rows with the group they would join, minus that with the group they would leave.
    """
    blocks = []
    for start, goal in sorted({(int(a), int(b)) for a, b in zip(joined[free], wanted[free], strict=True) if a != b}):
        rows = np.flatnonzero(free & (joined == start) & (wanted == goal))
        there, here = np.flatnonzero(wanted == goal), np.flatnonzero((joined == start) & (wanted == start))
        leaves = float(together[np.ix_(rows, here)].mean()) if len(here) else 0.0
        blocks.append((float(together[np.ix_(rows, there)].mean()) - leaves, rows, start, goal))
    return sorted(blocks, key=lambda block: (-block[0], block[2], block[3]))


def _move(
    settled: Stabilised,
    together: Floats,
    previous: Ints,
    bound: Bound,
    rows: Ints,
    direction: tuple[int, int],
    wanted: Ints,
    *,
    floor: float,
    gain: float,
    min_size: int,
) -> None:
    """Move rows, or the clearest of them, while the adjusted Rand index stays at `floor` or above."""
    start, goal = direction
    old = previous >= 0
    is_new = not bool((settled.labels == goal).any())
    there, here = np.flatnonzero(wanted == goal), np.flatnonzero((previous == start) & (wanted == start))
    gains = together[np.ix_(rows, there)].mean(axis=1)
    if len(here):
        gains = gains - together[np.ix_(rows, here)].mean(axis=1)
    clearest = rows[np.argsort(-gains, kind="stable")]
    for part in _PARTS:
        some = clearest[: int(part * len(rows))]
        tried = settled.labels.copy()
        tried[some[~bound.shown[some]]] = goal
        left = old & (tried == start)
        if not (left & ~bound.shown).any():
            tried[left] = goal
        if is_new:
            tried[~old & (settled.labels == start) & (wanted == goal)] = goal
            if int((tried == goal).sum()) < min_size:
                return  # too few for a theme of their own
        if not len(some) or (start in bound.permanent and not (tried[old] == start).any()):
            return
        if adjusted_rand_index(previous[old], tried[old]) >= floor:
            settled.labels = tried
            settled.moves.append((len(some), start, goal, gain))
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
    return CHANGE * min(USUAL_GROWTH / MIN_GROWTH, USUAL_GROWTH / growth) * min(1.0, growth / MIN_GROWTH)


def has_grown(count: int, settled_at: int) -> bool:
    """Say whether the set grew or shrank enough for this run to count.

    If growth were measured from the last change alone, a set that could not change once could change ever less.
    """
    return settled_at <= 0 or abs(count - settled_at) / settled_at >= MIN_GROWTH
