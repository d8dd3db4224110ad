"""The playground's time is moved forward: what was due happens, and the list says what comes next."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from bot.domain.preferences import save_preferences
from bot.playground.due import list_due
from bot.playground.page import clock
from bot.playground.page.texts import load_texts
from bot.playground.run import control_time, read_ahead
from bot.playground.state.time_control import Fact
from storage import exchanges
from storage.exchanges import Exchange
from tests.whole_bot import PATIENCE_S, Playground, words

QUESTION = "What keeps us safe?"
DIGEST = ("digest", {"question": QUESTION, "every": {"en": "daily 09:00", "es": "cada día 09:00"}})


async def announced(playground: Playground) -> Exchange:
    """Return an exchange of three days, the last fifth of them for rating only, that was announced in #general."""
    closes_at = playground.clock.now() + timedelta(days=3)
    channel_id = playground.slack.channel("general").id
    exchange = await playground.exchange(
        QUESTION, "Warm rooms", closes_at=closes_at, channel_id=channel_id, rating_only=20
    )
    await playground.starling.scheduler.run_once()
    await playground.settle()
    return exchange


async def due(playground: Playground) -> list[tuple[str, Mapping[str, Fact]]]:
    found = await list_due(playground.starling, playground.slack.team_id)
    assert {f"due.{each.kind}" for each in found} <= load_texts("en").keys()
    return [(each.kind, each.facts) for each in sorted(found, key=lambda each: each.at)]


async def state_of(playground: Playground, exchange: Exchange) -> str:
    async with playground.starling.context.storage.read() as db:
        found = await exchanges.get(db, exchange.scope)
    assert found
    return found.state


async def test_the_time_moves_to_the_end_of_sharing_and_to_the_close(playground: Playground, tmp_path: Path) -> None:
    exchange = await announced(playground)
    playground.slack.context.time_control = control_time(
        playground.slack, playground.starling, playground.clock, tmp_path
    )
    sharing, closing = await due(playground)
    assert sharing == ("sharing_ends", {"question": QUESTION})
    assert closing == ("closes", {"question": QUESTION})

    await clock.move_clock(playground.slack.context, {"to_next": True})
    ana = playground.person("Ana")
    await ana.runs("/exchange share Longer lunch", "general")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["Warm rooms"]

    announcement = playground.moderator.sees("general")[0]
    await clock.move_clock(playground.slack.context, {"to_next": True})
    await playground.slack.until(lambda: "Closed" in words(announcement), PATIENCE_S)
    assert await state_of(playground, exchange) == "closed"
    assert closing not in await due(playground)


async def test_a_digest_schedule_is_due_again_and_again(playground: Playground, tmp_path: Path) -> None:
    await announced(playground)
    await playground.moderator.runs('/exchange digest every "daily 09:00"', "general")
    await playground.settle()
    assert DIGEST in await due(playground)
    playground.slack.context.time_control = control_time(
        playground.slack, playground.starling, playground.clock, tmp_path
    )
    messages = len(playground.moderator.sees("general"))
    await clock.move_clock(playground.slack.context, {"to_next": True})
    await playground.slack.until(lambda: len(playground.moderator.sees("general")) > messages, PATIENCE_S)
    assert DIGEST in await due(playground)


async def test_those_who_signed_up_are_listed_until_they_are_invited(playground: Playground) -> None:
    kim = playground.person("Kim")
    await save_preferences(playground.starling.context, playground.tenant_id, kim.id, is_subscribed=True)
    channel_id = playground.slack.channel("general").id
    exchange = await playground.exchange(QUESTION, "Warm rooms", channel_id=channel_id)
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, announcement_ts="1.000001")
    assert await due(playground) == [("invitation", {"n": 1, "question": QUESTION})]
    await playground.starling.scheduler.run_once()
    await playground.settle()
    assert await due(playground) == []


async def test_a_later_start_goes_on_at_the_time_that_was_moved_to(playground: Playground, tmp_path: Path) -> None:
    assert read_ahead(tmp_path) == 0.0
    playground.slack.context.time_control = control_time(
        playground.slack, playground.starling, playground.clock, tmp_path
    )
    await clock.move_clock(playground.slack.context, {"seconds": 3600})
    await clock.move_clock(playground.slack.context, {"seconds": 60})
    assert read_ahead(tmp_path) == 3660.0
    (tmp_path / "clock").write_text("no number")
    assert read_ahead(tmp_path) == 0.0
