"""Finding 3: an act writes a person's row and their comment or rating in one transaction.

PostgreSQL keeps the transaction of each row (xmin), and of each dead one until it is vacuumed. SQLite's write-ahead log
has the pages of each commit beside each other. Where other rows are written in the same transaction as cover, those of
people who act often come up more often than cover alone explains.
"""

from collections import Counter
from collections.abc import Iterable

from tests.attack.attacks.what_is_there import id_columns, name_rows
from tests.attack.case import AUTHOR_ROW, COMMENT, PARTICIPANT, RATED, RATER_ROW, RATING, ROW, WROTE, Case, Guesses
from tests.attack.copies.records import Change, Key


def guess(case: Case) -> Guesses:
    """Guess for each comment and rating a row that was written in its transaction, and a person where one was."""
    found: Guesses = {}
    columns = dict(id_columns(case.copy, case.public.people))
    transactions = list(case.copy.by_transaction().values())
    often = _excess(Counter(key for changes in transactions for key in _keys(changes, PARTICIPANT)))
    for changes in transactions:
        rows: dict[object, float] = {key: often[key] for key in _keys(changes, PARTICIPANT)}
        people = {str((each.after or each.before or {}).get(columns.get(each.table, ""))) for each in changes}
        people &= set(case.public.people)
        for goal, who, table in ((AUTHOR_ROW, WROTE, COMMENT), (RATER_ROW, RATED, RATING)):
            for key in _new(changes, table):
                if rows:
                    found[goal, key] = rows
                if people:
                    found[who, key] = dict.fromkeys(people, 1.0)
        if people:
            found |= {(ROW, key): dict.fromkeys(people, 1.0) for key in _keys(changes, PARTICIPANT)}
    return name_rows(case.links, found)


def _excess(often: Counter[Key]) -> dict[Key, float]:
    """Return how many more transactions wrote a row than those that write it for cover, 1 at least.

    A quarter of the rows are taken as written for cover alone.
    """
    counts = sorted(often.values())
    cover = counts[len(counts) // 4] if counts else 0
    return {key: max(0, count - cover) + 1.0 for key, count in often.items()}


def _keys(changes: Iterable[Change], table: str) -> set[Key]:
    return {each.key for each in changes if each.table == table}


def _new(changes: Iterable[Change], table: str) -> set[Key]:
    return {each.key for each in changes if each.table == table and each.after and _is_new(each)}


def _is_new(change: Change) -> bool:
    """Return whether this is an author's or a rater's act, and not a count of a comment that others changed."""
    if change.table != COMMENT:
        return True
    return change.before is None and not any((change.after or {}).get(f"n{stars}") for stars in range(1, 6))
