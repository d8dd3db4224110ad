"""What is written of a person by Slack id just before or after what they do in an exchange.

Two transactions apart is no distance: in an order of all transactions the one after a person's settings is their act,
and the order in which people first appear in one table is that in which they first appear in the other.
"""

from tests.attack.attacks.what_is_there import id_columns, name_rows
from tests.attack.case import COMMENT, PARTICIPANT, ROW, WROTE, Case, Guesses
from tests.attack.copies.records import Change

_NEAR = 2  # transactions
_AFTER = 0.1  # weight of what is written after the act: settings are looked up before it


def guess(case: Case) -> Guesses:
    """Guess that a new row, or comment, is the person's who was written of nearest to it."""
    columns = dict(id_columns(case.copy, case.public.people))
    known = set(case.public.people)
    written: list[tuple[int, str]] = []
    for change in case.copy.changes:
        person = str(_values(change).get(columns.get(change.table, "")))
        if person in known:
            written.append((change.transaction, person))
    found: Guesses = {}
    for change in case.copy.changes:
        if change.before is None and change.table in {PARTICIPANT, COMMENT}:
            near: dict[object, float] = {}
            for at, person in written:
                gap = change.transaction - at
                if abs(gap) <= _NEAR:
                    near[person] = (1.0 if gap >= 0 else _AFTER) / (1 + abs(gap))
            if near:
                found[ROW if change.table == PARTICIPANT else WROTE, change.key] = near
    return name_rows(case.links, found)


def _values(change: Change) -> dict[str, object]:
    return dict(change.after or change.before or {})
