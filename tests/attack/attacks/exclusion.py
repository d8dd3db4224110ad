"""Finding 5: nobody rates their own comments, so what somebody never rated may be theirs.

This needs the ratings of one person gathered, by whatever they have in common; then who rated everything but one
comment wrote it.
"""

from tests.attack.attacks.what_is_there import by_exchange, multiply, name_rows
from tests.attack.case import AUTHOR_ROW, COMMENT, PARTICIPANT, RATING, Case, Guesses
from tests.attack.copies.records import Key
from tests.attack.links import Links


def guess(case: Case) -> Guesses:
    """Guess for each comment the row whose ratings leave it out and hardly any other."""
    found: Guesses = {}
    links = case.links
    raters = _raters(links)
    for exchange, comments in by_exchange(case.copy.rows(COMMENT)).items():
        here = {row: rated for row, rated in raters.items() if row[:2] == exchange}
        alone: dict[Key, dict[object, float]] = {}
        for comment in comments:
            weights: dict[object, float] = {
                row: 1 / (1.05 - len(rated) / len(comments)) for row, rated in here.items() if comment.key not in rated
            }
            if weights:
                alone[comment.key] = weights
        for key, weights in alone.items():
            both = weights
            for other in links.keys(COMMENT, key, COMMENT):
                if other != key and other in alone:
                    both = multiply(both, alone[other])
            found[AUTHOR_ROW, key] = both
    return name_rows(links, found)


def _raters(links: Links) -> dict[Key, set[Key]]:
    """Return for each row whose ratings can be gathered the comments that they are on."""
    found: dict[Key, set[Key]] = {}
    for places in links.sets():
        rows = [key for table, key in places if table == PARTICIPANT]
        rated = {key[:3] for table, key in places if table in {RATING, "skip"}}
        if len(rows) == 1 and rated:
            found[rows[0]] = rated
    return found
