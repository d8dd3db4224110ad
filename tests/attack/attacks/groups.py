"""Finding 8: a participant's group in plain, and everybody knows who is in a small one.

Of a group of n each row is one person's by 1/n: the one board member's is theirs.
"""

from tests.attack.attacks.what_is_there import name_rows, uniform
from tests.attack.case import PARTICIPANT, ROW, Case, Guesses


def guess(case: Case) -> Guesses:
    """Guess that a row with a group's name is of somebody of that group."""
    found: Guesses = {}
    for row in case.copy.rows(PARTICIPANT):
        for value in row.values.values():
            members = {person for person, group in case.public.groups.items() if group == value}
            if 0 < len(members) <= len(case.public.people) / 3:
                found[ROW, row.key] = uniform(members)
    return name_rows(case.links, found)
