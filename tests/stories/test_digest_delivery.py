"""A digest is posted once: the bot is killed, Slack is slow, full, broken or says no, and two bots run at once."""

import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.app import assemble
from bot.digest import job
from bot.digest.composer import DigestComposer
from bot.keys import Keyring
from bot.playground.server import PlaygroundServer
from bot.settings import SettingsError
from bot.slack import refusals
from bot.themes.runs import ThemeRuns
from storage import deliveries, exchanges, tenants
from storage.models import delivery
from storage.session import Storage
from tests.postgres import free_port
from tests.sentences import EN
from tests.stories.digest_helpers import (
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
from tests.whole_bot import PATIENCE_S, SECRET, Playground, open_playground, words


async def test_killed_between_the_post_and_its_receipt_the_bot_finds_the_message_again(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await announced(playground, *SIX)
    await order(playground)
    await tick_until_killed(playground, "save_receipt", monkeypatch)
    (message,) = posted(playground)
    await tick(playground)
    assert await states(playground) == [("digest", "claimed")], "its lease runs still"

    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    playground.clock.later(seconds=61)
    await tick(playground)
    assert posted(playground) == [message]
    (row,) = await rows(playground)
    assert (row.state, row.message_ts, row.attempt) == ("done", message.ts, 2)


async def test_killed_before_the_post_the_bot_posts_what_it_had_frozen(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await announced(playground, *SIX)
    await order(playground)
    await tick_until_killed(playground, "get", monkeypatch)  # after it was made, before it was sent
    assert posted(playground) == []
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    playground.clock.later(seconds=61)
    await tick(playground)
    assert EN("common.few_people") in reads(playground)


async def test_a_message_in_another_channel_is_found_again_in_its_history(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    playground.slack.add_channel("board", members=[playground.moderator])
    await announced(playground, *SIX)
    await order(playground, "/exchange digest now --channel=#board")
    await tick_until_killed(playground, "save_receipt", monkeypatch)
    for number in range(250):  # it talks on, further than one page
        await playground.web.chat_postMessage(channel=playground.slack.channel("board").id, text=f"{number}")
    playground.clock.later(seconds=61)
    await tick(playground)
    assert len(posted(playground, "board")) == 1
    assert await states(playground) == [("digest", "done")]


async def test_an_answer_that_got_lost_does_not_bring_a_second_digest(playground: Playground) -> None:
    await announced(playground, *SIX)
    await order(playground)
    playground.slack.faults.drop("chat.postMessage")
    await tick(playground)
    assert len(posted(playground)) == 1
    assert playground.slack.calls.count("chat.postMessage") == 2, "the announcement and one try: no blind second one"
    playground.clock.later(seconds=61)
    await tick(playground)
    assert len(posted(playground)) == 1
    assert await states(playground) == [("digest", "done")]


async def test_while_history_cannot_be_read_nothing_is_posted_on_trust(playground: Playground) -> None:
    await announced(playground, *SIX)
    await order(playground)
    playground.slack.faults.drop("chat.postMessage")
    await tick(playground)
    playground.slack.faults.answer("conversations.replies", status=503, times=1)
    playground.clock.later(minutes=2)
    await tick(playground)
    assert await states(playground) == [("digest", "due")]
    playground.clock.later(minutes=3)
    await tick(playground)
    assert len(posted(playground)) == 1
    assert await states(playground) == [("digest", "done")]


async def test_when_slack_asks_to_wait_the_digest_comes_after_that_time(playground: Playground) -> None:
    await announced(playground, *SIX)
    await order(playground)
    playground.slack.faults.limit("chat.postMessage", times=1, retry_after=90)
    await tick(playground)
    playground.clock.later(seconds=89)
    await tick(playground)
    assert posted(playground) == []
    playground.clock.later(seconds=2)
    await tick(playground)
    assert len(posted(playground)) == 1


async def test_a_slack_that_is_down_gets_the_digest_when_it_is_back(playground: Playground) -> None:
    await announced(playground, *SIX)
    await order(playground)
    playground.slack.faults.answer("*", status=503)
    for _ in range(5):
        await tick(playground)
        playground.clock.later(hours=1)
    assert posted(playground) == []
    playground.slack.faults.clear()
    playground.clock.later(hours=1)
    await tick(playground)
    assert len(posted(playground)) == 1


async def test_an_archived_channel_fails_once_and_the_moderators_hear_of_it(playground: Playground) -> None:
    await announced(playground, *SIX)
    playground.slack.add_channel("board", members=[playground.moderator], app=True)
    await moderator_is(playground, "Kim")
    await order(playground, '/exchange digest every "daily 09:00" --channel=#board')
    await playground.settle()
    playground.slack.channel("board").archived = True
    for _ in range(3):
        playground.clock.later(days=1)
        await tick(playground)
    notices = [words(each) for each in playground.person("Kim").dm() if "could not be posted" in words(each)]
    assert len(notices) == 1
    assert "the channel is archived" in notices[0]
    assert "Its schedule there has ended" in notices[0]
    assert await states(playground) == [("digest", "failed")]


async def test_a_channel_the_bot_was_put_out_of_fails_once(playground: Playground) -> None:
    await announced(playground, *SIX)
    board = playground.slack.add_channel("board", members=[playground.moderator], app=True)
    await moderator_is(playground, "Kim")
    await order(playground, '/exchange digest every "daily 09:00" --channel=#board')
    del board.members[playground.slack.bot_user_id]
    for _ in range(2):
        playground.clock.later(days=1)
        await tick(playground)
    assert await states(playground) == [("digest", "failed")]
    assert "I am not in the channel" in words(playground.person("Kim").dm()[-1])


@pytest.mark.parametrize(
    "error", ["restricted_action_thread_only_channel", "app_access_restricted", "no_permission", "ekm_access_denied"]
)
async def test_whatever_slack_forbids_is_reported_in_words_and_not_tried_again(
    playground: Playground, error: str
) -> None:
    await announced(playground, *SIX)
    await moderator_is(playground, "Kim")
    hour = (playground.clock.now() + timedelta(hours=12)).hour  # one digest is due while the test lasts, at any hour
    await order(playground, f'/exchange digest every "daily {hour:02}:00"')
    playground.slack.faults.answer("chat.postMessage", error=error, times=1)
    for hours in (24, 1, 1):
        playground.clock.later(hours=hours)
        await tick(playground)
    notices = [words(each) for each in playground.person("Kim").dm() if "could not be posted" in words(each)]
    assert len(notices) == 1
    assert refusals.refusal_text(error, EN) in notices[0]
    assert await states(playground) == [("digest", "failed")]
    assert ("Its schedule there has ended" in notices[0]) == (error in refusals.CHANNEL), (
        "elsewhere the next may fare better"
    )


async def test_a_full_workspace_gets_its_digest_later(playground: Playground) -> None:
    await announced(playground, *SIX)
    await order(playground)
    playground.slack.faults.answer("chat.postMessage", error="message_limit_exceeded", times=2)
    for _ in range(3):
        await tick(playground)
        playground.clock.later(hours=1)
    assert len(posted(playground)) == 1


async def test_where_the_announcement_is_gone_the_digest_is_posted_in_the_channel(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await playground.web.chat_delete(channel=str(exchange.channel_id), ts=str(exchange.announcement_ts))
    await order(playground)
    await tick(playground)
    (message,) = posted(playground)
    assert message.thread_ts is None


async def two_bots(playground: Playground) -> None:
    """Let a second bot, on the same database, do rounds at the same time as the first."""
    second = await assemble(playground.starling.settings, clock=playground.clock.now, tick_s=3600)
    try:
        rounds = [
            job.tick(ctx, playground.tenant_id, DigestComposer(ctx, ThemeRuns(ctx, by_first_word)))
            for ctx in (playground.starling.context, second.context)
            for _ in range(3)
        ]
        await asyncio.gather(*rounds)
    finally:
        await second.stop()


async def ten_from_two(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    async with playground.starling.context.storage.write() as db:
        for number in range(10):
            slot, channel = f"{deliveries.NOW}{number}", str(exchange.channel_id)
            due_at = playground.clock.now()
            await deliveries.enqueue(db, exchange.scope, slot=slot, channel_id=channel, due_at=due_at)
    await two_bots(playground)
    for _ in range(10):  # one that met the other bot's lock is tried again later
        if await states(playground) == [("digest", "done")] * 10:
            break
        playground.clock.later(minutes=10)
        await tick(playground)
    assert len(posted(playground)) == 10
    assert await states(playground) == [("digest", "done")] * 10


async def test_a_second_bot_on_one_sqlite_file_is_refused(playground: Playground) -> None:
    with pytest.raises(SettingsError, match="another Starling"):
        await assemble(playground.starling.settings, clock=playground.clock.now, tick_s=3600)


async def test_two_bots_at_once_post_each_digest_once_on_postgresql(tmp_path: Path, postgres_database: str) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        await ten_from_two(playground)


async def is_done(storage: Storage) -> bool:
    async with storage.read() as db:
        return bool((await db.execute(select(delivery.c.state))).scalar_one() == "done")


async def open_exchange(storage: Storage, slack: PlaygroundServer) -> None:
    async with storage.write() as db:
        tenant_id = await tenants.ensure(db, enterprise_id="", team_id=slack.team_id, is_playground=True)
        await exchanges.insert(
            db,
            tenant_id,
            slug="safe",
            question="What keeps us safe?",
            star_meaning="agree",
            groups=[],
            is_anonymous=True,
            moderation="post",
            comment_limit=1000,
            state="open",
            zone="UTC",
            channel_id=slack.channel("general").id,
            wrapped_key=Keyring(SECRET).new(),
        )


@pytest.mark.slow
async def test_a_bot_that_is_really_killed_while_slack_answers_leaves_one_digest(tmp_path: Path) -> None:
    slack = PlaygroundServer(ack_seconds=PATIENCE_S)
    moderator = slack.add_person("A moderator", is_admin=True)
    slack.add_channel("general", members=[moderator], app=True)
    await slack.start()
    bots = []

    async def start() -> None:
        port = free_port()
        bots.append(await start_bot(tmp_path, slack, socket=False, port=port))
        assert await healthy(bots[-1], port)
        slack.deliver_to(f"http://127.0.0.1:{port}/slack/events")

    def digests_there() -> int:
        messages = slack.channel("general").messages.values()
        return sum((each.metadata or {}).get("event_type") == "starling_digest" for each in messages)

    def kill(news: object) -> None:  # between what Slack did and what it says about it
        if digests_there() == 1 and len(bots) == 1 and bots[0].returncode is None:
            os.kill(bots[0].pid, signal.SIGKILL)

    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path}/served.sqlite"))
    await open_exchange(storage, slack)
    await storage.close()  # one process writes at a time
    try:
        await start()
        slack.world.listeners.append(kill)
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
        await slack.stop()
