"""Once sharing has ended, and people go on rating, nothing asks them for comments any more."""

from datetime import timedelta

import pytest

from storage.exchanges import Exchange
from tests.stories.at_home import home_of
from tests.town import Town, action_ids, words


@pytest.fixture
async def ended(town: Town) -> Exchange:
    """An exchange that closes in a day, and takes only ratings since a little while."""
    closes_at = town.clock.now() + timedelta(days=10)
    exchange = await town.exchange("What keeps us safe?", "Warm rooms", closes_at=closes_at, rating_only=10)
    town.clock.later(days=9, minutes=5)
    return exchange


async def test_a_message_is_not_offered_but_told_until_when_to_rate(town: Town, ended: Exchange) -> None:
    ana = town.person("Ana")
    await ana.says("A crossing guard")
    await town.settle()
    assert "Sharing has ended here" in words(ana.dm()[-1])
    assert f"/exchange rate {ended.slug}" in words(ana.dm()[-1])
    assert not any(each.startswith("share.") for each in action_ids(ana.dm()[-1]))


async def test_a_message_goes_to_the_other_exchange_that_still_takes_comments(town: Town, ended: Exchange) -> None:
    lunch = await town.exchange("How is lunch?")
    ana = town.person("Ana")
    await ana.says("More time to eat")
    await town.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await town.settle()
    assert [kept.text for kept in await town.comments(lunch)] == ["More time to eat"]
    assert len(await town.comments(ended)) == 1


async def test_home_asks_for_ratings_only(town: Town, ended: Exchange) -> None:
    assert ended.closes_at
    home = await home_of(town, town.person("Ana"))
    assert "press *Rate*" in words(home)
    assert "sharing has ended" in words(home)
    assert "share.open" not in action_ids(home)
    assert "rate.start" in action_ids(home)


async def test_home_asks_for_comments_until_then(town: Town) -> None:
    closes_at = town.clock.now() + timedelta(days=10)
    await town.exchange("What keeps us safe?", "Warm rooms", closes_at=closes_at, rating_only=10)
    town.clock.later(days=8, hours=23)
    home = await home_of(town, town.person("Ana"))
    assert "press *Comment*" in words(home)
    assert "share.open" in action_ids(home)
