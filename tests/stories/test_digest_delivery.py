"""A digest stands there once: the bot is killed, Slack is slow, full, broken or says no, and two bots run at once."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.app import assemble
from bot.digest import job
from bot.digest.themes import ThemeRuns
from bot.keys import Keyring
from bot.playground.server import Playground
from bot.settings import SettingsError
from bot.slack import refusals
from storage import deliveries, exchanges, tenants
from storage.models import delivery
from storage.session import Storage
from tests.postgres import free_port
from tests.stories.digest_town import (
    SIX,
    announced,
    by_first_word,
    moderator_is,
    order,
    posted,
    rate,
    reads,
    rows,
    states,
    tick,
    tick_until_killed,
    wait_for,
)
from tests.stories.test_modes import healthy, start_bot
from tests.templates import migrated
from tests.town import PATIENCE_S, SECRET, Town, open_town, words


async def test_killed_between_the_post_and_its_receipt_the_bot_finds_the_message_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await announced(town, *SIX)
    await order(town)
    await tick_until_killed(town, "keep_receipt", monkeypatch)
    (message,) = posted(town)
    await tick(town)
    assert await states(town) == [("digest", "claimed")], "its lease runs still"

    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    town.clock.later(seconds=61)
    await tick(town)
    assert posted(town) == [message]
    (row,) = await rows(town)
    assert (row.state, row.message_ts, row.attempt) == ("done", message.ts, 2)


async def test_killed_before_the_post_the_bot_posts_what_it_had_frozen(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await announced(town, *SIX)
    await order(town)
    await tick_until_killed(town, "get", monkeypatch)  # after it was made, before it was sent
    assert posted(town) == []
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    town.clock.later(seconds=61)
    await tick(town)
    assert "0 ratings" in reads(town)


async def test_a_message_in_another_channel_is_found_again_in_its_history(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.playground.add_channel("board", members=[town.moderator])
    await announced(town, *SIX)
    await order(town, "/exchange digest now --channel=#board")
    await tick_until_killed(town, "keep_receipt", monkeypatch)
    for number in range(250):  # it talks on, further than one page
        await town.starling.kit.web.chat_postMessage(channel=town.playground.channel("board").id, text=f"{number}")
    town.clock.later(seconds=61)
    await tick(town)
    assert len(posted(town, "board")) == 1
    assert await states(town) == [("digest", "done")]


async def test_an_answer_that_got_lost_does_not_bring_a_second_digest(town: Town) -> None:
    await announced(town, *SIX)
    await order(town)
    town.playground.faults.lose("chat.postMessage")
    await tick(town)
    assert len(posted(town)) == 1
    assert town.playground.calls.count("chat.postMessage") == 2, "the announcement and one try: no blind second one"
    town.clock.later(seconds=61)
    await tick(town)
    assert len(posted(town)) == 1
    assert await states(town) == [("digest", "done")]


async def test_while_history_cannot_be_read_nothing_is_posted_on_trust(town: Town) -> None:
    await announced(town, *SIX)
    await order(town)
    town.playground.faults.lose("chat.postMessage")
    await tick(town)
    town.playground.faults.answer("conversations.replies", status=503, times=1)
    town.clock.later(minutes=2)
    await tick(town)
    assert await states(town) == [("digest", "due")]
    town.clock.later(minutes=3)
    await tick(town)
    assert len(posted(town)) == 1
    assert await states(town) == [("digest", "done")]


async def test_when_slack_asks_to_wait_the_digest_comes_after_that_time(town: Town) -> None:
    await announced(town, *SIX)
    await order(town)
    town.playground.faults.limit("chat.postMessage", times=1, retry_after=90)
    await tick(town)
    town.clock.later(seconds=89)
    await tick(town)
    assert posted(town) == []
    town.clock.later(seconds=2)
    await tick(town)
    assert len(posted(town)) == 1


async def test_a_slack_that_is_down_gets_the_digest_when_it_is_back(town: Town) -> None:
    await announced(town, *SIX)
    await order(town)
    town.playground.faults.answer("*", status=503)
    for _ in range(5):
        await tick(town)
        town.clock.later(hours=1)
    assert posted(town) == []
    town.playground.faults.clear()
    town.clock.later(hours=1)
    await tick(town)
    assert len(posted(town)) == 1


async def test_an_archived_channel_fails_once_and_the_moderators_hear_of_it(town: Town) -> None:
    await announced(town, *SIX)
    town.playground.add_channel("board", members=[town.moderator], app=True)
    await moderator_is(town, "Kim")
    await order(town, '/exchange digest every "daily 09:00" --channel=#board')
    await town.settle()
    town.playground.channel("board").archived = True
    for _ in range(3):
        town.clock.later(days=1)
        await tick(town)
    told = [words(each) for each in town.person("Kim").dm() if "could not be posted" in words(each)]
    assert len(told) == 1
    assert "the channel is archived" in told[0]
    assert "Its schedule there has ended" in told[0]
    assert await states(town) == [("digest", "failed")]


async def test_a_channel_the_bot_was_put_out_of_fails_once(town: Town) -> None:
    await announced(town, *SIX)
    board = town.playground.add_channel("board", members=[town.moderator], app=True)
    await moderator_is(town, "Kim")
    await order(town, '/exchange digest every "daily 09:00" --channel=#board')
    del board.members[town.playground.bot_user_id]
    for _ in range(2):
        town.clock.later(days=1)
        await tick(town)
    assert await states(town) == [("digest", "failed")]
    assert "I am not in the channel" in words(town.person("Kim").dm()[-1])


@pytest.mark.parametrize(
    "error", ["restricted_action_thread_only_channel", "app_access_restricted", "no_permission", "ekm_access_denied"]
)
async def test_whatever_slack_forbids_is_told_in_words_and_not_tried_again(town: Town, error: str) -> None:
    await announced(town, *SIX)
    await moderator_is(town, "Kim")
    await order(town, '/exchange digest every "daily 09:00"')
    town.playground.faults.answer("chat.postMessage", error=error, times=1)
    for hours in (24, 1, 1):
        town.clock.later(hours=hours)
        await tick(town)
    told = [words(each) for each in town.person("Kim").dm() if "could not be posted" in words(each)]
    assert len(told) == 1
    assert refusals.LASTING[error] in told[0]
    assert await states(town) == [("digest", "failed")]
    assert ("Its schedule there has ended" in told[0]) == (error in refusals.CHANNEL), (
        "elsewhere the next may fare better"
    )


async def test_a_full_workspace_gets_its_digest_later(town: Town) -> None:
    await announced(town, *SIX)
    await order(town)
    town.playground.faults.answer("chat.postMessage", error="message_limit_exceeded", times=2)
    for _ in range(3):
        await tick(town)
        town.clock.later(hours=1)
    assert len(posted(town)) == 1


@pytest.mark.parametrize("error", ["invalid_blocks", "unsupported_block"])
async def test_where_slack_refuses_the_chart_its_bars_are_posted_as_text(town: Town, error: str) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 5], Door_locked=[0, 0, 0, 5, 0])
    await order(town)
    town.playground.faults.answer("chat.postMessage", error=error, times=1)
    await tick(town)
    (message,) = posted(town)
    assert all(block["type"] != "data_visualization" for block in message.blocks)
    assert "t1  ▰▰▰▰▰▰▰▰▱▱  4.0" in words(message)


async def test_where_the_announcement_is_gone_the_digest_stands_in_the_channel(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await town.starling.kit.web.chat_delete(channel=str(exchange.channel_id), ts=str(exchange.announcement_ts))
    await order(town)
    await tick(town)
    (message,) = posted(town)
    assert message.thread_ts is None


async def two_bots(town: Town) -> None:
    """Let a second bot, on the same database, do rounds at the same time as the first."""
    second = await assemble(town.starling.settings, clock=town.clock.now, tick_s=3600)
    try:
        rounds = [
            job.tick(kit, town.tenant_id, ThemeRuns(kit, by_first_word))
            for kit in (town.starling.kit, second.kit)
            for _ in range(3)
        ]
        await asyncio.gather(*rounds)
    finally:
        await second.stop()


async def ten_from_two(town: Town) -> None:
    exchange = await announced(town, *SIX)
    async with town.starling.kit.storage.write() as db:
        for number in range(10):
            slot, channel = f"{deliveries.NOW}{number}", str(exchange.channel_id)
            due_at = town.clock.now()
            await deliveries.owe(db, town.tenant_id, exchange.exchange_id, slot=slot, channel_id=channel, due_at=due_at)
    await two_bots(town)
    assert len(posted(town)) == 10
    assert await states(town) == [("digest", "done")] * 10


async def test_a_second_bot_on_one_sqlite_file_is_refused(town: Town) -> None:
    with pytest.raises(SettingsError, match="another Starling"):
        await assemble(town.starling.settings, clock=town.clock.now, tick_s=3600)


async def test_two_bots_at_once_post_each_digest_once_on_postgresql(tmp_path: Path, postgres_database: str) -> None:
    async with open_town(tmp_path, database_url=postgres_database) as town:
        await ten_from_two(town)


async def is_done(storage: Storage) -> bool:
    async with storage.read() as db:
        return bool((await db.execute(select(delivery.c.state))).scalar_one() == "done")


async def open_exchange(storage: Storage, playground: Playground) -> None:
    async with storage.write() as db:
        tenant_id = await tenants.ensure(db, enterprise_id="", team_id=playground.team_id, is_playground=True)
        await exchanges.insert(
            db,
            tenant_id,
            slug="safe",
            question="What keeps us safe?",
            star_meaning="agree",
            groups=[],
            names_hidden=True,
            moderation="open",
            comment_limit=1000,
            state="open",
            zone="UTC",
            channel_id=playground.channel("general").id,
            wrapped_key=Keyring(SECRET).new(),
        )


@pytest.mark.slow
async def test_a_bot_that_is_really_killed_while_slack_answers_leaves_one_digest(tmp_path: Path) -> None:
    playground = Playground(ack_seconds=PATIENCE_S)
    moderator = playground.add_person("A moderator", is_admin=True)
    playground.add_channel("general", members=[moderator], app=True)
    await playground.start()
    bots = []

    async def start() -> None:
        port = free_port()
        bots.append(await start_bot(tmp_path, playground, socket=False, port=port))
        assert await healthy(playground, port)
        playground.deliver_to(f"http://127.0.0.1:{port}/slack/events")

    def digests_there() -> int:
        messages = playground.channel("general").messages.values()
        return sum((each.metadata or {}).get("event_type") == "starling_digest" for each in messages)

    def kill(news: object) -> None:  # between what Slack did and what it says about it
        if digests_there() == 1 and len(bots) == 1 and bots[0].returncode is None:
            os.kill(bots[0].pid, signal.SIGKILL)

    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path}/served.sqlite"))
    await open_exchange(storage, playground)
    await storage.close()  # one process writes at a time
    try:
        await start()
        playground.world.listeners.append(kill)
        await moderator.runs("/exchange digest safe now", "general")
        await wait_for(lambda: digests_there() == 1)
        await bots[0].wait()
        async with storage.write() as db:  # a minute later
            await db.execute(update(delivery).values(lease_until=delivery.c.due_at))
        await storage.close()
        await start()
        async with asyncio.timeout(PATIENCE_S):
            while not await is_done(storage):  # noqa: ASYNC110 - another process brings it about
                await asyncio.sleep(0.1)
        assert digests_there() == 1
    finally:
        for bot in bots:
            if bot.returncode is None:
                bot.send_signal(signal.SIGTERM)
                await bot.wait()
        await storage.close()
        await playground.stop()
