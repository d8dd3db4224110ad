"""A short name behind a command means that exchange and no other; names of what somebody may not see tell nothing."""

import pytest

from bot.playground.person import Person
from tests.town import Town, words


async def answered(town: Town, person: Person, line: str) -> str:
    """Return what the person is told in #general."""
    await person.runs(line, "general")
    await town.settle()
    return words(person.whispers("general")[-1])


@pytest.mark.parametrize("name", ["lunch", "#lunch", "old", "drafted"])
async def test_a_name_that_is_not_open_opens_no_card_of_another_exchange(town: Town, name: str) -> None:
    await town.exchange("What keeps us safe?", "Warm rooms", slug="safe")
    await town.exchange("What was it like?", "Loud", slug="old", state="closed")
    await town.exchange("What will it be?", slug="drafted", state="draft")
    ana = town.person("Ana")
    told = await answered(town, ana, f"/exchange rate {name}")
    assert "is open" in told or "is closed" in told
    assert ana.dm() == []


async def test_a_named_one_of_another_channel_is_the_one_that_is_rated(town: Town) -> None:
    channels = {each.name: each.id for each in town.playground.world.channels.values()}
    await town.exchange("What keeps us safe?", "Warm rooms", slug="safe", channel_id=channels["general"])
    await town.exchange("How is lunch?", "Soup", slug="lunch")
    ana = town.person("Ana")
    await answered(town, ana, "/exchange rate lunch")
    assert "How is lunch?" in words(ana.dm()[-1])


async def test_who_is_no_moderator_is_shown_a_way_that_is_theirs_and_learns_of_no_draft(town: Town) -> None:
    await town.exchange("What will it be?", slug="drafted", state="draft")
    ana = town.person("Ana")
    unknown = await answered(town, ana, "/exchange results nothing")
    assert "My *Home* tab lists" in unknown
    assert await answered(town, ana, "/exchange results drafted") == unknown.replace("nothing", "drafted")
    assert "status` lists them" in await answered(town, town.moderator, "/exchange results nothing")
