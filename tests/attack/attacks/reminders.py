"""Who got a reminder rated little, and a reminder may say what is left: everybody says that they got one, and shows it.

Who was not reminded rated more than who was. Where a reminder names a comment its reader did not rate it; who rated it
is among the others.
"""

from tests.attack.attacks.what_is_there import name_rows
from tests.attack.case import COMMENT, RATED, RATING, Case, Guesses
from tests.attack.copies.records import Key

_REMINDED = 0.5  # weight of a person who was reminded, beside one who was not


def guess(case: Case) -> Guesses:
    """Guess that a rating is by somebody whose reminders do not name its comment, or who got none."""
    left: dict[str, set[int]] = {}
    for sent in case.evidence.reminders:
        left.setdefault(sent.to, set()).update(sent.numbers)
    if not left:
        return {}
    weights: dict[Key, dict[object, float]] = {}
    for row in case.copy.rows(COMMENT):
        number = case.number_of(row)
        weights[row.key] = {
            person: _REMINDED if person in left else 1.0
            for person in case.public.people
            if number not in left.get(person, ())
        }
    found: Guesses = {(RATED, row.key): mine for row in case.copy.rows(RATING) if (mine := weights.get(row.key[:3]))}
    return name_rows(case.links, found)
