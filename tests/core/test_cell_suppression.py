"""Nobody's figure can be found by subtracting published figures from each other."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cell_suppression import suppress_cells
from bot.core.findings import findings
from bot.core.findings_data import Given

MIN_PEOPLE = 5


def attack(
    cells: dict[tuple[int, int], int],
    totals: dict[int, int],
    of_groups: dict[int, int],
    published: frozenset[tuple[int, int]],
    min_people: int,
) -> list[str]:
    """Return the sums under `min_people` that follow from what is published: every total less published parts of it."""
    found = [f"cell {cell}" for cell in published if cells[cell] < min_people]
    for kind, sums in (("comment", totals), ("group", of_groups)):
        for which, total in sums.items():
            mine = [cell for cell in published if cell[kind == "group"] == which]
            for size in range(1, len(mine) + 1):
                for some in combinations(mine, size):
                    rest = total - sum(cells[cell] for cell in some)
                    if 0 < rest < min_people:
                        found.append(f"{kind} {which} less {some}: {rest}")
    return found


def exchange(
    counts: list[list[int]], silent: list[int]
) -> tuple[dict[tuple[int, int], int], dict[int, int], dict[int, int]]:
    """Return cells, totals and groups' totals. counts: by comment and group; silent: by comment, who said no group."""
    cells = {(c, g): n for c, row in enumerate(counts) for g, n in enumerate(row) if n}
    totals = {c: sum(row) + silent[c] for c, row in enumerate(counts)}
    of_groups = {g: sum(row[g] for row in counts) for g in range(len(counts[0]))}
    return cells, totals, of_groups


@given(
    st.lists(st.lists(st.integers(0, 14), min_size=4, max_size=4), min_size=1, max_size=4),
    st.lists(st.integers(0, 8), min_size=4, max_size=4),
    st.sampled_from([3, 5, 10]),
)
def test_no_difference_of_published_sums_is_of_few(counts: list[list[int]], silent: list[int], min_people: int) -> None:
    cells, totals, of_groups = exchange(counts, silent)
    published = suppress_cells(cells, totals, of_groups, min_people=min_people)
    assert attack(cells, totals, of_groups, published, min_people) == []


def test_the_attacker_finds_what_is_there_to_be_found() -> None:
    cells, totals, of_groups = exchange([[20, 30, 3]], [0])
    naive = frozenset({(0, 0), (0, 1)})
    (leak,) = attack(cells, totals, of_groups, naive, MIN_PEOPLE)
    assert leak.endswith(": 3")


def test_of_the_districts_groups_the_administrators_and_the_board_member_never_show() -> None:
    # Students, parents, teachers, administrators, office staff, the board member, community, people from outside.
    rates = [256, 583, 49, 3, 41, 1, 87, 37]
    counts = [[min(size, size * part // 100 + (size <= 3)) for size in rates] for part in (3, 5, 8, 13, 30)]
    cells, totals, of_groups = exchange(counts, [6, 0, 2, 9, 0])
    published = suppress_cells(cells, totals, of_groups, min_people=MIN_PEOPLE)
    assert attack(cells, totals, of_groups, published, MIN_PEOPLE) == []
    assert not {group for _, group in published} & {3, 5}
    assert published, "the large groups show"


def test_where_all_is_large_all_is_published() -> None:
    cells, totals, of_groups = exchange([[20, 30], [10, 10]], [0, 9])
    assert suppress_cells(cells, totals, of_groups, min_people=MIN_PEOPLE) == frozenset(cells)


def test_what_all_groups_like_is_published_only_where_every_groups_figure_may_be() -> None:
    rng = np.random.default_rng(1)
    group = np.repeat([0, 1], [20, 12])
    raters = np.tile(np.arange(32), 6)
    comments = np.repeat(np.arange(6), 32)
    stars = rng.integers(3, 6, len(raters))
    # Of the second group one person alone rated the first comment.
    kept = (comments > 0) | (raters < 21)
    for star in (1, 5):
        stars[(comments == 0) & (raters == 20)] = star
        given = Given(
            comments=comments[kept], raters=raters[kept], stars=stars[kept], near=0 * stars[kept], group=group,
            comment_count=6, group_count=2, min_group_size=MIN_PEOPLE,
        )  # fmt: skip
        found = findings(given)
        assert 0 not in {comment for comment, _ in (*found.common, *found.equal)}
        assert found.equal, "the others are published"
        published = {(cell.comment, cell.group) for cell in found.cells}
        for comment, _ in (*found.common, *found.equal):
            assert {(comment, 0), (comment, 1)} <= published
