"""Quarters of one question: what a copy with the server's secret says of one whose key is gone while the next is open.

Nobody's record goes from one quarter to the next, so no two copies show whose is whose: the next one has no row of a
person until somebody acts in it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from bot.keys import ExchangeKey, Keyring
from storage.data_rules import RULES, Kept, Reader
from storage.exchanges import Exchange
from storage.people_blocks import Layout, StoredBlock, open_block
from storage.seals import NOBODY, SealPurpose
from tests.attack.case import COMMENT, PARTICIPANT, RATING
from tests.attack.copies import postgres_copy, sqlite_copy
from tests.attack.copies.records import Copy, Record
from tests.attack.with_key import open_copy
from tests.stories.at_home import rates, share
from tests.stories.exchange_helpers import opened
from tests.stories.test_quarters import ends
from tests.stories.test_retention import erased
from tests.whole_bot import SECRET, Playground, open_playground

OF_PEOPLE = {COMMENT} | {
    name for name, rule in RULES.items() if rule.kept in {Kept.KEY, Kept.FORGET} or rule.readers == Reader.PERSON
}
"""Tables with anything of a person in them; a comment is somebody's unless moderators began with it."""

World = tuple[Playground, Callable[[], Awaitable[Copy]]]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """A bot on either database, and what takes a copy of that."""
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres_database")
    async with open_playground(tmp_path, database_url=url) as playground:

        async def take() -> Copy:
            if url is not None:
                return await postgres_copy.read_copy(url)
            path = Path(str(playground.starling.context.storage.url.database))
            return sqlite_copy.read_copy(*sqlite_copy.take(path), with_changes=False)

        yield playground, take


def of(copy: Copy, table: str, exchange: Exchange) -> list[Record]:
    return [each for each in copy.rows(table) if each.values.get("exchange_id") == exchange.exchange_id]


def opens(copy: Copy, exchange: Exchange, key: ExchangeKey) -> list[str]:
    """Return what of an exchange opens with a key: tables, one for each row."""
    found = []
    for table, column, purpose in (
        (COMMENT, "author_seal", SealPurpose.AUTHOR),
        (RATING, "rater_seal", SealPurpose.RATING),
    ):
        rows = of(copy, table, exchange)
        ids, seals = [int(each.values["comment_id"]) for each in rows], [bytes(each.values[column]) for each in rows]
        found += [table for person in key.seals.open_seals(purpose, ids, seals).tolist() if person != NOBODY]
    blocks = of(copy, PARTICIPANT, exchange)
    for row in blocks:
        layout, number = Layout(bytes(row.values["layout"]), len(blocks)), int(row.values["number"])
        stored = StoredBlock(number, bytes(row.values["sealed"]), bytes(row.values["revision"]))
        try:
            open_block(key.seals, exchange.scope, layout, stored)
        except Exception:  # noqa: BLE001, S112 - whatever a wrong key raises
            continue
        found.append(PARTICIPANT)
    return found


async def test_with_the_next_quarters_key_nothing_of_the_one_before_opens_and_nobody_is_in_it_before_they_act(
    world: World,
) -> None:
    playground, take = world
    keys, ana, ben = Keyring(SECRET), playground.person("Ana"), playground.person("Ben")
    people = [ana.id, ben.id, playground.moderator.id]
    first = await opened(playground, "--renews")
    await share(playground, ana, "Longer lunch")
    await rates(playground, ben, 4)
    earlier, following = await ends(playground, first)
    assert earlier.exchange_id == first.exchange_id
    old_key, next_key = keys.open(earlier.wrapped_key), keys.open(following.wrapped_key)

    copy = await take()
    assert _rows_of_people(copy, following) == []
    [row] = of(copy, "exchange", following)
    assert row.values["encrypted_creator"] is None
    assert not [each for each in people if each in str(row.values)]
    assert sorted(opens(copy, earlier, old_key)) == [COMMENT, PARTICIPANT, RATING], "the control: its own key opens it"
    assert opens(copy, earlier, next_key) == []

    await share(playground, ben, "Warm rooms")
    await rates(playground, ana, 5)
    await erased(playground, earlier)
    copy = await take()
    truth = open_copy(copy, keys, people)
    assert sorted(truth.authors.values()) == [ben.id], "of the quarter that is open"
    assert sorted(truth.raters.values()) == [ana.id]
    assert of(copy, RATING, earlier), "what was rated is still counted"
    assert opens(copy, earlier, next_key) == []
    assert sorted(opens(copy, following, next_key)) == [COMMENT, PARTICIPANT, RATING]
    assert earlier.wrapped_key not in b"".join(copy.files)


def _rows_of_people(copy: Copy, exchange: Exchange) -> Sequence[str]:
    """Return the tables of people with a row of an exchange."""
    return sorted({table for table in OF_PEOPLE if of(copy, table, exchange)})
