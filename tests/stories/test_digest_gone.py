"""What is on its way is looked at again before it goes out: its reason may have gone."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import pytest

from bot.core.summary import Sentence, Subject
from bot.digest import job
from bot.digest.themes import ThemeRuns
from storage.exchanges import Exchange
from tests.stories.digest_town import SIX, announced, by_first_word, close, posted, rows, tick, whisper
from tests.stories.host_town import announcements, only, opened, told
from tests.town import Town


async def round_in_which(town: Town, happens: Callable[[], Awaitable[None]]) -> None:
    """Let the scheduler do a round in which something happens while a digest's summary is being written."""

    async def write(
        exchange: Exchange, subjects: Sequence[Subject], numbers: Mapping[int, int]
    ) -> tuple[tuple[Sentence, ...], str]:
        _ = (exchange, subjects, numbers)
        await happens()
        return (), ""

    runs = ThemeRuns(town.starling.kit, by_first_word, write=write, wait=30)
    await job.tick(town.starling.kit, town.tenant_id, runs)
    await town.settle()


async def ends(town: Town) -> list[tuple[str, str | None]]:
    return [(each.state, each.error) for each in await rows(town)]


async def test_a_closing_digest_is_dropped_when_the_exchange_opens_again_while_it_is_made(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await close(town, exchange)
    await round_in_which(town, lambda: close(town, exchange, state="open"))
    assert posted(town) == []
    assert await ends(town) == [("dropped", "reopened")]


@pytest.mark.parametrize("line", ["/exchange digest now", '/exchange digest every "daily 09:00"'])
async def test_any_other_is_dropped_when_it_closes_meanwhile_and_the_closing_one_comes(town: Town, line: str) -> None:
    exchange = await announced(town, *SIX)
    await whisper(town, line)
    town.clock.later(days=1)
    await round_in_which(town, lambda: close(town, exchange))
    assert ("dropped", "closed") in await ends(town)
    await tick(town)
    assert len(posted(town)) == 1, "the closing digest"


async def test_a_scheduled_one_is_dropped_when_its_schedule_ends_while_slack_asks_to_wait(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, '/exchange digest every "daily 09:00"')
    town.playground.faults.limit("chat.postMessage", times=1, retry_after=300)
    town.clock.later(days=1)
    await tick(town)
    await whisper(town, "/exchange digest off")
    town.clock.later(minutes=6)
    await tick(town)
    assert posted(town) == []
    assert await ends(town) == [("dropped", "schedule_off")]
    assert "none posted, its schedule had ended" in await whisper(town, "/exchange digest")


async def test_the_same_while_it_is_made(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, '/exchange digest every "daily 09:00"')
    town.clock.later(days=1)

    async def off() -> None:
        assert await town.moderator.runs("/exchange digest off", "general")

    await round_in_which(town, off)
    assert posted(town) == []
    assert await ends(town) == [("dropped", "schedule_off")]


async def test_an_exchange_that_closed_before_it_could_be_announced_is_not_announced_as_closed(town: Town) -> None:
    town.playground.faults.answer("chat.postMessage", error="restricted_action")
    exchange = await opened(town)
    await told(town, f"/exchange close {exchange.slug}")
    assert await town.moderator.clicks(town.moderator.whispers("general")[-1], "host.close")
    await town.settle()
    town.playground.faults.clear()
    for _ in range(3):
        town.clock.later(minutes=2)
        await town.starling.ticker.run_once()
        await town.settle()
    assert (await only(town)).state == "closed"
    assert announcements(town) == []


async def test_one_that_was_posted_just_before_the_bot_was_killed_is_found_and_closed(town: Town) -> None:
    town.playground.faults.lose("chat.postMessage")
    exchange = await opened(town)
    await told(town, f"/exchange close {exchange.slug}")
    assert await town.moderator.clicks(town.moderator.whispers("general")[-1], "host.close")
    await town.settle()
    for _ in range(3):
        town.clock.later(minutes=2)
        await town.starling.ticker.run_once()
        await town.settle()
    (message,) = announcements(town)
    assert "Closed" in message.text
