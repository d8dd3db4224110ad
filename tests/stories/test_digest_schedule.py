"""Digests that come by themselves: on their days, late, not when nothing is new, and once at the close."""

from bot.core.digest_schedule import parse_every
from bot.digest import flow
from storage import ratings
from storage.exchanges import Exchange
from tests.sentences import EN
from tests.stories.digest_helpers import SIX, announced, close, posted, rate, reads, reply_to, rows, states, tick
from tests.stories.people import star_by
from tests.whole_bot import Playground, list_action_ids, words


async def test_a_schedule_brings_a_digest_a_day_only_when_something_is_new(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    answer = await reply_to(playground, '/exchange digest every "daily 09:00"')
    assert "*daily 09:00* (UTC, your time zone)" in answer
    await tick(playground)
    assert posted(playground) == []

    playground.clock.later(days=1)
    for _ in range(3):
        await tick(playground)
    assert len(posted(playground)) == 1
    playground.clock.later(days=1)
    await tick(playground)
    assert len(posted(playground)) == 1, "nothing new"
    assert EN("digest.state.nothing_new") in await reply_to(playground, "/exchange digest")

    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 1])
    playground.clock.later(days=1)
    await tick(playground)
    assert len(posted(playground)) == 2
    assert "a few new comments or ratings" in words(posted(playground)[1])


async def test_nobody_did_anything_yet_and_no_digest_comes(playground: Playground) -> None:
    exchange = await announced(playground)
    await flow.set_schedule(
        playground.starling.context, exchange, str(exchange.channel_id), parse_every("daily 09:00"), "UTC"
    )
    playground.clock.later(days=1)
    await tick(playground)
    assert await states(playground) == [("digest", "dropped")]
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    assert EN("digest.no_comment.open") in reads(playground)


async def test_the_bot_slept_through_four_digests_and_posts_one_marked_late(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, '/exchange digest every "daily 09:00"')
    playground.clock.later(days=4)
    # At least an hour past nine, whatever time it is now.
    playground.clock.later(hours=(10 - playground.clock.now().hour) % 24)
    await tick(playground)
    assert "Late: it was due" in reads(playground)
    playground.clock.later(days=1)
    await tick(playground)
    assert len(posted(playground)) == 1


async def test_of_two_digests_that_slack_did_not_take_only_the_later_is_posted(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, '/exchange digest every "daily 09:00"')
    playground.slack.faults.answer("chat.postMessage", status=500)
    playground.clock.later(days=1)
    await tick(playground)
    playground.clock.later(days=1)
    await tick(playground)
    assert posted(playground) == []
    playground.slack.faults.clear()
    playground.clock.later(hours=2)
    await tick(playground)
    assert len(posted(playground)) == 1
    assert sorted(await states(playground)) == [("digest", "done"), ("digest", "dropped")]


async def test_another_channel_gets_its_own_digest(playground: Playground) -> None:
    playground.slack.add_channel("board", members=[playground.moderator])
    board = playground.slack.channel("board")
    await announced(playground, *SIX)
    answer = await reply_to(playground, '/exchange digest every "weekdays 16:30" --channel=#board')
    assert f"<#{board.id}>" in answer
    assert playground.slack.bot_user_id in board.members, "it joined the public channel"
    playground.clock.later(days=4)
    await tick(playground)
    (message,) = posted(playground, "board")
    assert message.thread_ts is None
    assert posted(playground) == []
    assert "No more digests" in await reply_to(playground, "/exchange digest off --channel=#board")
    assert EN("digest.ended_none") in await reply_to(playground, "/exchange digest off")


async def test_after_the_close_there_is_one_closing_digest_and_no_other(playground: Playground) -> None:
    playground.slack.add_channel("board", members=[playground.moderator])
    exchange = await announced(playground, *SIX)
    await reply_to(playground, '/exchange digest every "daily 09:00" --channel=#board')
    playground.clock.later(days=1)
    await tick(playground)
    await close(playground, exchange)
    for _ in range(3):
        await tick(playground)
        playground.clock.later(days=1)
    (message,) = posted(playground)
    assert "Closing digest" in words(message)
    assert list_action_ids(message) == ["exchanges.results", "home.sign_up"]
    assert ["Closing" in words(each) for each in posted(playground, "board")] == [False, True]
    assert EN("digest.closed_no_schedule") in await reply_to(playground, '/exchange digest every "daily 09:00"')
    assert EN("digest.closing_posted") in await reply_to(playground, "/exchange digest now")

    await close(playground, exchange, state="open")
    await tick(playground)
    playground.clock.later(minutes=1)
    await close(playground, exchange)
    await tick(playground)
    assert len(posted(playground)) == 2, "it closed twice"


async def test_a_closing_digest_is_not_posted_once_the_exchange_is_open_again(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    playground.slack.faults.limit("chat.postMessage", times=1, retry_after=30)
    await close(playground, exchange)
    await tick(playground)
    await close(playground, exchange, state="open")
    playground.clock.later(seconds=31)
    await tick(playground)
    assert posted(playground) == []
    assert await states(playground) == [("digest", "dropped")]


async def one_more_rates(playground: Playground, exchange: Exchange, rater: int) -> None:
    """Let somebody give the first comment five stars, so that a digest has something new."""
    first, *_ = await playground.comments(exchange)
    async with playground.starling.context.storage.write() as db:
        await ratings.save(db, exchange.scope, star_by(playground, exchange, rater, first.comment_id, 5))


async def test_five_days_bring_five_digests_by_the_local_date(playground: Playground) -> None:
    exchange = await announced(playground, *SIX, zone="America/Los_Angeles")
    ctx = playground.starling.context
    await flow.set_schedule(ctx, exchange, str(exchange.channel_id), parse_every("daily 01:30"), exchange.zone)
    for hour in range(5 * 24):  # autumn or not, a day has one slot
        await one_more_rates(playground, exchange, hour)
        playground.clock.later(hours=1)
        await tick(playground)
    slots = [each.slot for each in await rows(playground)]
    assert len(slots) == len(set(slots)) == len(posted(playground)) == 5
