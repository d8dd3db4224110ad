"""Days of comments: who alone was there on a day would be the author of all its comments, so none is of few people."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date

MIN_AUTHORS = 5
"""People who wrote since the day before, for a day to stay as it is."""


def merge_days(authors: Mapping[date, AbstractSet[int]], today: date, *, is_open: bool) -> dict[date, date]:
    """Return by what day another is replaced, but for those that stay. authors: who wrote on each day.

    A past day stays where MIN_AUTHORS or more wrote since the last one that stays; else its comments have the day after
    which that is so. Until then they go on with today; after the close with the last day that stays, if there is one.
    """
    moved: dict[date, date] = {}
    waiting: list[date] = []
    people: set[int] = set()
    last: date | None = None
    for day in sorted(authors):
        waiting.append(day)
        people |= authors[day]
        if len(people) >= MIN_AUTHORS and (day < today or not is_open):
            moved |= dict.fromkeys(waiting, day)
            waiting, people, last = [], set(), day
    if waiting:
        moved |= dict.fromkeys(waiting, today if is_open else last or waiting[-1])
    return {day: to for day, to in moved.items() if day != to}
