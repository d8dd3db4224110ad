"""Counts of people by group, with small groups pooled so that no count identifies anybody."""

from collections.abc import Mapping
from dataclasses import dataclass

MIN_GROUP = 5
"""People; counts of smaller groups are only published pooled."""

_MIN_POOLED = 2  # groups; fewer would be no pool


@dataclass(frozen=True, slots=True)
class GroupSizes:
    """Sizes. groups: (name, people), the largest first. together: names of the others, pooled; rest: their people.

    rest is None when even the pool is too small to publish.
    """

    groups: tuple[tuple[str, int], ...]
    together: tuple[str, ...]
    rest: int | None


def group_sizes(people: Mapping[str, int], *, min_people: int = MIN_GROUP) -> GroupSizes:
    """Return which groups are published separately and which pooled.

    people: number of people of each group, 0 for an empty one. min_people: the fewest people of a published count.
    Groups under `min_people` are pooled; the smallest larger group joins the pool while it is a single group or under
    `min_people` in total, because the exchange's total would otherwise reveal it by subtraction.
    """
    rows = sorted(people.items(), key=lambda item: (-item[1], item[0]))
    separate = [(name, count) for name, count in rows if count >= min_people]
    small = rows[len(separate) :]
    while small and separate and (len(small) < _MIN_POOLED or sum(count for _, count in small) < min_people):
        small.insert(0, separate.pop())
    rest = sum(count for _, count in small)
    hidden = {name for name, _ in small}
    names = tuple(
        name for name in people if name in hidden
    )  # in the given order; an order by size would reveal something
    is_publishable = len(names) >= _MIN_POOLED and rest >= min_people
    return GroupSizes(tuple(separate), names, rest if is_publishable else None)
