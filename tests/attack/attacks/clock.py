"""Times that stay in other rows, and the order of transactions: together they are a clock for every row.

A lease, a claim, an edit of the announcement has a moment in it. What was committed between two of these, by `xmin` or
in the write-ahead log, happened between these two moments; and who was seen then did it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.attack.attacks.what_is_there import moment, name_rows
from tests.attack.case import COMMENT, RATED, RATING, WROTE, Case, Guesses
from tests.attack.copies.records import Change, Copy, Values

_MOST_AHEAD = timedelta(minutes=3)  # a lease ends so much later than it begins, at most
_PLANNED = {"opens_at", "closes_at", "next_at", "due_at"}  # dates that people chose
_CLAIM = 2  # transactions from a claim to its act, at most
_LONGEST = timedelta(hours=3)  # between two moments; a longer time says too little


def guess(case: Case) -> Guesses:
    """Guess that a row is by somebody seen between the two moments that its transaction lies between."""
    last = max((at for at, _ in case.public.seen), default=None)
    clock = sorted(each for each in _moments(case.copy) if last is None or each[1] < last + timedelta(days=1))
    transactions, moments = [at for at, _ in clock], [at for _, at in clock]
    found: Guesses = {}
    for change in _acts(case.copy):
        after = bisect_right(transactions, change.transaction)
        before = bisect_left(transactions, change.transaction) - 1
        if before < 0 and after == len(transactions):
            continue
        same = moments[before + 1 : after]
        if not same and before >= 0 and change.transaction - transactions[before] <= _CLAIM:
            same = moments[before : before + 1]
        start = min(same) if same else moments[before] if before >= 0 else moments[after] - _LONGEST
        end = max(same) if same else moments[after] if after < len(moments) else start + _MOST_AHEAD
        if timedelta() <= end - start <= _LONGEST:
            around = _MOST_AHEAD if end > start else timedelta(minutes=1)
            seen = case.public.seen_between(start - around, end + timedelta(seconds=1))
            if seen:
                found[WROTE if change.table == COMMENT else RATED, change.key] = seen
    return name_rows(case.links, found)


def _acts(copy: Copy) -> Iterator[Change]:
    """Yield what made each comment and each rating as far as the copy shows it."""
    for table in (COMMENT, RATING):
        first: dict[object, Change] = {}
        for change in copy.changes:
            if change.table == table and change.after is not None and (table == RATING or change.before is None):
                first.setdefault(change.key, change)
        yield from first.values()


def _moments(copy: Copy) -> Iterator[tuple[int, datetime]]:
    """Yield (transaction, moment) of each change that wrote a time finer than an hour, as nearly as it shows when."""
    for change in copy.changes:
        new = _times(change.after) - _times(change.before)
        for at in new:
            if (at.minute, at.second, at.microsecond) != (0, 0, 0) and change.table not in {COMMENT, RATING}:
                yield change.transaction, at


def _times(values: Values | None) -> set[datetime]:
    every = {name: moment(value) for name, value in (values or {}).items()}
    return {at for name, at in every.items() if at is not None and name not in _PLANNED}
