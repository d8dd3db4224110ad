"""Rows lie, or were committed, in the order in which people acted: rowid, ctid, xmin, place inside a page.

The announcement shows how many ratings there are, minute by minute, so the hundredth rating in order has a time; and
who was seen active then gave it.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import datetime

from tests.attack.attacks.what_is_there import by_exchange, name_rows
from tests.attack.case import COMMENT, RATED, RATING, WROTE, Case, Counts, Guesses
from tests.attack.copies.records import Record


def guess(case: Case) -> Guesses:
    """Guess that a row is by somebody seen when the count reached its place in the order."""
    found: Guesses = {}
    for table, goal, count in ((RATING, RATED, _ratings), (COMMENT, WROTE, _comments)):
        for rows in by_exchange(case.copy.rows(table)).values():
            for row, (start, end) in _times(rows, case.public.counts, count):
                seen = case.public.seen_between(start, end)
                if seen:
                    found[goal, row.key] = seen
    return name_rows(case.links, found)


def _ratings(counts: Counts) -> int:
    return counts.ratings


def _comments(counts: Counts) -> int:
    return counts.comments


def _times(
    rows: list[Record], counts: list[Counts], count: Callable[[Counts], int]
) -> list[tuple[Record, tuple[datetime, datetime]]]:
    """Return each row with the time between the two announcements that its place in the order falls between."""
    shown = [count(each) for each in counts]
    if len(shown) < 2:
        return []
    found = []
    for row, place in _places(rows):
        after = min(max(1, bisect_left(shown, place + 1)), len(shown) - 1)
        found.append((row, (counts[after - 1].at, counts[after].at)))
    return found


def _places(rows: list[Record]) -> list[tuple[Record, int]]:
    """Return each row with its place in the order, from 0: by transaction where all have several, else by rank."""
    if len({row.transaction for row in rows} - {None}) > len(rows) / 2:
        ordered = sorted(rows, key=lambda row: (row.transaction or 0, row.rank))
        return [(row, place) for place, row in enumerate(ordered)]
    return [(row, int(row.rank * len(rows))) for row in rows]
