"""From the previous themes to new ones: what moves, how far, and what never does."""

import numpy as np
import pytest

from bot.core.themes.stabilise import CHANGE, MAX_CHANGE, Bools, Bound, Stabilised, allowed_change, stabilise

EACH = 10
TRUE = np.repeat([1, 2, 3], EACH)


def moved(previous: list[int], *, allowed: float = 0.2, doubtful: tuple[int, ...] = (), **bound: object) -> Stabilised:
    """Regroup three clear groups of ten. doubtful: rows that agree with their present group nearly as much."""
    given = np.asarray(previous)
    together = np.where(TRUE[:, None] == TRUE[None, :], 0.9, 0.05).astype(np.float32)
    for row in doubtful:
        there = given == given[row]
        together[row, there] = together[there, row] = 0.86
    np.fill_diagonal(together, 1)
    smooth = np.eye(3, dtype=np.float32)[TRUE - 1]
    nobody = np.zeros(len(given), dtype=bool)
    binds = Bound(**{"is_fixed": nobody, "shown": nobody, **bound})  # type: ignore[arg-type]
    return stabilise(together, smooth, given, binds, first_new=4, allowed=allowed)


def astray(*rows: int) -> list[int]:
    """Return the groups as they should be, but for these rows of the first, which are in the second."""
    return [2 if at in rows else int(group) for at, group in enumerate(TRUE)]


def only(row: int) -> Bools:
    found: Bools = np.arange(len(TRUE)) == row
    return found


def test_what_clearly_belongs_elsewhere_moves_and_what_hardly_does_stays() -> None:
    assert moved(astray(0, 1)).labels.tolist() == TRUE.tolist()
    found = moved(astray(0, 1), doubtful=(1,))
    assert found.labels.tolist() == astray(1)
    assert [(size, start, goal) for size, start, goal, _ in found.moves] == [(1, 2, 1)]


def test_no_more_moves_than_is_allowed_and_nothing_without_growth() -> None:
    before = astray(0, 1, 2, 3)
    some = moved(before, allowed=0.12).labels
    assert 0 < (some != np.asarray(before)).sum() < 4
    assert moved(before, allowed=0.0).labels.tolist() == before


def test_what_is_fixed_or_shown_stays_and_a_theme_that_a_moderator_decided_on_never_ends() -> None:
    assert moved(astray(0, 1), is_fixed=only(0)).labels.tolist() == astray(0)
    assert moved(astray(0, 1), shown=only(1)).labels.tolist() == astray(1)
    lone = [4 if at == 0 else int(group) for at, group in enumerate(TRUE)]
    assert moved(lone).labels.tolist() == TRUE.tolist()
    assert moved(lone, permanent=frozenset({4})).labels.tolist() == lone


@pytest.mark.parametrize("count", [101, 105, 109, 110, 120, 150, 400])
def test_a_set_that_grows_fast_changes_less_than_one_that_grows_as_usual(count: int) -> None:
    assert 0 <= allowed_change(count, 100) <= MAX_CHANGE
    assert allowed_change(100, 100) == 0
    assert allowed_change(110, 100) == pytest.approx(CHANGE)
    if count > 110:
        assert allowed_change(count, 100) < CHANGE * (0.1 / (count / 100 - 1)) ** 2
