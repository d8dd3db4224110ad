"""Clicks that are written together: a transaction with several ratings, and a minute in which as many people were seen.

How many ratings a transaction has is public as how many people were busy at once, so the one leads to the other without
any clock. Inside it, whose ratings people admit to are theirs, and the others belong to who is left: of two, the other.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from tests.attack.attacks.what_is_there import name_rows
from tests.attack.case import RATED, RATING, Case, Guesses
from tests.attack.copies.records import Key


def guess(case: Case) -> Guesses:
    """Guess that the ratings of a transaction are by those who were seen at once, but for those admitted to."""
    found: Guesses = {}
    for ratings, people in _matched(_batches(case), _moments(case)):
        left, others = _without_known(case, ratings, people)
        for key in left:
            found[RATED, key] = dict.fromkeys(others, 1.0)
    return name_rows(case.links, {target: weights for target, weights in found.items() if weights})


def _batches(case: Case) -> list[list[Key]]:
    """Return the new ratings of each transaction that has several, in order of time."""
    first: dict[Key, int] = {}
    for change in case.copy.changes:
        if change.table == RATING and change.after is not None and change.before is None:
            first.setdefault(change.key, change.transaction)
    by_transaction: dict[int, list[Key]] = {}
    for key, transaction in first.items():
        by_transaction.setdefault(transaction, []).append(key)
    return [by_transaction[each] for each in sorted(by_transaction) if len(by_transaction[each]) > 1]


def _moments(case: Case) -> list[set[str]]:
    """Return who was seen in each minute in which several were, in order of time."""
    seen: dict[datetime, set[str]] = {}
    for at, person in case.public.seen:
        seen.setdefault(at, set()).add(person)
    return [people for _, people in sorted(seen.items()) if len(people) > 1]


def _matched(batches: Sequence[list[Key]], moments: Sequence[set[str]]) -> list[tuple[list[Key], set[str]]]:
    """Return each transaction with the latest moment that has as many people and is before the next one's."""
    found, end = [], len(moments)
    for ratings in reversed(batches):
        fits = [place for place in range(end) if len(moments[place]) == len(ratings)]
        if fits:
            end = fits[-1]
            found.append((ratings, moments[end]))
    return found


def _without_known(case: Case, ratings: Sequence[Key], people: set[str]) -> tuple[list[Key], list[str]]:
    """Return the ratings that nobody among these people admits to, and the people who admit to none of them."""
    numbers = {row.key: case.number_of(row) for row in case.copy.rows("comment")}
    stars = {row.key: row.values["stars"] for row in case.copy.rows(RATING)}
    admitted = Counter[str]()
    left = []
    for key in ratings:
        cell = (numbers.get(key[:3]), stars.get(key))
        owners = [person for person in people if cell in case.public.known_ratings.get(person, ())]
        admitted.update(owners)
        if not owners:
            left.append(key)
    return left, sorted(people - admitted.keys())
