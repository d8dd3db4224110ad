"""What is on its way is looked at again before it goes out: its reason may have gone."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import pytest

from bot.core.summary import Sentence, Subject
from bot.themes.runs import ThemeRuns
from storage.exchanges import Exchange
from tests.sentences import EN
from tests.stories.digest_helpers import (
    SIX,
    announced,
    by_first_word,
    close,
    digest_round,
    posted,
    reply_to,
    rows,
    tick,
)
from tests.stories.exchange_helpers import announcements, only, opened, run_command
from tests.whole_bot import PATIENCE_S, Playground


async def round_in_which(playground: Playground, happens: Callable[[], Awaitable[None]]) -> None:
    """Let the scheduler do a round in which something happens while a digest's summary is being written."""

    async def write(
        exchange: Exchange, subjects: Sequence[Subject], numbers: Mapping[int, int]
    ) -> tuple[tuple[Sentence, ...], str]:
        _ = (exchange, subjects, numbers)
        await happens()
        return (), ""

    runs = ThemeRuns(playground.starling.context, by_first_word, wait=PATIENCE_S)
    await digest_round(playground, runs, write=write)
    await playground.settle()


async def ends(playground: Playground) -> list[tuple[str, str | None]]:
    return [(each.state, each.error) for each in await rows(playground)]


async def test_a_closing_digest_is_dropped_when_the_exchange_opens_again_while_it_is_made(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *SIX)
    await close(playground, exchange)
    await round_in_which(playground, lambda: close(playground, exchange, state="open"))
    assert posted(playground) == []
    assert await ends(playground) == [("dropped", "reopened")]


@pytest.mark.parametrize("line", ["/exchange digest now", '/exchange digest every "daily 09:00"'])
async def test_any_other_is_dropped_when_it_closes_meanwhile_and_the_closing_one_comes(
    playground: Playground, line: str
) -> None:
    exchange = await announced(playground, *SIX)
    await reply_to(playground, line)
    playground.clock.later(days=1)
    await round_in_which(playground, lambda: close(playground, exchange))
    assert ("dropped", "closed") in await ends(playground)
    await tick(playground)
    assert len(posted(playground)) == 1, "the closing digest"


async def test_a_scheduled_one_is_dropped_when_its_schedule_ends_while_slack_asks_to_wait(
    playground: Playground,
) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, '/exchange digest every "daily 09:00"')
    playground.slack.faults.limit("chat.postMessage", times=1, retry_after=300)
    playground.clock.later(days=1)
    await tick(playground)
    await reply_to(playground, "/exchange digest off")
    playground.clock.later(minutes=6)
    await tick(playground)
    assert posted(playground) == []
    assert await ends(playground) == [("dropped", "schedule_off")]
    assert EN("digest.state.schedule_off") in await reply_to(playground, "/exchange digest")


async def test_the_same_while_it_is_made(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, '/exchange digest every "daily 09:00"')
    playground.clock.later(days=1)

    async def off() -> None:
        assert await playground.moderator.runs("/exchange digest off", "general")

    await round_in_which(playground, off)
    assert posted(playground) == []
    assert await ends(playground) == [("dropped", "schedule_off")]


async def test_an_exchange_that_closed_before_it_could_be_announced_is_not_announced_as_closed(
    playground: Playground,
) -> None:
    playground.slack.faults.answer("chat.postMessage", error="restricted_action")
    exchange = await opened(playground)
    await run_command(playground, f"/exchange close {exchange.slug}")
    assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "exchanges.close")
    await playground.settle()
    playground.slack.faults.clear()
    for _ in range(3):
        playground.clock.later(minutes=2)
        await playground.starling.scheduler.run_once()
        await playground.settle()
    assert (await only(playground)).state == "closed"
    assert announcements(playground) == []


async def test_one_that_was_posted_just_before_the_bot_was_killed_is_found_and_closed(playground: Playground) -> None:
    playground.slack.faults.drop("chat.postMessage")
    exchange = await opened(playground)
    await run_command(playground, f"/exchange close {exchange.slug}")
    assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "exchanges.close")
    await playground.settle()
    for _ in range(3):
        playground.clock.later(minutes=2)
        await playground.starling.scheduler.run_once()
        await playground.settle()
    (message,) = announcements(playground)
    assert "Closed" in message.text
