"""A digest waits for its themes as long as finding them takes, keeps nothing else waiting, and announces nothing."""

import asyncio
from typing import Any

from bot.themes.runs import ThemeRuns
from tests.sentences import EN
from tests.stories.digest_helpers import (
    SIX,
    announced,
    by_first_word,
    close,
    digest_round,
    no_worker,
    posted,
    reads,
    reply_to,
    states,
    tick,
    wait_for,
)
from tests.whole_bot import PATIENCE_S, Playground, words


class SlowFinder:
    """Finds themes once somebody lets it, as a worker does on a busy machine."""

    def __init__(self, *, dies: bool = False) -> None:
        self.is_let = asyncio.Event()
        self.dies = dies
        self.times = 0

    async def __call__(self, *asked: Any, **more: Any) -> Any:
        self.times += 1
        await self.is_let.wait()
        if self.dies:
            raise ConnectionError
        return await by_first_word(*asked, **more)


async def ended(playground: Playground, runs: ThemeRuns) -> None:
    """Wait until no themes are being found."""
    await wait_for(lambda: not runs.running)
    await playground.settle()


def waiting_runs(playground: Playground, finder: Any) -> ThemeRuns:
    return ThemeRuns(playground.starling.context, finder, wait=0.01)


async def test_a_closing_digest_waits_for_its_themes_however_long_that_takes(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await close(playground, exchange)
    finder = SlowFinder()
    runs = waiting_runs(playground, finder)
    for _ in range(3):
        await digest_round(playground, runs)
        playground.clock.later(minutes=20)
    assert posted(playground) == []
    assert finder.times == 1, "one run, however often it is looked for"
    assert await states(playground) == [("digest", "due")]
    assert EN("digest.state.themes") in await read_status(playground)

    finder.is_let.set()
    await ended(playground, runs)
    await digest_round(playground, runs)
    await playground.settle()
    assert "Door\n · 3 comments" in reads(playground)
    assert "next digest" not in reads(playground)
    assert await states(playground) == [("digest", "done")]


async def read_status(playground: Playground) -> str:
    """Return what a moderator reads of digests; a run of themes goes on meanwhile."""
    assert await playground.moderator.runs("/exchange digest", "general")
    await playground.slack.settle()
    return words(playground.moderator.ephemerals("general")[-1])


async def test_meanwhile_other_digests_are_posted_and_quotes_edited_out(playground: Playground) -> None:
    first = await announced(playground, *SIX, slug="first")
    second = await announced(playground, "Bread", slug="second")
    await close(playground, first)
    finder = SlowFinder()
    runs = waiting_runs(playground, finder)
    await digest_round(playground, runs)
    await close(playground, second)
    await digest_round(playground, runs)
    assert EN("digest.too_few.closed") in reads(playground), "that of the second, which needs none"
    finder.is_let.set()
    await ended(playground, runs)
    await digest_round(playground, runs)
    assert len(posted(playground)) == 2


async def test_killed_while_it_waits_the_bot_begins_again_and_posts_what_it_announced(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await close(playground, exchange)
    killed = SlowFinder(dies=True)
    await digest_round(playground, waiting_runs(playground, killed))
    assert posted(playground) == []
    killed.is_let.set()
    await tick(playground, wait=PATIENCE_S)  # another process, with a worker of its own
    assert "Door\n · 3 comments" in reads(playground)


async def test_a_digest_comes_though_people_share_all_the_time(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, "/exchange digest now")
    ways = iter(("Bike racks", "Bike lights", "Bike lanes", "Bike maps"))

    async def shared_meanwhile(*asked: Any, **more: Any) -> Any:
        await asyncio.sleep(0.05)  # longer than a look waits
        found = await by_first_word(*asked, **more)
        await playground.person("Ana").runs(f"/exchange share {next(ways)}", "general")
        return found

    runs = waiting_runs(playground, shared_meanwhile)
    await digest_round(playground, runs)
    await wait_for(lambda: not runs.running)
    await digest_round(playground, runs)
    await playground.settle()
    assert len(posted(playground)) == 1, "what was found after it was asked for will do"


async def test_where_finding_fails_a_closing_digest_tries_again_for_an_hour_and_then_comes_without(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await close(playground, exchange)
    await tick(playground, no_worker)
    playground.clock.later(minutes=2)
    await tick(playground, no_worker)
    assert posted(playground) == []
    playground.clock.later(hours=1)
    await tick(playground, no_worker)
    assert EN("digest.themes_missing") in reads(playground)


async def test_or_it_comes_with_them_once_they_can_be_found(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await close(playground, exchange)
    await tick(playground, no_worker)
    playground.clock.later(minutes=2)
    await tick(playground)
    assert "Door\n · 3 comments" in reads(playground)
    (row,) = await states(playground)
    assert row == ("digest", "done")


async def test_a_bot_that_stops_while_it_waits_leaves_the_digest_to_its_next_start(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, "/exchange digest now")
    stopped = SlowFinder(dies=True)
    runs = ThemeRuns(playground.starling.context, stopped)
    asyncio.get_running_loop().call_later(0.05, runs.stop)
    asyncio.get_running_loop().call_later(0.05, stopped.is_let.set)
    await digest_round(playground, runs)
    assert posted(playground) == []
    assert await states(playground) == [("digest", "due")]


async def test_waiting_for_themes_is_no_failed_try(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await close(playground, exchange)
    for _ in range(6):
        await tick(playground, no_worker)
        playground.clock.later(minutes=2)
    playground.slack.faults.answer("chat.postMessage", status=503, times=1)
    await tick(playground)
    assert posted(playground) == []
    playground.clock.later(minutes=1)
    await tick(playground)
    assert len(posted(playground)) == 1, "the first failure of Slack's is tried again soon"
