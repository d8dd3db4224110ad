"""Sizes and counters of a person's row against how much they are known to have done.

A sealed row that grows, a revision that counts, a number of ratings in plain: the largest is the most active person's.
"""

from collections.abc import Callable

from tests.attack.attacks.what_is_there import by_exchange, name_rows
from tests.attack.case import PARTICIPANT, ROW, Case, Guesses
from tests.attack.copies.records import Record


def guess_by_size(case: Case) -> Guesses:
    """Guess by the length of each row's texts and bytes together."""
    return _guess(case, lambda row: [sum(len(each) for each in row.values.values() if isinstance(each, str | bytes))])


def guess_by_counters(case: Case) -> Guesses:
    """Guess by the numbers in each row, in the column that has most different values."""
    return _guess(case, lambda row: [_number(each) for name, each in row.values.items() if not name.endswith("_id")])


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _guess(case: Case, figures: Callable[[Record], list[int]]) -> Guesses:
    found: Guesses = {}
    for rows in by_exchange(case.copy.rows(PARTICIPANT)).values():
        columns = list(zip(*[figures(row) for row in rows], strict=True))
        if columns:
            found |= _match(case, rows, max(columns, key=lambda column: len(set(column))))
    return name_rows(case.links, found)


def _match(case: Case, rows: list[Record], figures: tuple[int, ...]) -> Guesses:
    """Return guesses: rows in order of a figure, people in order of what they did; equal figures share their people."""
    people = sorted(case.public.volumes, key=lambda person: -case.public.volumes[person])
    found: Guesses = {}
    place = 0
    for figure in sorted(set(figures), reverse=True):
        equal = [row for row, own in zip(rows, figures, strict=True) if own == figure]
        share: dict[object, float] = dict.fromkeys(people[place : place + len(equal)], 1.0)
        place += len(equal)
        if share and len(equal) <= len(rows) / 3:
            found |= {(ROW, row.key): share for row in equal}
    return found
