"""Slack's events that were processed are kept with their time, and marked in the transaction that has their effect.

So a comment has the time of its message to the microsecond, and so has a typed star; who was seen in that minute wrote.
"""

from datetime import timedelta

from tests.attack.attacks.what_is_there import moment, name_rows
from tests.attack.case import COMMENT, RATED, RATING, WROTE, Case, Guesses

EVENTS = "processed_event"
_AROUND = timedelta(seconds=30)


def guess(case: Case) -> Guesses:
    """Guess that a row is by somebody seen when the event of its transaction was received."""
    found: Guesses = {}
    for changes in case.copy.by_transaction().values():
        times = [
            at
            for each in changes
            if each.table == EVENTS
            for value in (each.after or {}).values()
            if (at := moment(value)) is not None and (at.minute, at.second, at.microsecond) != (0, 0, 0)
        ]
        if not times:
            continue
        seen = case.public.seen_between(min(times) - _AROUND, min(times) + _AROUND)
        for each in changes:
            is_act = each.after is not None and (each.before is None or each.table == RATING)
            if seen and is_act and each.table in {COMMENT, RATING}:
                found[WROTE if each.table == COMMENT else RATED, each.key] = seen
    return name_rows(case.links, found)
