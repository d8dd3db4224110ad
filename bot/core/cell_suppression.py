"""Complementary cell suppression: no published sum, and no difference of sums, is of fewer than k people."""

from collections.abc import Mapping, Sequence

Cells = Mapping[tuple[int, int], int]
"""People by (comment, group)."""


def suppress_cells(
    cells: Cells, totals: Mapping[int, int], group_totals: Mapping[int, int], *, min_people: int
) -> frozenset[tuple[int, int]]:
    """Return the cells that may be published beside every comment's total and every published group's total.

    cells: how many of a group rated a comment. totals: raters of each comment, with those who named no group.
    group_totals: ratings of each group over all comments. min_people: the fewest people a sum may count.

    A comment's total without its published cells is 0 or at least `min_people`, and so is a group's total without its
    published cells. Subtraction then gives no smaller figure: a difference of two sums is a sum of such remainders and
    of cells, all large enough. The smallest cells are withheld first.
    """
    published = {
        cell for cell, people in cells.items() if people >= min_people and group_totals.get(cell[1], 0) >= min_people
    }
    while True:
        withheld = _withhold_by_comment(cells, totals, published, min_people) | _withhold_by_group(
            cells, group_totals, published, min_people
        )
        if not withheld:
            return frozenset(published)
        published -= withheld


def _withhold_by_comment(
    cells: Cells, totals: Mapping[int, int], published: set[tuple[int, int]], min_people: int
) -> set[tuple[int, int]]:
    by_comment: dict[int, list[tuple[int, int]]] = {}
    for cell in published:
        by_comment.setdefault(cell[0], []).append(cell)
    withheld: set[tuple[int, int]] = set()
    for comment, cells_here in by_comment.items():
        withheld |= _withhold_until_safe(cells, cells_here, totals[comment], min_people)
    return withheld


def _withhold_by_group(
    cells: Cells, group_totals: Mapping[int, int], published: set[tuple[int, int]], min_people: int
) -> set[tuple[int, int]]:
    by_group: dict[int, list[tuple[int, int]]] = {}
    for cell in published:
        by_group.setdefault(cell[1], []).append(cell)
    withheld: set[tuple[int, int]] = set()
    for group, cells_here in by_group.items():
        withheld |= _withhold_until_safe(cells, cells_here, group_totals[group], min_people)
    return withheld


def _withhold_until_safe(
    cells: Cells, cells_here: Sequence[tuple[int, int]], total: int, min_people: int
) -> set[tuple[int, int]]:
    """Return the cells to withhold, the smallest first, until the remainder of the total is 0 or large enough."""
    remainder = total - sum(cells[cell] for cell in cells_here)
    withheld: set[tuple[int, int]] = set()
    for cell in sorted(cells_here, key=lambda each: (cells[each], each)):
        if remainder == 0 or remainder >= min_people:
            break
        withheld.add(cell)
        remainder += cells[cell]
    return withheld
