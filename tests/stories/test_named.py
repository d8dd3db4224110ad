"""A short name behind a command means that exchange and no other; names of what somebody may not see reveal nothing."""

import pytest

from bot.playground.people.person import Person
from tests.whole_bot import Playground, words


async def answered(playground: Playground, person: Person, line: str) -> str:
    """Return what the person is answered in #general."""
    await person.runs(line, "general")
    await playground.settle()
    return words(person.ephemerals("general")[-1])


@pytest.mark.parametrize("name", ["lunch", "#lunch", "old", "drafted"])
async def test_a_name_that_is_not_open_opens_no_card_of_another_exchange(playground: Playground, name: str) -> None:
    await playground.exchange("What keeps us safe?", "Warm rooms", slug="safe")
    await playground.exchange("What was it like?", "Loud", slug="old", state="closed")
    await playground.exchange("What will it be?", slug="drafted", state="draft")
    ana = playground.person("Ana")
    answer = await answered(playground, ana, f"/exchange rate {name}")
    assert "is open" in answer or "is closed" in answer
    assert ana.dm() == []


async def test_a_named_one_of_another_channel_is_the_one_that_is_rated(playground: Playground) -> None:
    channels = {each.name: each.id for each in playground.slack.world.channels.values()}
    await playground.exchange("What keeps us safe?", "Warm rooms", slug="safe", channel_id=channels["general"])
    await playground.exchange("How is lunch?", "Soup", slug="lunch")
    ana = playground.person("Ana")
    await answered(playground, ana, "/exchange rate lunch")
    assert "How is lunch?" in words(ana.dm()[-1])


async def test_who_is_no_moderator_is_shown_a_way_that_is_theirs_and_learns_of_no_draft(playground: Playground) -> None:
    await playground.exchange("What will it be?", slug="drafted", state="draft")
    ana = playground.person("Ana")
    unknown = await answered(playground, ana, "/exchange results nothing")
    assert "My *Home* tab lists" in unknown
    assert await answered(playground, ana, "/exchange results drafted") == unknown.replace("nothing", "drafted")
    assert "status` lists them" in await answered(playground, playground.moderator, "/exchange results nothing")
