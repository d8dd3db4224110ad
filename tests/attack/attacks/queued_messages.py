"""Messages that wait to be sent have an address: beside an exchange, a comment or the act that caused them, it names.

Whatever the table: a row that has somebody's Slack id, in plain or inside a text, is looked at, and the dead rows too.
"""

import re

from tests.attack.attacks.what_is_there import name_rows
from tests.attack.case import COMMENT, PARTICIPANT, ROW, WROTE, Case, Guesses
from tests.attack.copies.records import Values

_KEPT = {"slack_person", "moderator", "tenant"}  # tables of people outside exchanges
_SLACK_ID = re.compile(r"\b[UW][A-Z0-9]{6,}\b|\bU-\w+\b")


def guess(case: Case) -> Guesses:
    """Guess that a message's address is the author of the comment beside it, or the row written with it."""
    numbers = {row.values["comment_id"]: row.key for row in case.copy.rows(COMMENT)}
    rows = {value: row.key for row in case.copy.rows(PARTICIPANT) for value in row.key[2:]}
    found: Guesses = {}
    known = set(case.public.people)
    every = [(row.table, row.values) for row in case.copy.records()]
    every += [(each.table, values) for each in case.copy.changes for values in (each.before, each.after) if values]
    for table, values in every:
        if table in _KEPT:
            continue
        for person in _people(values, known):
            for value in values.values():
                if isinstance(value, int) and value in numbers:
                    found[WROTE, numbers[value]] = {person: 1.0}
                elif isinstance(value, str | bytes) and value in rows:
                    found[ROW, rows[value]] = {person: 1.0}
    return name_rows(case.links, found)


def _people(values: Values, known: set[str]) -> set[str]:
    texts = [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in values.values()]
    return known & {found for text in texts for found in _SLACK_ID.findall(text)}
