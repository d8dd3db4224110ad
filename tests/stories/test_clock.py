"""The playground's time is moved forward: what was due happens, and the list says what comes next."""

from datetime import timedelta
from pathlib import Path

from bot.playground import time_control
from bot.playground.due import list_due
from bot.playground.run import control_time, read_ahead
from storage import exchanges, tenants
from storage.exchanges import Exchange
from tests.town import PATIENCE_S, Town, words

QUESTION = "What keeps us safe?"


async def announced(town: Town) -> Exchange:
    """Return an exchange of three days, the last fifth of them for rating only, that was announced in #general."""
    closes_at = town.clock.now() + timedelta(days=3)
    channel_id = town.playground.channel("general").id
    exchange = await town.exchange(QUESTION, "Warm rooms", closes_at=closes_at, channel_id=channel_id, rating_only=20)
    await town.starling.ticker.run_once()
    await town.settle()
    return exchange


async def texts(town: Town) -> list[str]:
    found = await list_due(town.starling, town.playground.team_id)
    return [each.text for each in sorted(found, key=lambda each: each.at)]


async def state_of(town: Town, exchange: Exchange) -> str:
    async with town.starling.kit.storage.read() as db:
        found = await exchanges.get(db, town.tenant_id, exchange.exchange_id)
    assert found
    return found.state


async def test_the_time_moves_to_the_end_of_sharing_and_to_the_close(town: Town, tmp_path: Path) -> None:
    exchange = await announced(town)
    town.playground.time_control = control_time(town.playground, town.starling, town.clock, tmp_path)
    sharing, closing = await texts(town)
    assert sharing == f"“{QUESTION}”: sharing ends, people go on rating"
    assert closing == f"“{QUESTION}” closes, and its last digest follows"

    await time_control.move(town.playground, {"to_next": True})
    ana = town.person("Ana")
    await ana.runs("/exchange share Longer lunch", "general")
    await town.settle()
    assert [each.text for each in await town.comments(exchange)] == ["Warm rooms"]

    announcement = town.moderator.sees("general")[0]
    before = words(announcement)
    await time_control.move(town.playground, {"to_next": True})
    await town.playground.until(lambda: words(announcement) != before, PATIENCE_S)
    assert await state_of(town, exchange) == "closed"
    assert closing not in await texts(town)


async def test_a_digest_schedule_is_due_again_and_again(town: Town, tmp_path: Path) -> None:
    await announced(town)
    await town.moderator.runs('/exchange digest every "daily 09:00"', "general")
    await town.settle()
    assert f"Digest of “{QUESTION}” (daily 09:00)" in await texts(town)
    town.playground.time_control = control_time(town.playground, town.starling, town.clock, tmp_path)
    messages = len(town.moderator.sees("general"))
    await time_control.move(town.playground, {"to_next": True})
    await town.playground.until(lambda: len(town.moderator.sees("general")) > messages, PATIENCE_S)
    assert f"Digest of “{QUESTION}” (daily 09:00)" in await texts(town)


async def test_those_who_signed_up_are_listed_until_they_are_invited(town: Town) -> None:
    kim = town.person("Kim")
    async with town.starling.kit.storage.write() as db:
        await tenants.keep_person(db, town.tenant_id, kim.id, signed_up=True)
    channel_id = town.playground.channel("general").id
    exchange = await town.exchange(QUESTION, "Warm rooms", channel_id=channel_id)
    async with town.starling.kit.storage.write() as db:
        await exchanges.change(db, town.tenant_id, exchange.exchange_id, announcement_ts="1.000001")
    assert await texts(town) == [f"1 person who signed up waits for the invitation to “{QUESTION}”"]
    await town.starling.ticker.run_once()
    await town.settle()
    assert await texts(town) == []


async def test_a_later_start_goes_on_at_the_time_that_was_moved_to(town: Town, tmp_path: Path) -> None:
    assert read_ahead(tmp_path) == 0.0
    town.playground.time_control = control_time(town.playground, town.starling, town.clock, tmp_path)
    await time_control.move(town.playground, {"seconds": 3600})
    await time_control.move(town.playground, {"seconds": 60})
    assert read_ahead(tmp_path) == 3660.0
    (tmp_path / "clock").write_text("no number")
    assert read_ahead(tmp_path) == 0.0
