"""The control with the key: it opens everything in a copy, and so says who it really was."""

from bot.keys import Keyring
from tests.attack.case import COMMENT, PARTICIPANT, RATING, Truth
from tests.attack.copies.records import Copy


def open_copy(copy: Copy, keys: Keyring, people: list[str]) -> Truth:
    """Return who wrote and rated in a copy, by the server's secret.

    people: the Slack ids of all of whom it can be. Raises WrongSecretError where the secret is another.
    """
    truth = Truth(people)
    teams = {row.values["tenant_id"]: str(row.values["team_id"]) for row in copy.rows("tenant")}
    for exchange in copy.rows("exchange"):
        here = exchange.key[:2]
        key, team = keys.open(bytes(exchange.values["wrapped_key"])), teams[exchange.values["tenant_id"]]
        authors = {key.author_id(team, person): person for person in people}
        raters = {key.rater_id(team, person): person for person in people}
        for table, column, ids, found in (
            (COMMENT, "author_id", authors, truth.authors),
            (RATING, "rater_id", raters, truth.raters),
            (PARTICIPANT, "rater_id", raters, truth.rows),
        ):
            for row in copy.rows(table):
                if row.key[:2] == here and row.values[column] in ids:
                    found[row.key] = ids[row.values[column]]
    return truth
