"""Finding 9: a comment's time, who was seen active then, and the announcement's counts in between.

Alone active in an hour is the author of every comment of that hour; and where the announcement's number of comments
went up once in that hour, the hour is a minute.
"""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

from tests.attack.attacks.what_is_there import moment, name_rows
from tests.attack.case import COMMENT, WROTE, Case, Guesses
from tests.attack.copies.records import Record

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def guess(case: Case) -> Guesses:
    """Guess that a comment is by somebody seen in its time."""
    times = {row.key: span_of(row) for row in case.copy.rows(COMMENT)}
    found: Guesses = {}
    often = Counter(times.values())
    rises_in = {span: _rises(case, *span) for span in often if span is not None}
    for key, span in times.items():
        if span is None:
            continue
        rises = rises_in[span]
        alone = often[span] == 1 and len(rises) == 1
        seen = case.public.seen_between(*(rises[0] if alone else span))
        if seen:
            found[WROTE, key] = seen
    return name_rows(case.links, found)


def span_of(comment: Record) -> tuple[datetime, datetime] | None:
    """Return the time in which a comment was shared, as finely as its row has it."""
    times = [at for value in comment.values.values() if (at := moment(value)) is not None]
    if not times:
        return None
    at = max(times)
    if (at.minute, at.second) != (0, 0):
        return at - timedelta(minutes=1), at + timedelta(minutes=1)
    return at, at + (_HOUR if at.hour else _DAY)


def _rises(case: Case, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """Return the times between two announcements, inside a span, in which the number of comments went up."""
    counts = case.public.counts
    return [
        (one.at, other.at)
        for one, other in pairwise(counts)
        if start <= other.at < end + timedelta(minutes=2) and other.comments > one.comments
    ]
