"""Copies a day apart, and a list of the people active on each day.

That day's new rows are of these people, which nothing hides. But a row that changes on just the days on which one
person was active is theirs, with all that belongs to it.
"""

from tests.attack.attacks.lone_clicks import changed
from tests.attack.attacks.what_is_there import by_exchange, name_rows
from tests.attack.case import PARTICIPANT, RATED, RATING, ROW, Case, Guesses

_OTHERWISE = 0.02  # weight of a day on which a row changed without its person, or the other way round


def guess(case: Case) -> Guesses:
    """Guess whose row it is by the days on which it changed."""
    if not case.days:
        return {}
    rows = [row.key for same in by_exchange(case.copy.rows(PARTICIPANT)).values() for row in same]
    changes = [changed(day.before, day.after, PARTICIPANT) for day in case.days]
    found: Guesses = {}
    for key in rows:
        weights: dict[object, float] = {}
        for person in case.public.people:
            weights[person] = 1.0
            for day, keys in zip(case.days, changes, strict=True):
                weights[person] *= 1.0 if (key in keys) == (person in day.people) else _OTHERWISE
        best = max(weights.values())
        likely: dict[object, float] = {person: weight for person, weight in weights.items() if weight >= best}
        if len(likely) <= len(weights) / 2:
            found[ROW, key] = likely
    new = {(RATED, key) for key in changed(case.days[0].before, case.copy, RATING)}
    return {key: weights for key, weights in name_rows(case.links, found).items() if key not in new}
