"""Finding 7: a person's locale beside their Slack id, and the language of a comment.

Among people of one language, a single Spanish speaker is the author of every comment in Spanish.
"""

from tests.attack.attacks.what_is_there import id_columns, name_rows, uniform
from tests.attack.case import COMMENT, WROTE, Case, Guesses


def guess(case: Case) -> Guesses:
    """Guess that a comment in a language that few have is of one of these few."""
    speakers: dict[str, set[object]] = {}
    known = set(case.public.people)
    for table, column in id_columns(case.copy, case.public.people):
        for row in case.copy.rows(table):
            locale = row.values.get("locale")
            if isinstance(locale, str) and row.values[column] in known:
                speakers.setdefault(locale[:2], set()).add(row.values[column])
    found: Guesses = {}
    for comment in case.copy.rows(COMMENT):
        mine = speakers.get(str(comment.values.get("language"))[:2], set())
        if 0 < len(mine) <= len(known) / 3:
            found[WROTE, comment.key] = uniform(mine)
    return name_rows(case.links, found)
