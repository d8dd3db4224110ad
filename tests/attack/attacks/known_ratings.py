"""Five ratings that somebody admits to, against all ratings that can be gathered as one person's.

Few have given just these stars to just these comments, so the rest of the one who did is theirs.
"""

from tests.attack.attacks.what_is_there import name_rows
from tests.attack.case import COMMENT, PARTICIPANT, RATED, RATING, ROW, Case, Guesses
from tests.attack.copies.records import Key


def guess(case: Case) -> Guesses:
    """Guess that the ratings gathered with the five that a person admits to are theirs too."""
    links = case.links
    numbers = {row.key: case.number_of(row) for row in case.copy.rows(COMMENT)}
    stars = {row.key: (numbers.get(row.key[:3]), row.values["stars"]) for row in case.copy.rows(RATING)}
    found: Guesses = {}
    for person, known in case.public.known_ratings.items():
        for places in links.sets():
            mine = [key for table, key in places if table == RATING]
            if len(mine) > len(known) and set(known) <= {stars[key] for key in mine}:
                others = [key for key in mine if stars[key] not in known]
                targets: list[tuple[str, Key]] = [(RATED, key) for key in others]
                targets += [(ROW, key) for table, key in places if table == PARTICIPANT]
                for target in targets:
                    found[target] = dict(found.get(target, {})) | {person: 1.0}
    known_cells = {(number, given) for known in case.public.known_ratings.values() for number, given in known}
    every = name_rows(links, found)
    return {key: weights for key, weights in every.items() if key[0] != RATED or stars.get(key[1]) not in known_cells}
