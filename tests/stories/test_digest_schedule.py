"""Digests that come by themselves: on their days, late, not when nothing is new, and once at the close."""

from bot.core.digest_schedule import parse_every
from bot.digest import flow
from tests.stories.digest_town import SIX, announced, close, posted, rate, reads, rows, states, tick, whisper
from tests.town import Town, action_ids, words


async def test_a_schedule_brings_a_digest_a_day_only_when_something_is_new(town: Town) -> None:
    exchange = await announced(town, *SIX)
    answer = await whisper(town, '/exchange digest every "daily 09:00"')
    assert "*daily 09:00* (UTC, your time zone)" in answer
    await tick(town)
    assert posted(town) == []

    town.clock.later(days=1)
    for _ in range(3):
        await tick(town)
    assert len(posted(town)) == 1
    town.clock.later(days=1)
    await tick(town)
    assert len(posted(town)) == 1, "nothing new"
    assert "none posted, nothing was new" in await whisper(town, "/exchange digest")

    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 1])
    town.clock.later(days=1)
    await tick(town)
    assert len(posted(town)) == 2
    assert "1 new rating." in words(posted(town)[1])


async def test_nobody_did_anything_yet_and_no_digest_comes(town: Town) -> None:
    exchange = await announced(town)
    await flow.set_schedule(town.starling.kit, exchange, str(exchange.channel_id), parse_every("daily 09:00"), "UTC")
    town.clock.later(days=1)
    await tick(town)
    assert await states(town) == [("digest", "dropped")]
    await whisper(town, "/exchange digest now")
    await tick(town)
    assert "No comment yet." in reads(town)


async def test_the_bot_slept_through_four_digests_and_posts_one_marked_late(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, '/exchange digest every "daily 09:00"')
    town.clock.later(days=4)
    # At least an hour past nine, whatever time it is now.
    town.clock.later(hours=(10 - town.clock.now().hour) % 24)
    await tick(town)
    assert "Late: it was due" in reads(town)
    town.clock.later(days=1)
    await tick(town)
    assert len(posted(town)) == 1


async def test_of_two_digests_that_slack_did_not_take_only_the_later_is_posted(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, '/exchange digest every "daily 09:00"')
    town.playground.faults.answer("chat.postMessage", status=500)
    town.clock.later(days=1)
    await tick(town)
    town.clock.later(days=1)
    await tick(town)
    assert posted(town) == []
    town.playground.faults.clear()
    town.clock.later(hours=2)
    await tick(town)
    assert len(posted(town)) == 1
    assert sorted(await states(town)) == [("digest", "done"), ("digest", "dropped")]


async def test_another_channel_gets_its_own_digest(town: Town) -> None:
    town.playground.add_channel("board", members=[town.moderator])
    board = town.playground.channel("board")
    await announced(town, *SIX)
    answer = await whisper(town, '/exchange digest every "weekdays 16:30" --channel=#board')
    assert f"<#{board.id}>" in answer
    assert town.playground.bot_user_id in board.members, "it joined the public channel"
    town.clock.later(days=4)
    await tick(town)
    (message,) = posted(town, "board")
    assert message.thread_ts is None
    assert posted(town) == []
    assert "No more digests" in await whisper(town, "/exchange digest off --channel=#board")
    assert "Nothing was changed" in await whisper(town, "/exchange digest off")


async def test_after_the_close_there_is_one_closing_digest_and_no_other(town: Town) -> None:
    town.playground.add_channel("board", members=[town.moderator])
    exchange = await announced(town, *SIX)
    await whisper(town, '/exchange digest every "daily 09:00" --channel=#board')
    town.clock.later(days=1)
    await tick(town)
    await close(town, exchange)
    for _ in range(3):
        await tick(town)
        town.clock.later(days=1)
    (message,) = posted(town)
    assert "Closing digest" in words(message)
    assert action_ids(message) == ["host.results"]
    assert ["Closing" in words(each) for each in posted(town, "board")] == [False, True]
    assert "no digest comes after" in await whisper(town, '/exchange digest every "daily 09:00"')
    assert "No other one follows" in await whisper(town, "/exchange digest now")

    await close(town, exchange, state="open")
    await tick(town)
    town.clock.later(minutes=1)
    await close(town, exchange)
    await tick(town)
    assert len(posted(town)) == 2, "it closed twice"


async def test_a_closing_digest_is_not_posted_once_the_exchange_is_open_again(town: Town) -> None:
    exchange = await announced(town, *SIX)
    town.playground.faults.limit("chat.postMessage", times=1, retry_after=30)
    await close(town, exchange)
    await tick(town)
    await close(town, exchange, state="open")
    town.clock.later(seconds=31)
    await tick(town)
    assert posted(town) == []
    assert await states(town) == [("digest", "dropped")]


async def test_five_days_bring_five_digests_by_the_local_date(town: Town) -> None:
    exchange = await announced(town, *SIX, zone="America/Los_Angeles")
    kit = town.starling.kit
    await flow.set_schedule(kit, exchange, str(exchange.channel_id), parse_every("daily 01:30"), exchange.zone)
    for hour in range(5 * 24):  # autumn or not, a day has one slot
        await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, hour + 1])
        town.clock.later(hours=1)
        await tick(town)
    slots = [each.slot for each in await rows(town)]
    assert len(slots) == len(set(slots)) == len(posted(town)) == 5
