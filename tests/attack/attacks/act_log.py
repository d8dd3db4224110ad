"""The moderation log that moderators take away: when an author did what it has, by its own or its neighbours' time.

An appeal, or a comment that a rule held, is its author's act. A row with a moment names who was seen then; so does a
row without one that lies between two with moments.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.attack.attacks.what_is_there import moment, name_rows
from tests.attack.case import COMMENT, WROTE, Case, Guesses, Weights
from tests.attack.evidence.evidence import Row

_BY_AUTHORS = {"appeal", "hold", "talk_ended"}
_AROUND = timedelta(seconds=90)
_LONGEST = timedelta(hours=6)  # between two neighbours; a longer time says too little


def guess(case: Case) -> Guesses:
    """Guess that a comment is by somebody seen when the log has an act of its author."""
    keys = {str(case.number_of(row)): row.key for row in case.copy.rows(COMMENT)}
    found: Guesses = {}
    for place, row in enumerate(case.evidence.acts):
        if row.get("what") in _BY_AUTHORS and row.get("comment") in keys:
            weights = _seen(case, case.evidence.acts, place)
            if weights:
                found[WROTE, keys[row["comment"]]] = weights
    return name_rows(case.links, found)


def _seen(case: Case, rows: Sequence[Row], place: int) -> Weights:
    own = _time(rows[place])
    if own is not None:
        return case.public.seen_between(own - _AROUND, own + timedelta(seconds=1))
    before = next((at for row in reversed(rows[:place]) if (at := _time(row)) is not None), None)
    after = next((at for row in rows[place + 1 :] if (at := _time(row)) is not None), None)
    if before is None or after is None or not timedelta() <= after - before <= _LONGEST:
        return {}
    return case.public.seen_between(before, after)


def _time(row: Row) -> datetime | None:
    """Return the finest time in a row, None where it has days alone."""
    times = [at for value in row.values() if (at := moment(value)) is not None]
    return next((at for at in times if (at.hour, at.minute, at.second) != (0, 0, 0)), None)
