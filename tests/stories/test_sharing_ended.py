"""Once sharing has ended, and people go on rating, nothing asks them for comments any more."""

from datetime import timedelta

import pytest

from storage.exchanges import Exchange
from tests.sentences import EN
from tests.stories.at_home import home_of
from tests.stories.exchange_helpers import announcements, opened
from tests.whole_bot import Playground, list_action_ids, words


@pytest.fixture
async def ended(playground: Playground) -> Exchange:
    """An exchange that closes in a day, and takes only ratings since a little while."""
    closes_at = playground.clock.now() + timedelta(days=10)
    exchange = await playground.exchange("What keeps us safe?", "Warm rooms", closes_at=closes_at, rating_only=10)
    playground.clock.later(days=9, minutes=5)
    return exchange


async def test_a_message_is_not_offered_but_answered_until_when_to_rate(
    playground: Playground, ended: Exchange
) -> None:
    ana = playground.person("Ana")
    await ana.says("A crossing guard")
    await playground.settle()
    assert "Sharing has ended here" in words(ana.dm()[-1])
    assert f"/exchange rate {ended.slug}" in words(ana.dm()[-1])
    assert not any(each.startswith("share.") for each in list_action_ids(ana.dm()[-1]))


async def test_a_message_goes_to_the_other_exchange_that_still_takes_comments(
    playground: Playground, ended: Exchange
) -> None:
    lunch = await playground.exchange("How is lunch?")
    ana = playground.person("Ana")
    await ana.says("More time to eat")
    await playground.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await playground.settle()
    assert [kept.text for kept in await playground.comments(lunch)] == ["More time to eat"]
    assert len(await playground.comments(ended)) == 1


async def test_home_asks_for_ratings_only(playground: Playground, ended: Exchange) -> None:
    assert ended.closes_at
    home = await home_of(playground, playground.person("Ana"))
    assert "press *Rate*" in words(home)
    assert "sharing has ended" in words(home)
    assert "share.open" not in list_action_ids(home)
    assert "rate.start" in list_action_ids(home)


async def test_home_asks_for_comments_until_then(playground: Playground) -> None:
    closes_at = playground.clock.now() + timedelta(days=10)
    await playground.exchange("What keeps us safe?", "Warm rooms", closes_at=closes_at, rating_only=10)
    playground.clock.later(days=8, hours=23)
    home = await home_of(playground, playground.person("Ana"))
    assert "press *Comment*" in words(home)
    assert "share.open" in list_action_ids(home)


async def test_the_announcement_offers_a_comment_until_then(playground: Playground) -> None:
    exchange = await opened(playground, '--close="in 10d" --rate-last=10%')
    [announcement] = announcements(playground)
    assert "share.open" in list_action_ids(announcement)
    assert "share until" in words(announcement)
    playground.clock.later(days=9, minutes=5)
    await playground.starling.scheduler.run_once()
    await playground.settle()
    [announcement] = announcements(playground)
    assert list_action_ids(announcement) == ["rate.start", "exchanges.results", "rate.set", "exchanges.more"]
    assert "sharing has ended" in words(announcement)
    assert EN("common.few_people") in words(announcement)
    assert exchange.is_open


async def test_help_offers_only_rating(playground: Playground, ended: Exchange) -> None:
    ana = playground.person("Ana")
    await ana.says("help")
    await playground.settle()
    assert ended.question in words(ana.dm()[-1])
    assert "share.open" not in list_action_ids(ana.dm()[-1])
    assert "rate.start" in list_action_ids(ana.dm()[-1])
    assert EN("help.exact") not in words(ana.dm()[-1])
