"""Finding 2: who replies under the announcement is offered once to share without a name, and that it was is a flag.

Everybody in the channel sees who replied. Two flagged rows are the two who did.
"""

from tests.attack.attacks.sign_up import match
from tests.attack.attacks.what_is_there import name_rows
from tests.attack.case import Case, Guesses


def guess(case: Case) -> Guesses:
    """Guess that the flagged rows are those who replied."""
    return name_rows(case.links, match(case, case.public.repliers, "thread"))
