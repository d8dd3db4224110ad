"""Rows that belong together because they hold an equal value that is no coincidence."""

from collections import Counter

from tests.attack.copies.records import Copy, Key

TABLES = ("participant", "comment", "rating", "skip", "report")
_RICH = 16  # characters or bytes: what is shorter is a word
_COMMON = 1 / 3  # of a table's rows: what more of them share distinguishes nobody
_WORDS = {"text", "why"}

Place = tuple[str, Key]


def _is_rich(value: object) -> bool:
    """Return whether two rows with this value have it in common for a reason: it is long, and no moment or words."""
    if isinstance(value, str):
        return len(value) >= _RICH and not set(value) & _IN_WORDS
    return isinstance(value, bytes) and len(value) >= _RICH


_IN_WORDS = set(" :{[")


class Links:
    """Sets of rows that are one person's. `of(table, key)` returns the set with that row."""

    def __init__(self, copy: Copy) -> None:
        self._parent: dict[Place, Place] = {}
        holders: dict[object, list[Place]] = {}
        for table in TABLES:
            rows = copy.rows(table)
            values: Counter[object] = Counter()
            for row in rows:
                for column, value in row.values.items():
                    if column not in _WORDS and _is_rich(value):
                        holders.setdefault(value, []).append((table, row.key))
                        values[value] += 1
            for value, count in values.items():
                if count > max(_COMMON * len(rows), 50):
                    holders.pop(value, None)
        for places in holders.values():
            for place in places[1:]:
                self._join(places[0], place)
        self._sets: dict[Place, set[Place]] = {}
        for place in [place for places in holders.values() for place in places]:
            self._sets.setdefault(self._root(place), set()).add(place)
        self._several = [each for each in self._sets.values() if len(each) > 1]

    def of(self, table: str, key: Key) -> set[Place]:
        """Return every row of the person whose row this is, itself included."""
        return self._sets.get(self._root((table, key)), {(table, key)})

    def keys(self, table: str, key: Key, other: str) -> list[Key]:
        """Return the keys of the person's rows in another table."""
        return sorted((found for name, found in self.of(table, key) if name == other), key=str)

    def sets(self) -> list[set[Place]]:
        """Return all sets of two rows or more."""
        return self._several

    def _root(self, place: Place) -> Place:
        while (parent := self._parent.get(place, place)) != place:
            place = parent
        return place

    def _join(self, one: Place, other: Place) -> None:
        first, second = self._root(one), self._root(other)
        if first != second:
            self._parent[second] = first
