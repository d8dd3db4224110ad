"""A digest waits for its themes as long as finding them takes, keeps nothing else waiting, and promises nothing."""

import asyncio
from typing import Any

from bot.digest import job
from bot.digest.themes import ThemeRuns
from tests.stories.digest_town import (
    SIX,
    announced,
    by_first_word,
    close,
    no_worker,
    posted,
    reads,
    states,
    tick,
    wait_for,
    whisper,
)
from tests.town import Town, words


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


async def ended(town: Town, runs: ThemeRuns) -> None:
    """Wait until no themes are being found."""
    await wait_for(lambda: not runs.running)
    await town.settle()


def waiting_runs(town: Town, finder: Any) -> ThemeRuns:
    return ThemeRuns(town.starling.kit, finder, wait=0.01)


async def test_a_closing_digest_waits_for_its_themes_however_long_that_takes(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await close(town, exchange)
    finder = SlowFinder()
    runs = waiting_runs(town, finder)
    for _ in range(3):
        await job.tick(town.starling.kit, town.tenant_id, runs)
        town.clock.later(minutes=20)
    assert posted(town) == []
    assert finder.times == 1, "one run, however often it is looked for"
    assert await states(town) == [("digest", "due")]
    assert "its themes are being worked out, then it comes" in await whisper_of_status(town)

    finder.is_let.set()
    await ended(town, runs)
    await job.tick(town.starling.kit, town.tenant_id, runs)
    await town.settle()
    assert "t1  Door" in reads(town)
    assert "next digest" not in reads(town)
    assert await states(town) == [("digest", "done")]


async def whisper_of_status(town: Town) -> str:
    """Return what a moderator reads of digests; a run of themes goes on meanwhile."""
    assert await town.moderator.runs("/exchange digest", "general")
    await town.playground.settle()
    return words(town.moderator.whispers("general")[-1])


async def test_meanwhile_other_digests_are_posted_and_quotes_edited_out(town: Town) -> None:
    first = await announced(town, *SIX, slug="first")
    second = await announced(town, "Bread", slug="second")
    await close(town, first)
    finder = SlowFinder()
    runs = waiting_runs(town, finder)
    await job.tick(town.starling.kit, town.tenant_id, runs)
    await close(town, second)
    await job.tick(town.starling.kit, town.tenant_id, runs)
    assert "Too few comments for themes" in reads(town), "that of the second, which needs none"
    finder.is_let.set()
    await ended(town, runs)
    await job.tick(town.starling.kit, town.tenant_id, runs)
    assert len(posted(town)) == 2


async def test_killed_while_it_waits_the_bot_begins_again_and_keeps_its_promise(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await close(town, exchange)
    killed = SlowFinder(dies=True)
    await job.tick(town.starling.kit, town.tenant_id, waiting_runs(town, killed))
    assert posted(town) == []
    killed.is_let.set()
    await tick(town, wait=5)  # another process, with a worker of its own
    assert "t1  Door" in reads(town)


async def test_a_digest_comes_though_people_share_all_the_time(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, "/exchange digest now")
    ways = iter(("Bike racks", "Bike lights", "Bike lanes", "Bike maps"))

    async def shared_meanwhile(*asked: Any, **more: Any) -> Any:
        await asyncio.sleep(0.05)  # longer than a look waits
        found = await by_first_word(*asked, **more)
        await town.person("Ana").runs(f"/exchange share {next(ways)}", "general")
        return found

    runs = waiting_runs(town, shared_meanwhile)
    await job.tick(town.starling.kit, town.tenant_id, runs)
    await wait_for(lambda: not runs.running)
    await job.tick(town.starling.kit, town.tenant_id, runs)
    await town.settle()
    assert len(posted(town)) == 1, "what was found after it was asked for will do"


async def test_where_finding_fails_a_closing_digest_tries_again_for_an_hour_and_then_comes_without(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await close(town, exchange)
    await tick(town, no_worker)
    town.clock.later(minutes=2)
    await tick(town, no_worker)
    assert posted(town) == []
    town.clock.later(hours=1)
    await tick(town, no_worker)
    assert "Themes could not be worked out this time." in reads(town)


async def test_or_it_comes_with_them_once_they_can_be_found(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await close(town, exchange)
    await tick(town, no_worker)
    town.clock.later(minutes=2)
    await tick(town)
    assert "t1  Door" in reads(town)
    (row,) = await states(town)
    assert row == ("digest", "done")


async def test_a_bot_that_stops_while_it_waits_leaves_the_digest_to_its_next_start(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, "/exchange digest now")
    stopped = SlowFinder(dies=True)
    runs = ThemeRuns(town.starling.kit, stopped)
    asyncio.get_running_loop().call_later(0.05, runs.stop)
    asyncio.get_running_loop().call_later(0.05, stopped.is_let.set)
    await job.tick(town.starling.kit, town.tenant_id, runs)
    assert posted(town) == []
    assert await states(town) == [("digest", "due")]


async def test_waiting_for_themes_is_no_failed_try(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await close(town, exchange)
    for _ in range(6):
        await tick(town, no_worker)
        town.clock.later(minutes=2)
    town.playground.faults.answer("chat.postMessage", status=503, times=1)
    await tick(town)
    assert posted(town) == []
    town.clock.later(minutes=1)
    await tick(town)
    assert len(posted(town)) == 1, "the first failure of Slack's is tried again soon"
