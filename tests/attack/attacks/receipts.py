"""Receipts of accomplices, each with the moments at which it was edited; and what all receipts have in common.

Where a receipt follows the ratings of its comment, who was seen just before an edit gave one. Where two receipts share
a value that others do not have, they are of one author; who says of one of the comments that it is theirs names them.
"""

import re
from datetime import datetime, timedelta

from tests.attack.attacks.what_is_there import name_rows, seen_before
from tests.attack.case import COMMENT, RATED, RATING, WROTE, Case, Guesses, Weights
from tests.attack.copies.records import Key

_BEFORE = timedelta(seconds=90)
_TOKEN = re.compile(r"[A-Za-z0-9_=/+-]{8,}")
_DIGITS = set("0123456789")  # without one it is a word
_COMMON = 1 / 3  # of the comments: what more of them share distinguishes nobody


def guess_by_edits(case: Case) -> Guesses:
    """Guess that a rating of an accomplice's comment is by somebody seen just before an edit of what they were sent."""
    edits: dict[int, list[datetime]] = {}
    for sent in case.evidence.own:
        for number in sent.numbers if sent.is_edit else ():
            edits.setdefault(number, []).append(sent.at)
    weights: dict[Key, Weights] = {}
    for row in case.copy.rows(COMMENT):
        moments = edits.get(case.number_of(row))
        if moments:
            weights[row.key] = seen_before(case.public, moments, _BEFORE)
    found: Guesses = {}
    for rating in case.copy.rows(RATING):
        mine = weights.get(rating.key[:3])
        if mine:
            found[RATED, rating.key] = mine
    return name_rows(case.links, found)


def guess_by_marks(case: Case) -> Guesses:
    """Guess that comments whose receipts share a rare value are by the person who admits to one of them."""
    holders: dict[str, set[int]] = {}
    for sent in case.evidence.receipts:
        if len(sent.numbers) == 1:
            for token in {each for each in _TOKEN.findall(sent.content) if set(each) & _DIGITS}:
                holders.setdefault(token, set()).update(sent.numbers)
    admitted = case.public.admitted
    owners: dict[int, dict[object, float]] = {}
    rows = {case.number_of(row): row.key for row in case.copy.rows(COMMENT)}
    for numbers in holders.values():
        if 1 < len(numbers) <= max(2, len(rows) * _COMMON):
            for owner in {admitted[each] for each in numbers if each in admitted}:
                for number in numbers - admitted.keys():
                    mine = owners.setdefault(number, {})
                    mine[owner] = mine.get(owner, 0) + 1
    return name_rows(
        case.links, {(WROTE, rows[number]): weights for number, weights in owners.items() if number in rows}
    )
