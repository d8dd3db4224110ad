"""What several attacks look for in a copy: Slack ids, flags, times; and what follows from a guess about a row."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.attack.case import AUTHOR_ROW, COMMENT, PARTICIPANT, RATED, RATER_ROW, RATING, ROW, WROTE, Guesses, Public
from tests.attack.copies.records import Copy, Key, Record
from tests.attack.links import Links


def id_columns(copy: Copy, people: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (table, column) of each column that is a Slack id of somebody in some row."""
    known = set(people)
    for table, rows in copy.tables.items():
        for column in rows[0].values if rows else ():
            if any(isinstance(row.values[column], str) and row.values[column] in known for row in rows):
                yield table, column


def flags(rows: list[Record]) -> Iterator[tuple[str, list[Record]]]:
    """Yield each column that is yes or no, with the rows where it is yes."""
    for column in rows[0].values if rows else ():
        values = {row.values[column] for row in rows}
        if values <= {False, True} and len(values) > 1:
            yield column, [row for row in rows if row.values[column]]


def by_exchange(rows: Iterable[Record]) -> dict[Key, list[Record]]:
    """Return the rows of each exchange."""
    found: dict[Key, list[Record]] = {}
    for row in rows:
        found.setdefault(row.key[:2], []).append(row)
    return found


def moment(value: Any) -> datetime | None:
    """Return a cell as a moment, None when it is none of these years."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return None


def seen_before(public: Public, moments: Iterable[datetime], before: timedelta) -> dict[object, float]:
    """Return who was seen up to a time before moments: each is one person's."""
    found: dict[object, float] = {}
    for at in moments:
        seen = public.seen_between(at - before, at + timedelta(seconds=1))
        total = sum(seen.values())
        for person, often in seen.items():
            found[person] = found.get(person, 0) + often / total
    return found


def uniform(candidates: Iterable[object]) -> dict[object, float]:
    """Return equal weights."""
    every = set(candidates)
    return dict.fromkeys(every, 1 / len(every)) if every else {}


def multiply(one: Mapping[object, float], other: Mapping[object, float]) -> dict[object, float]:
    """Return what two independent pieces of evidence say together; the first alone where they exclude each other."""
    both = {each: weight * other[each] for each, weight in one.items() if each in other}
    total = sum(both.values())
    return {each: weight / total for each, weight in both.items()} if total else dict(one)


class Products:
    """Weights that are multiplied, the same two once: thousands of rows have the very same people in their time."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[Mapping[object, float], ...]] = {}

    def of(self, one: Mapping[object, float], other: Mapping[object, float]) -> Mapping[object, float]:
        """Return what both say together, as `multiply` does. Neither may be changed afterwards."""
        place = id(one), id(other)
        if place not in self._known:
            self._known[place] = one, other, multiply(one, other)  # kept, so that no other has their ids
        return self._known[place][2]


def name_rows(links: Links, guesses: Guesses) -> Guesses:
    """Return guesses with what follows from them for rows that are the same person's.

    Whose row it is says who gave its ratings, and who wrote where a comment's row is known.
    """
    found = dict(guesses)
    for (goal, key), weights in guesses.items():
        for table, other, onward in _ONWARD[goal]:
            for place in links.keys(table, key, other):
                found.setdefault((onward, place), weights)
        if goal in {AUTHOR_ROW, RATER_ROW}:
            named = WROTE if goal == AUTHOR_ROW else RATED
            best = max(weights, key=lambda each: weights[each], default=None)
            if isinstance(best, tuple) and (ROW, best) in guesses:
                found.setdefault((named, key), guesses[ROW, best])
    return found


_ONWARD = {
    ROW: ((PARTICIPANT, RATING, RATED), (PARTICIPANT, COMMENT, WROTE)),
    WROTE: ((COMMENT, COMMENT, WROTE),),
    AUTHOR_ROW: ((COMMENT, COMMENT, AUTHOR_ROW),),
    RATED: ((RATING, RATING, RATED), (RATING, PARTICIPANT, ROW)),
    RATER_ROW: ((RATING, RATING, RATER_ROW),),
}
"""By goal: the table of the row, another table where the person has rows, and the goal for which these are guessed."""
