"""Finding 1: who signed up for future exchanges is invited to each, and both are flags.

One table says by Slack id who signed up; another says of nameless rows which were invited. Where as many rows are
flagged as people, each row is one of these people: of one person it is known at once, with their group and stars.
"""

from tests.attack.attacks.what_is_there import by_exchange, flags, id_columns, name_rows, uniform
from tests.attack.case import PARTICIPANT, ROW, Case, Guesses


def guess(case: Case) -> Guesses:
    """Guess that the flagged rows of an exchange are the flagged people."""
    found: Guesses = {}
    for people in _flagged_people(case):
        found |= match(case, people, "invit")
    return name_rows(case.links, found)


def match(case: Case, people: set[str], name: str) -> Guesses:
    """Return guesses for the rows with a flag that as many rows have as there are people in a set.

    name: a part of the flag's name, which this code shows; where no flag has it, any is tried.
    """
    found: Guesses = {}
    if not 0 < len(people) <= len(case.public.people) / 2:
        return found
    for rows in by_exchange(case.copy.rows(PARTICIPANT)).values():
        found_flags = dict(flags(rows))
        named = [flagged for column, flagged in found_flags.items() if name in column]
        for flagged in named or found_flags.values():
            if len(flagged) == len(people):
                found |= {(ROW, row.key): uniform(people) for row in flagged}
    return found


def _flagged_people(case: Case) -> list[set[str]]:
    found = []
    known = set(case.public.people)
    for table, column in id_columns(case.copy, case.public.people):
        rows = [row for row in case.copy.rows(table) if row.values[column] in known]
        found += [{str(row.values[column]) for row in flagged} for _, flagged in flags(rows)]
    return found
