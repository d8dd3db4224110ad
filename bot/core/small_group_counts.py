"""How many people of each group: told so that nobody can be found in the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

MIN_GROUP = 5
"""People; smaller groups are told together only."""

_TOGETHER = 2  # groups at least, or what is told together is one group


@dataclass(frozen=True, slots=True)
class GroupSizes:
    """groups: (name, people) of those told apart, the largest first. together: the others; rest: their people.

    rest is None when even together they are too few to tell.
    """

    groups: tuple[tuple[str, int], ...]
    together: tuple[str, ...]
    rest: int | None


def group_sizes(people: Mapping[str, int], *, least: int = MIN_GROUP) -> GroupSizes:
    """Return which groups can be told apart, and which only together.

    people: how many of each group there are, 0 for a group nobody is of.
    A group under `least` is told together with others; the smallest of the larger ones joins them while they are one
    group alone, or under `least` together: else the total would give them away by subtraction.
    """
    rows = sorted(people.items(), key=lambda row: (-row[1], row[0]))
    apart = [row for row in rows if row[1] >= least]
    small = rows[len(apart) :]
    while small and apart and (len(small) < _TOGETHER or sum(count for _, count in small) < least):
        small.insert(0, apart.pop())
    rest = sum(count for _, count in small)
    hidden = {name for name, _ in small}
    names = tuple(name for name in people if name in hidden)  # as given: by size, their order would tell something
    is_tellable = len(names) >= _TOGETHER and rest >= least
    return GroupSizes(tuple(apart), names, rest if is_tellable else None)
