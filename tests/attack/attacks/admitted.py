"""Comments that a tenth of the people say are theirs, against what else is by the same author.

An author's mark that two comments have in common names the second by the first.
"""

from tests.attack.attacks.what_is_there import name_rows
from tests.attack.case import COMMENT, WROTE, Case, Guesses


def guess(case: Case) -> Guesses:
    """Guess that comments which belong to an admitted one are of the same person; the admitted are not guessed."""
    known: Guesses = {
        (WROTE, row.key): {case.public.admitted[case.number_of(row)]: 1.0}
        for row in case.copy.rows(COMMENT)
        if case.number_of(row) in case.public.admitted
    }
    return {key: weights for key, weights in name_rows(case.links, known).items() if key not in known}
