"""Finding 4: "Forget me" takes a person's words and their Slack id away at once, and what it takes away stays on disk.

The write-ahead log, dead rows and free pages keep both: the words that go in the same transaction as an id, or in one
close by, are that person's.
"""

from tests.attack.attacks.what_is_there import id_columns, name_rows
from tests.attack.case import COMMENT, WROTE, Case, Guesses
from tests.attack.copies.records import Change

_NEAR = 8  # transactions: the steps of one act follow each other


def guess(case: Case) -> Guesses:
    """Guess that erased words are of the person whose id went closest to them."""
    columns = dict(id_columns(case.copy, case.public.people))
    columns |= {change.table: column for change in case.copy.changes for column in _id_column(case, change)}
    known = set(case.public.people)
    gone = []
    for change in case.copy.changes:
        person = (change.before or {}).get(columns.get(change.table, ""))
        if change.after is None and isinstance(person, str) and person in known:
            gone.append((change.transaction, person))
    found: Guesses = {}
    for change in case.copy.changes:
        if change.table == COMMENT and _loses_words(change):
            near: dict[object, float] = {}
            for at, person in gone:
                if abs(at - change.transaction) <= _NEAR:
                    near[person] = 1 / (1 + abs(at - change.transaction))
            if near:
                found[WROTE, change.key] = near
    return name_rows(case.links, found)


def _id_column(case: Case, change: Change) -> list[str]:
    """Return the columns of a changed row that hold a Slack id: its table may be empty by now."""
    known = set(case.public.people)
    return [name for name, value in (change.before or {}).items() if isinstance(value, str) and value in known]


def _loses_words(change: Change) -> bool:
    before = (change.before or {}).get("text")
    return bool(before) and (change.after is None or not change.after.get("text"))
