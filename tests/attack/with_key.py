"""The control with the key: it opens everything in a copy, and so says who it really was."""

from bot.keys import Keyring
from storage.participant_record import decode
from storage.people_blocks import Layout, StoredBlock, open_block
from storage.scope import ExchangeScope
from storage.seals import SealPurpose
from tests.attack.case import COMMENT, PARTICIPANT, RATING, Truth
from tests.attack.copies.records import Copy


def open_copy(copy: Copy, keys: Keyring, people: list[str]) -> Truth:
    """Return who wrote and rated in a copy, by the server's secret; nobody where an exchange's key is erased.

    people: the Slack ids of all of whom it can be. Raises WrongSecretError where the secret is another.
    """
    truth = Truth(people)
    teams = {row.values["tenant_id"]: str(row.values["team_id"]) for row in copy.rows("tenant")}
    for exchange in copy.rows("exchange"):
        if not exchange.values["wrapped_key"]:
            continue
        here = exchange.key[:2]
        key, team = keys.open(bytes(exchange.values["wrapped_key"])), teams[exchange.values["tenant_id"]]
        scope = ExchangeScope(int(exchange.values["tenant_id"]), int(exchange.values["exchange_id"]))
        marks = {key.person(team, person).mark: person for person in people}
        numbers: dict[int, str] = {}
        rows = [each for each in copy.rows(PARTICIPANT) if each.key[:2] == here]
        for row in rows:
            layout, number = Layout(bytes(row.values["layout"]), len(rows)), int(row.values["number"])
            stored = StoredBlock(number, bytes(row.values["sealed"]), bytes(row.values["revision"]))
            block = open_block(key.seals, scope, layout, stored)
            known = {decode(record).person: marks[mark] for mark, record in block.records.items() if mark in marks}
            numbers |= known
            truth.rows[row.key] = tuple(known.values())
        for table, column, purpose, found in (
            (COMMENT, "author_seal", SealPurpose.AUTHOR, truth.authors),
            (RATING, "rater_seal", SealPurpose.RATING, truth.raters),
        ):
            rows = [each for each in copy.rows(table) if each.key[:2] == here]
            ids = [int(each.values["comment_id"]) for each in rows]
            opened = key.seals.open_seals(purpose, ids, [bytes(each.values[column]) for each in rows]).tolist()
            found |= {row.key: numbers[each] for row, each in zip(rows, opened, strict=True) if each in numbers}
    return truth
