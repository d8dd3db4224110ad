"""An author asks for another look, and a moderator has a card about it: its moment is that of the author's press.

The card names the comment and not who asks. Who was seen just before it came asked, and so wrote the comment.
"""

from datetime import datetime, timedelta

from tests.attack.attacks.what_is_there import name_rows, seen_before
from tests.attack.case import COMMENT, WROTE, Case, Guesses

_KIND = "appeals."
_BEFORE = timedelta(seconds=90)


def guess(case: Case) -> Guesses:
    """Guess that a comment is by somebody seen just before the first card about an appeal that names it."""
    first: dict[int, datetime] = {}
    for sent in case.evidence.desk:
        for number in sent.numbers if sent.kind.startswith(_KIND) and not sent.is_edit else ():
            first.setdefault(number, sent.at)
    found: Guesses = {}
    for row in case.copy.rows(COMMENT):
        at = first.get(case.number_of(row))
        weights = seen_before(case.public, [at], _BEFORE) if at else {}
        if weights:
            found[WROTE, row.key] = weights
    return name_rows(case.links, found)
