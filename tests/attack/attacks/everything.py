"""All attacks together: what each says of a row is multiplied, and where none says anything it is guessed by lot."""

from collections.abc import Callable, Mapping

from tests.attack.attacks import (
    activity,
    admitted,
    batches,
    clock,
    exclusion,
    forgotten,
    groups,
    hours,
    known_ratings,
    language,
    lone_clicks,
    near,
    next_transaction,
    order,
    own_accounts,
    processed_events,
    queued_messages,
    same_transaction,
    sign_up,
    thread_offers,
    two_days,
)
from tests.attack.attacks.what_is_there import multiply, name_rows
from tests.attack.case import AUTHOR_ROW, COMMENT, PARTICIPANT, RATED, RATER_ROW, RATING, ROW, WROTE, Case, Guesses
from tests.attack.links import Links

Attack = Callable[[Case], Guesses]

ATTACKS: Mapping[str, Attack] = {
    "sign-up": sign_up.guess,
    "thread offers": thread_offers.guess,
    "same transaction": same_transaction.guess,
    "next transaction": next_transaction.guess,
    "forgotten words": forgotten.guess,
    "exclusion": exclusion.guess,
    "rated near": near.guess,
    "language": language.guess,
    "groups": groups.guess,
    "hours": hours.guess,
    "order": order.guess,
    "processed events": processed_events.guess,
    "clock": clock.guess,
    "batches": batches.guess,
    "queued messages": queued_messages.guess,
    "sizes": activity.guess_by_size,
    "counters": activity.guess_by_counters,
    "lone clicks": lone_clicks.guess,
    "two days": two_days.guess,
    "own accounts": own_accounts.guess,
    "five known ratings": known_ratings.guess,
    "admitted comments": admitted.guess,
}
"""The attacks by name, those of the nine findings first."""


def guess(case: Case) -> Guesses:
    """Guess for every comment, rating and row a person, by everything that speaks for one."""
    found: Guesses = {}
    for attack in ATTACKS.values():
        for target, weights in attack(case).items():
            found[target] = multiply(weights, found[target]) if target in found else weights
    found = _through_rows(name_rows(Links(case.copy), found))
    anybody: dict[object, float] = dict.fromkeys(case.public.people, 1.0)
    for goal, table in ((WROTE, COMMENT), (RATED, RATING), (ROW, PARTICIPANT)):
        for row in case.copy.rows(table):
            found.setdefault((goal, row.key), anybody)
    return found


def _through_rows(guesses: Guesses) -> Guesses:
    """Return guesses to which is added what is known of the row that a comment or rating most likely belongs to."""
    found = dict(guesses)
    for (goal, key), weights in guesses.items():
        if goal not in {AUTHOR_ROW, RATER_ROW} or not weights:
            continue
        row = max(weights, key=lambda each: weights[each])
        whose = guesses.get((ROW, row)) if isinstance(row, tuple) else None
        if whose and weights[row] > sum(weights.values()) / 2:
            target = (WROTE if goal == AUTHOR_ROW else RATED, key)
            found[target] = multiply(whose, found[target]) if target in found else whose
    return found
