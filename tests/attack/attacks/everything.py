"""All attacks together: what each says of a row is multiplied, and where none says anything it is guessed by lot."""

from collections.abc import Callable, Iterable, Mapping

from tests.attack.attacks import (
    act_log,
    activity,
    admitted,
    appeals,
    batches,
    clock,
    exclusion,
    forgotten,
    groups,
    hours,
    known_ratings,
    language,
    log_lines,
    lone_clicks,
    near,
    next_transaction,
    order,
    own_accounts,
    processed_events,
    queued_messages,
    receipts,
    reminders,
    same_transaction,
    sign_up,
    thread_offers,
    two_days,
)
from tests.attack.attacks.what_is_there import Products, name_rows
from tests.attack.case import AUTHOR_ROW, COMMENT, PARTICIPANT, RATED, RATER_ROW, RATING, ROW, WROTE, Case, Guesses

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
    "log lines": log_lines.guess,
    "appeals": appeals.guess,
    "moderation log": act_log.guess,
    "receipts edited": receipts.guess_by_edits,
    "receipts' marks": receipts.guess_by_marks,
    "reminders": reminders.guess,
}
"""The attacks by name, those of the nine findings first."""


def guess(case: Case, guesses: Iterable[Guesses] | None = None) -> Guesses:
    """Guess for every comment, rating and row a person, by everything that speaks for one.

    guesses: of each attack, where they are known already.
    """
    found: Guesses = {}
    products = Products()
    for one in [attack(case) for attack in ATTACKS.values()] if guesses is None else guesses:
        for target, weights in one.items():
            found[target] = products.of(weights, found[target]) if target in found else weights
    found = _through_rows(name_rows(case.links, found), products)
    anybody: dict[object, float] = dict.fromkeys(case.public.people, 1.0)
    for goal, table in ((WROTE, COMMENT), (RATED, RATING), (ROW, PARTICIPANT)):
        for row in case.copy.rows(table):
            found.setdefault((goal, row.key), anybody)
    return found


def _through_rows(guesses: Guesses, products: Products) -> Guesses:
    """Return guesses to which is added what is known of the row that a comment or rating most likely belongs to."""
    found = dict(guesses)
    for (goal, key), weights in guesses.items():
        if goal not in {AUTHOR_ROW, RATER_ROW} or not weights:
            continue
        row = max(weights, key=lambda each: weights[each])
        whose = guesses.get((ROW, row)) if isinstance(row, tuple) else None
        if whose and weights[row] > sum(weights.values()) / 2:
            target = (WROTE if goal == AUTHOR_ROW else RATED, key)
            found[target] = products.of(whose, found[target]) if target in found else whose
    return found
