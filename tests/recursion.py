"""No test leaves the interpreter at its recursion limit: whatever comes next, pytest itself too, would fail there."""

import sys
from collections.abc import Generator

import pytest

ROOM = 300  # calls within each other that pytest and a test may need
_limit = sys.getrecursionlimit()


def is_room_left(calls: int = ROOM) -> bool:
    """Return whether this many calls within each other are still possible here."""

    def dive(left: int) -> None:
        if left:
            dive(left - 1)

    try:
        dive(calls)
    except RecursionError:
        return False
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    yield
    changed = sys.getrecursionlimit() != _limit
    sys.setrecursionlimit(_limit)
    if changed or not is_room_left():
        pytest.fail(f"{item.name} leaves the interpreter at its recursion limit, or with another one")
