"""From the groups that stand to those that the comments show now: only what is well founded, and little at a time."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.grouping import MIN_GROUP_SIZE, MIN_SHARE, best_cut

Bools = npt.NDArray[np.bool_]

STICK = 0.15
"""What standing together counts beside the share of quick groupings that agree, when the set is grouped anew."""

CHANGE = 0.08
"""How far the adjusted Rand index between what stood and what stands may fall in a run, at the usual growth."""

USUAL_GROWTH = 0.1
"""Growth of the set since it was last looked at, as a share, that allows CHANGE. One that grows faster is not settled
yet: what it shows now may not last, so it changes less. One that hardly grew has no new evidence."""

MIN_GROWTH = 0.05
"""Growth from which a look counts as one, whether or not it changed anything."""

_PARTS = (1.0, 0.75, 0.5, 0.25)


@dataclass(frozen=True, slots=True)
class Bound:
    """What moderators decided, by group.

    stays: rows that never leave their group. kept: groups that may shrink but never end.
    shown: rows that their group is shown by, which leave it only when it ends.
    """

    stays: Bools
    shown: Bools
    kept: frozenset[int] = frozenset()


@dataclass(slots=True)
class Stabilised:
    """labels: the group of each row, an old one's number or one from `first_new` on. moves: (rows, from, to, gain)."""

    labels: Ints
    moves: list[tuple[int, int, int, float]] = field(default_factory=list)


def stabilise(
    together: Floats, smooth: Floats, standing: Ints, bound: Bound, *, first_new: int, allowed: float
) -> Stabilised:
    """Return the groups of each row: the old ones, changed where the evidence says so.

    together: rows x rows, the share of quick groupings that agree; smooth: the rows. standing: the group that each row
    stood in, -1 for a new comment; at least one row stood in one. allowed: as `allowed_change` says.
    """
    old = standing >= 0
    joined = _joined(together, standing)
    same = (joined[:, None] == joined[None, :]).astype(np.float32)
    anew = best_cut((1 - STICK) * together + STICK * same, smooth)
    ids = np.unique(joined)
    wanted = _named(anew, joined, ids, first_new)
    known = np.isin(wanted, ids)
    now = np.where(~old & known, wanted, joined)
    least = max(MIN_GROUP_SIZE, int(MIN_SHARE * len(standing)))
    for group in np.unique(wanted[~known]).tolist():  # a new group of new comments moves nobody
        fresh = ~old & (wanted == group)
        if int(fresh.sum()) >= least:
            now[fresh] = group
    settled = Stabilised(now)
    floor = 1 - allowed
    for gain, rows, start, goal in _blocks(together, joined, wanted, old & ~bound.stays):
        if gain > 0:
            _move(settled, together, standing, bound, rows, (start, goal), wanted, floor=floor, gain=gain, least=least)
    for at, (size, start, goal, gain) in enumerate(settled.moves):
        if goal >= first_new and start not in bound.kept and not bound.stays[standing == start].any():
            settled.moves[at] = (_larger_keeps(settled, standing, start, goal) or size, start, goal, gain)
    return settled


def _larger_keeps(settled: Stabilised, standing: Ints, start: int, goal: int) -> int:
    """Let the larger part of a split go on as the old group; return the smaller part's size, 0 when nothing changed."""
    here, there = settled.labels == start, settled.labels == goal
    stayed, went = int((here & (standing == start)).sum()), int((there & (standing == start)).sum())
    if went <= stayed or not stayed:
        return 0
    settled.labels = np.where(here, goal, np.where(there, start, settled.labels))
    return stayed


def _joined(together: Floats, standing: Ints) -> Ints:
    """Return the groups with each new row in the one that it agrees with most."""
    old = standing >= 0
    ids = np.unique(standing[old])
    member = (standing[:, None] == ids[None, :]).astype(np.float32)
    affinity = (together @ member) / member.sum(axis=0)
    return np.where(old, standing, ids[np.argmax(affinity, axis=1)])


def _named(anew: Ints, joined: Ints, ids: Ints, first_new: int) -> Ints:
    """Return the new grouping in the numbers of the old, matched so that most rows stay."""
    from scipy.optimize import linear_sum_assignment

    number = int(anew.max()) + 1
    place = np.searchsorted(ids, joined)
    overlap = np.zeros((len(ids), number))
    np.add.at(overlap, (place, anew), 1)
    names = np.full(number, -1, dtype=np.int64)
    for row, column in zip(*linear_sum_assignment(-overlap), strict=True):
        if overlap[row, column] > 0:
            names[column] = ids[row]
    for column in np.flatnonzero(names < 0).tolist():
        names[column] = first_new
        first_new += 1
    return names[anew]


def _blocks(together: Floats, joined: Ints, wanted: Ints, free: Bools) -> list[tuple[float, Ints, int, int]]:
    """Return (gain, rows, from, to) of old rows that the new grouping puts elsewhere together, the clearest first.

    gain: by how much more these rows agree with where they would go than with what they would leave.
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
    standing: Ints,
    bound: Bound,
    rows: Ints,
    way: tuple[int, int],
    wanted: Ints,
    *,
    floor: float,
    gain: float,
    least: int,
) -> None:
    """Move rows, or the clearest of them, as far as the floor allows."""
    start, goal = way
    old = standing >= 0
    is_new = not bool((settled.labels == goal).any())
    there, here = np.flatnonzero(wanted == goal), np.flatnonzero((standing == start) & (wanted == start))
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
            if int((tried == goal).sum()) < least:
                return  # too few for a theme of their own
        if not len(some) or (start in bound.kept and not (tried[old] == start).any()):
            return
        if alike(standing[old], tried[old]) >= floor:
            settled.labels = tried
            settled.moves.append((len(some), start, goal, gain))
            return


def alike(one: Ints, other: Ints) -> float:
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
    most = (rows + columns) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def allowed_change(count: int, settled_at: int) -> float:
    """Return how far the adjusted Rand index may fall now.

    count: comments there are; settled_at: how many there were at the last change or the last look that counts, 0 when
    that is not known.
    """
    if settled_at <= 0:
        return CHANGE
    growth = abs(count - settled_at) / settled_at
    if growth == 0:
        return 0.0
    return CHANGE * min(USUAL_GROWTH / MIN_GROWTH, USUAL_GROWTH / growth) * min(1.0, growth / MIN_GROWTH)


def has_grown(count: int, settled_at: int) -> bool:
    """Say whether the set grew (or shrank) so much that this look counts.

    Were growth counted from the last change alone, a set that could not change once would be ever less free to.
    """
    return settled_at <= 0 or abs(count - settled_at) / settled_at >= MIN_GROWTH
