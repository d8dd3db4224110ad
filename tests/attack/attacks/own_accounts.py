"""Accounts of the attacker's own, which change groups and look at what changes with them.

A value that comes and goes with a group is a name of it, encrypted or not: every row that has it is of that group, and
of a small group everybody knows the members.
"""

from tests.attack.attacks.lone_clicks import changed
from tests.attack.attacks.what_is_there import name_rows, uniform
from tests.attack.case import PARTICIPANT, ROW, Case, Guesses
from tests.attack.copies.records import Values


def guess(case: Case) -> Guesses:
    """Guess that rows with the value that an own account took with a group are of the group's members."""
    found: Guesses = {}
    for pair in case.lone:
        if pair.group is None or not pair.people <= set(case.public.own):
            continue
        members = {person for person, group in case.public.groups.items() if group == pair.group} - pair.people
        keys = changed(pair.before, pair.after, PARTICIPANT)
        old = {row.key: row.values for row in pair.before.rows(PARTICIPANT)}
        for row in pair.after.rows(PARTICIPANT):
            if row.key in keys:
                for column in _changed_columns(old.get(row.key, {}), row.values):
                    same = [
                        each.key
                        for each in case.copy.rows(PARTICIPANT)
                        if each.values.get(column) == row.values[column] and each.key != row.key
                    ]
                    if members and 0 < len(same) <= len(case.public.people) / 3:
                        found |= {(ROW, key): uniform(members) for key in same}
    return name_rows(case.links, found)


def _changed_columns(before: Values, after: Values) -> list[str]:
    return [name for name, value in after.items() if value is not None and before.get(name) != value]
