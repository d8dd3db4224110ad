"""Which figures of groups may be told, so that no sum, and no difference of sums, is of fewer than k people."""

from collections.abc import Mapping, Sequence

Cells = Mapping[tuple[int, int], int]
"""People by (comment, group)."""


def suppress_cells(
    cells: Cells, totals: Mapping[int, int], of_groups: Mapping[int, int], *, least: int
) -> frozenset[tuple[int, int]]:
    """Return the cells that may be told beside every comment's total and every told group's own total.

    cells: how many of a group rated a comment. totals: how many rated it at all, those of no group among them.
    of_groups: ratings of each group over all comments. least: people that any sum must hold.

    What is left of a comment, without the cells told, is nobody or `least` people at least; what is left of a group,
    without the comments told of it, likewise. Then no total less told parts gives a smaller figure: a difference of two
    sums is a sum of such rests and of cells, each of which is large enough. The smallest cells are given up first.
    """
    told = {cell for cell, people in cells.items() if people >= least and of_groups.get(cell[1], 0) >= least}
    while True:
        gone = _of_comments(cells, totals, told, least) | _of_groups(cells, of_groups, told, least)
        if not gone:
            return frozenset(told)
        told -= gone


def _of_comments(
    cells: Cells, totals: Mapping[int, int], told: set[tuple[int, int]], least: int
) -> set[tuple[int, int]]:
    by_comment: dict[int, list[tuple[int, int]]] = {}
    for cell in told:
        by_comment.setdefault(cell[0], []).append(cell)
    gone: set[tuple[int, int]] = set()
    for comment, mine in by_comment.items():
        gone |= _given_up(cells, mine, totals[comment], least)
    return gone


def _of_groups(
    cells: Cells, of_groups: Mapping[int, int], told: set[tuple[int, int]], least: int
) -> set[tuple[int, int]]:
    by_group: dict[int, list[tuple[int, int]]] = {}
    for cell in told:
        by_group.setdefault(cell[1], []).append(cell)
    gone: set[tuple[int, int]] = set()
    for group, mine in by_group.items():
        gone |= _given_up(cells, mine, of_groups[group], least)
    return gone


def _given_up(cells: Cells, mine: Sequence[tuple[int, int]], total: int, least: int) -> set[tuple[int, int]]:
    """Return which of these cells must go, the smallest first, until the rest of the total is nobody or enough."""
    rest = total - sum(cells[cell] for cell in mine)
    gone: set[tuple[int, int]] = set()
    for cell in sorted(mine, key=lambda each: (cells[each], each)):
        if rest == 0 or rest >= least:
            break
        gone.add(cell)
        rest += cells[cell]
    return gone
