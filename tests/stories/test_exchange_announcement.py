"""The announcement: one message an exchange, edited in place, whatever Slack does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import null

from bot.domain.public_counts import period_of
from bot.exchanges import announcement
from storage import exchanges
from storage.public_counts import PublicCounts
from tests.sentences import EN
from tests.stories.exchange_helpers import (
    DIFFERENT,
    QUESTION,
    announcements,
    fields,
    only,
    opened,
    reply_text,
    run_command,
    sends_form,
)
from tests.whole_bot import Playground, words


async def shared(playground: Playground, name: str, text: str) -> None:
    await playground.person(name).runs(f"/exchange share {text}", "general")
    await playground.settle()


async def ticks(playground: Playground) -> None:
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def test_counts_change_in_steps_and_hourly_while_few_take_part(playground: Playground) -> None:
    await opened(playground)
    calls = playground.slack.calls
    calls.clear()
    for n, text in enumerate(DIFFERENT[:6]):
        await shared(playground, f"Person {n}", text)
        playground.clock.later(minutes=2)
        await ticks(playground)
    [message] = announcements(playground)
    assert calls.count("chat.update") == 0, "the hour is not over, whoever commented meanwhile"
    assert EN("announcement.no_comment.open") in words(message)
    playground.clock.later(hours=1)
    await ticks(playground)
    await ticks(playground)
    assert calls.count("chat.update") == 1
    assert "more than 5 people · more than 5 comments" in words(announcements(playground)[0])
    await shared(playground, "Person 0", DIFFERENT[6])
    playground.clock.later(hours=1)
    await ticks(playground)
    assert calls.count("chat.update") == 1, "seven comments are more than five still"


async def test_a_new_exchange_says_at_once_that_there_are_comments_to_begin_with(playground: Playground) -> None:
    imani = playground.moderator
    await imani.runs("/exchange new", "general")
    await sends_form(imani, fields(seeds="Longer lunch\nA crossing guard"))
    await playground.settle()
    draft = imani.ephemerals("general")[-1]
    assert EN("announcement.seeds_only", n=2) in words(draft)
    assert await imani.clicks(draft, "exchanges.open")
    await playground.settle()
    [message] = announcements(playground)
    assert EN("announcement.seeds_only", n=2) in words(message), "what the draft showed"


async def test_with_thirty_people_counts_change_every_ten_minutes(playground: Playground) -> None:
    exchange = await opened(playground)
    counts = PublicCounts(people=30, comments=30)
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, public_counts=counts.to_json())
    now = playground.clock.now()
    found = replace(exchange, public_counts=counts)
    assert period_of(found, now) <= now < period_of(found, now) + timedelta(minutes=10)
    assert period_of(exchange, now).minute == 0


async def test_a_moderator_who_changes_a_date_learns_no_newer_counts(playground: Playground) -> None:
    await opened(playground)
    for n, text in enumerate(DIFFERENT):
        await shared(playground, f"Person {n}", text)
    await reply_text(playground, '/exchange extend "in 5d"')
    await ticks(playground)
    assert "more than" not in words(announcements(playground)[0])
    assert EN("common.up_to", n=5) in await reply_text(playground, "/exchange status")


async def test_it_shows_question_date_stars_and_names_and_joins_a_public_channel_by_itself(
    playground: Playground,
) -> None:
    playground.slack.add_channel("library", members=[playground.moderator])
    channel = playground.slack.channel("library")
    await reply_text(
        playground, f'/exchange new "{QUESTION}" --channel=#library --stars=agree --close="in 2d" --open=now'
    )
    [message] = announcements(playground, "library")
    shown = words(message)
    assert QUESTION in shown
    assert "Open until" in shown
    assert "how much you agree with this" in shown
    assert "Nobody sees your name" in shown
    assert playground.slack.bot_user_id in channel.members
    assert (await only(playground)).announcement_ts == message.ts


async def test_a_private_channel_without_the_bot_is_reported_before_anything_opens(playground: Playground) -> None:
    imani = playground.moderator
    playground.slack.add_channel("board", private=True, members=[imani])
    board = playground.slack.channel("board")
    await imani.runs("/exchange new", "general")
    await sends_form(imani, fields(channel=board.id))
    await playground.settle()
    card = imani.ephemerals("general")[-1]
    assert "/invite @Starling" in words(card), "the draft's card says so already"
    await imani.clicks(card, "exchanges.open")
    await playground.settle()
    assert "/invite @Starling" in words(imani.ephemerals("general")[-1])
    assert (await only(playground)).state == "draft"
    await imani.invites_app("board")
    assert await imani.clicks(card, "exchanges.open")
    await playground.settle()
    assert len(announcements(playground, "board")) == 1


async def test_an_archived_channel_is_refused_kindly(playground: Playground) -> None:
    playground.slack.add_channel("old", members=[playground.moderator], app=True)
    card = await run_command(playground, f'/exchange new "{QUESTION}" --channel=#old')
    playground.slack.channel("old").archived = True
    await playground.moderator.clicks(card, "exchanges.open")
    await playground.settle()
    assert "is archived" in words(playground.moderator.ephemerals("general")[-1])
    assert (await only(playground)).state == "draft"


@pytest.mark.parametrize("fault", ["lose", "late", "answer"])
async def test_whatever_becomes_of_the_posting_it_is_there_once(playground: Playground, fault: str) -> None:
    faults = playground.slack.faults
    if fault == "lose":
        faults.drop("chat.postMessage")
    elif fault == "late":
        faults.delay("chat.postMessage", 0.2, times=1)
    else:
        faults.answer("chat.postMessage", status=500, times=1)
    await opened(playground)
    for _ in range(3):
        playground.clock.later(seconds=100)
        await ticks(playground)
    [message] = announcements(playground)
    kept = await only(playground)
    assert kept.announcement_ts == message.ts
    assert kept.announced_snapshot
    assert kept.announce_lease_until is None


async def test_a_bot_that_died_between_posting_and_keeping_finds_its_message_again(playground: Playground) -> None:
    exchange = await opened(playground)
    [message] = announcements(playground)
    async with playground.starling.context.storage.write() as db:  # as it was when the bot was killed
        await exchanges.update_exchange(
            db,
            exchange.scope,
            announcement_ts=None,
            announced_snapshot=None,
            announced_at=None,
            announce_lease_until=playground.clock.now() + timedelta(seconds=60),
        )
    await playground.person("Ana").says("something else", "general")
    await ticks(playground)
    assert (await only(playground)).announcement_ts is None, "somebody else may hold it still"
    playground.clock.later(seconds=61)
    await ticks(playground)
    assert announcements(playground) == [message]
    assert (await only(playground)).announcement_ts == message.ts


async def test_a_message_that_the_bot_died_over_is_found_and_closed_after_a_long_downtime(
    playground: Playground,
) -> None:
    exchange = await opened(playground, '--close="in 2d"')
    [message] = announcements(playground)
    async with playground.starling.context.storage.write() as db:  # as it was when the bot was killed
        lease = {"announce_lease_until": playground.clock.now() + timedelta(seconds=60)}
        lost = dict.fromkeys(("announcement_ts", "announced_snapshot", "announced_at"), null())
        await exchanges.update_exchange(db, exchange.scope, **lost, **lease)
    playground.clock.later(days=12)
    await ticks(playground)
    assert announcements(playground) == [message]
    assert "Closed" in words(message)


async def test_two_at_once_post_one(playground: Playground) -> None:
    await reply_text(playground, f'/exchange new "{QUESTION}"')
    ctx, draft = playground.starling.context, await only(playground)
    async with ctx.storage.write() as db:
        await exchanges.update_exchange(db, draft.scope, state="open", opened_at=playground.clock.now())
    await ticks(playground)
    now, until = playground.clock.now(), playground.clock.now() + timedelta(seconds=90)
    async with ctx.storage.write() as db:
        assert await exchanges.claim_announcement(db, draft.scope, now=now, until=until)
        assert not await exchanges.claim_announcement(db, draft.scope, now=now, until=until)
    await announcement.update_announcement(ctx, playground.tenant_id, draft.exchange_id)
    await playground.settle()
    assert len(announcements(playground)) == 1


async def test_when_slack_does_not_let_it_the_moderator_gets_one_message_and_it_follows_later(
    playground: Playground,
) -> None:
    playground.slack.faults.answer("chat.postMessage", status=200, error="restricted_action", times=1)
    await opened(playground)
    assert any("only some people may write there" in words(each) for each in playground.moderator.ephemerals("general"))
    assert "Not announced yet" in await reply_text(playground, "/exchange status")
    playground.clock.later(seconds=61)
    await ticks(playground)
    [message] = announcements(playground)
    assert (await only(playground)).announcement_ts == message.ts
    assert "Not announced yet" not in await reply_text(playground, "/exchange status")


async def test_a_refusal_that_lasts_is_reported_once_and_tried_less_and_less_often(playground: Playground) -> None:
    playground.slack.faults.answer("chat.postMessage", error="restricted_action_thread_only_channel")
    await opened(playground)
    tries = playground.slack.calls.list_for("chat.postMessage")
    assert len(tries) == 1
    for minutes, count in ((1, 2), (1, 2), (1, 3), (60, 4), (600, 5), (60, 6), (60, 7)):
        playground.clock.later(minutes=minutes, seconds=1)
        await ticks(playground)
        assert len(playground.slack.calls.list_for("chat.postMessage")) == count, minutes
    texts = [words(each) for each in playground.moderator.ephemerals("general")]
    assert sum("only replies in threads may be written there" in each for each in texts) == 1
    playground.slack.faults.clear()
    playground.clock.later(hours=1, seconds=1)
    await ticks(playground)
    assert len(announcements(playground)) == 1


async def test_a_deleted_announcement_is_not_posted_again(playground: Playground) -> None:
    await opened(playground)
    [message] = announcements(playground)
    del playground.slack.channel("general").messages[message.ts]
    await reply_text(playground, '/exchange extend "in 5d"')
    playground.clock.later(seconds=61)
    await ticks(playground)
    await ticks(playground)
    assert not announcements(playground)
    assert playground.slack.calls.count("chat.update") == 1, "not tried again until something changes"


async def test_an_edit_that_slack_puts_off_comes_later(playground: Playground) -> None:
    await opened(playground)
    playground.slack.faults.limit("chat.update", times=1)
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    assert "Closed" not in words(announcements(playground)[0])
    playground.clock.later(seconds=61)
    await ticks(playground)
    assert "Closed" in words(announcements(playground)[0])


async def test_the_close_is_in_the_message_at_once_after_an_edit_of_the_counts(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Longer lunch")
    playground.clock.later(seconds=61)
    await ticks(playground)
    await shared(playground, "Ben", "A crossing guard")
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    shown = words(announcements(playground)[0])
    assert "Closed" in shown
    assert "2 people · 2 comments" in shown
