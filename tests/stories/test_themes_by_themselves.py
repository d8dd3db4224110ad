"""Themes come by themselves while people share: no digest is needed, and nothing is computed twice for nothing."""

from typing import Any

from sqlalchemy import update

from bot.slack import action_ids
from bot.themes.job import MAX_AGE, ThemeChecks
from bot.themes.runs import ThemeRuns
from storage.models import comment
from tests.sentences import EN
from tests.stories.digest_helpers import SIX, TWELVE, announced, by_first_word, close, posted, reply_to, rows, set_state
from tests.whole_bot import Playground, words

Rounds = Any

LUNCH_AND_DOOR = (
    "We need a longer lunch",
    "The lunch is cold",
    "More time for lunch",
    "A warm lunch for everybody",
    "Let us eat lunch outside",
    "The lunch is too loud",
    "Lock the front door",
    "The door is always open",
    "Put a camera at the door",
    "Please paint the door",
    "The door is too heavy",
    "Somebody should watch the door",
)


class CountingFinder:
    """Finds themes at once, and counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self, *asked: Any, **more: Any) -> Any:
        self.times += 1
        return await by_first_word(*asked, **more)


def checks(playground: Playground) -> tuple[CountingFinder, Rounds]:
    """Return a finder, and what lets the scheduler's job do one round."""
    finder = CountingFinder()
    job = ThemeChecks(playground.starling.context, ThemeRuns(playground.starling.context, finder))

    async def tick(**later: float) -> None:
        playground.clock.later(**later)
        await job.tick(playground.tenant_id)
        await playground.settle()

    return finder, tick


async def share(playground: Playground, *texts: str) -> None:
    for text in texts:
        assert await playground.person("Ana").runs(f"/exchange share {text}", "general")
    await playground.settle()


async def read_results(playground: Playground) -> str:
    for view in playground.moderator.views:
        await playground.moderator.closes(view)
    assert await playground.moderator.runs("/exchange results", "general")
    await playground.settle()
    return words(playground.moderator.view)


async def test_an_exchange_without_any_digest_has_themes_in_results_in_the_command_and_behind_home(
    playground: Playground,
) -> None:
    await announced(playground, *LUNCH_AND_DOOR, slug="school")
    assert EN("results.no_themes.open") in await read_results(playground)
    await playground.starling.scheduler.run_once()  # the whole bot, its worker included
    await playground.settle()

    assert await rows(playground) == []
    assert posted(playground) == [], "nobody asked for a digest"
    shown = await read_results(playground)
    assert "Lunch" in shown
    assert "t1" not in shown, "keys are for moderators"
    assert "t1" in await reply_to(playground, "/exchange theme list")
    await playground.moderator.opens_home()
    await playground.settle()
    assert playground.moderator.home
    assert await playground.moderator.clicks(playground.moderator.home, action_ids.THEMES_OPEN)
    await playground.settle()
    assert "t1" in words(playground.moderator.view)


async def test_nothing_is_found_again_where_nothing_changed(playground: Playground) -> None:
    await announced(playground, *SIX)
    finder, tick = checks(playground)
    for _ in range(10):
        await tick(minutes=10)
    assert finder.times == 1
    await close(playground, (await playground.exchange("Another?")))
    await tick()
    assert finder.times == 1


async def test_ratings_and_digests_do_not_have_themes_found_again(playground: Playground) -> None:
    await announced(playground, *SIX)
    finder, tick = checks(playground)
    await tick()
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await tick(minutes=30)
    assert finder.times == 1


async def test_too_few_comments_have_no_themes_and_one_more_brings_them(playground: Playground) -> None:
    await announced(playground, *SIX[:5])
    finder, tick = checks(playground)
    await tick()
    assert finder.times == 0
    await share(playground, SIX[5])
    await tick()
    assert finder.times == 0, "it was looked at this minute"
    await tick(minutes=1)
    assert finder.times == 1
    assert "Lunch" in await read_results(playground)


async def test_several_comments_are_waited_for_a_minute_and_a_single_one_a_quarter_of_an_hour(
    playground: Playground,
) -> None:
    await announced(playground, *SIX)
    finder, tick = checks(playground)
    await tick()
    await share(playground, "Bike racks", "Bike lights", "Bike lanes")
    await tick(seconds=30)
    assert finder.times == 1
    await tick(seconds=31)
    assert finder.times == 2
    assert "Bike" in await read_results(playground)
    await share(playground, "Bike maps")
    await tick(minutes=5)
    assert finder.times == 2
    await tick(seconds=MAX_AGE.total_seconds())
    assert finder.times == 3


async def test_a_comment_that_goes_or_is_reworded_counts_as_a_change(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    finder, tick = checks(playground)
    await tick()
    await share(playground, "Lunch free")
    await tick(minutes=20)
    assert finder.times == 2
    await set_state(playground, exchange, SIX[0], state="withdrawn")
    await tick(minutes=20)
    assert finder.times == 3
    async with playground.starling.context.storage.write() as db:
        await db.execute(update(comment).where(comment.c.text == SIX[1]).values(text="Lunch much warmer"))
    await tick(minutes=20)
    assert finder.times == 4


async def test_at_the_close_themes_catch_up_at_once_and_then_stay(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    finder, tick = checks(playground)
    await tick()
    await share(playground, "Lunch free")
    await close(playground, exchange)
    await tick(seconds=1)
    assert finder.times == 2
    await set_state(playground, exchange, SIX[0], state="hidden")
    await tick(hours=1)
    assert finder.times == 2, "whoever looks later finds the same themes"


async def test_a_moderators_example_words_are_used_within_a_minute(playground: Playground) -> None:
    await announced(playground, *SIX)
    finder, tick = checks(playground)
    await tick()
    await reply_to(playground, "/exchange theme seed Bikes: bike, racks")
    moderator = playground.moderator
    assert await moderator.clicks(moderator.ephemerals("general")[-1], "themes.apply")
    await playground.settle()
    await tick(minutes=1)
    assert finder.times == 2


async def test_what_fails_is_tried_again_and_not_at_each_tick(playground: Playground) -> None:
    await announced(playground, *SIX)
    times = 0

    async def fails(*_: Any, **__: Any) -> Any:
        nonlocal times
        times += 1
        raise ConnectionError

    job = ThemeChecks(playground.starling.context, ThemeRuns(playground.starling.context, fails))
    for _ in range(5):
        await job.tick(playground.tenant_id)
    assert times == 1
    playground.clock.later(minutes=2)
    await job.tick(playground.tenant_id)
    await playground.settle()
    assert times == 2


async def test_below_twelve_comments_there_are_no_themes_and_the_list_says_from_when(playground: Playground) -> None:
    await announced(playground, *TWELVE[:11])
    await playground.starling.scheduler.run_once()  # the whole bot, its worker included
    await playground.settle()
    assert "t1  " not in await read_results(playground)
    assert "from 12 comments on" in await reply_to(playground, "/exchange theme list")
