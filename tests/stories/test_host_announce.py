"""The announcement: one message an exchange, edited in place, whatever Slack does."""

from datetime import timedelta

import pytest

from bot.host import announce
from storage import exchanges
from tests.stories.host_town import QUESTION, announcements, fields, only, opened, said, told
from tests.town import Town, words


async def shared(town: Town, name: str, text: str) -> None:
    await town.person(name).runs(f"/exchange share {text}", "general")
    await town.settle()


async def ticks(town: Town) -> None:
    await town.starling.ticker.run_once()
    await town.settle()


async def test_counts_are_edited_into_the_one_message_at_most_once_a_minute(town: Town) -> None:
    await opened(town)
    calls = town.playground.calls
    calls.clear()
    await shared(town, "Ana", "Longer lunch")
    await ticks(town)
    assert calls.count("chat.update") == 0, "the minute is not over"
    town.clock.later(seconds=61)
    await ticks(town)
    await ticks(town)
    assert calls.count("chat.update") == 1
    [message] = announcements(town)
    assert "*1* person · *1* comment · *0* ratings" in words(message)
    town.clock.later(seconds=61)
    await ticks(town)
    assert calls.count("chat.update") == 1, "nothing changed"


async def test_it_shows_question_date_stars_and_names_and_joins_a_public_channel_by_itself(town: Town) -> None:
    town.playground.add_channel("library", members=[town.moderator])
    channel = town.playground.channel("library")
    await said(town, f'/exchange new "{QUESTION}" --channel=#library --stars=agree --close="in 2d" --open=now')
    [message] = announcements(town, "library")
    shown = words(message)
    assert QUESTION in shown
    assert "Open until" in shown
    assert "how much you agree with this" in shown
    assert "Nobody sees your name" in shown
    assert town.playground.bot_user_id in channel.members
    assert (await only(town)).announcement_ts == message.ts


async def test_a_private_channel_without_the_bot_is_told_before_anything_opens(town: Town) -> None:
    imani = town.moderator
    town.playground.add_channel("board", private=True, members=[imani])
    board = town.playground.channel("board")
    await imani.runs("/exchange new", "general")
    await imani.submits(values=fields(channel=board.id))
    await town.settle()
    card = imani.whispers("general")[-1]
    assert "/invite @Starling" in words(card), "the draft's card says so already"
    await imani.clicks(card, "host.open")
    await town.settle()
    assert "/invite @Starling" in words(imani.whispers("general")[-1])
    assert (await only(town)).state == "draft"
    await imani.invites_app("board")
    assert await imani.clicks(card, "host.open")
    await town.settle()
    assert len(announcements(town, "board")) == 1


async def test_an_archived_channel_is_refused_kindly(town: Town) -> None:
    town.playground.add_channel("old", members=[town.moderator], app=True)
    card = await told(town, f'/exchange new "{QUESTION}" --channel=#old')
    town.playground.channel("old").archived = True
    await town.moderator.clicks(card, "host.open")
    await town.settle()
    assert "is archived" in words(town.moderator.whispers("general")[-1])
    assert (await only(town)).state == "draft"


@pytest.mark.parametrize("fault", ["lose", "late", "answer"])
async def test_whatever_becomes_of_the_posting_it_stands_there_once(town: Town, fault: str) -> None:
    faults = town.playground.faults
    if fault == "lose":
        faults.lose("chat.postMessage")
    elif fault == "late":
        faults.late("chat.postMessage", 0.2, times=1)
    else:
        faults.answer("chat.postMessage", status=500, times=1)
    await opened(town)
    for _ in range(3):
        town.clock.later(seconds=100)
        await ticks(town)
    [message] = announcements(town)
    kept = await only(town)
    assert kept.announcement_ts == message.ts
    assert kept.announced
    assert kept.announcing_until is None


async def test_a_bot_that_died_between_posting_and_keeping_finds_its_message_again(town: Town) -> None:
    exchange = await opened(town)
    [message] = announcements(town)
    async with town.starling.kit.storage.write() as db:  # as it was when the bot was killed
        await exchanges.change(
            db,
            town.tenant_id,
            exchange.exchange_id,
            announcement_ts=None,
            announced=None,
            announced_at=None,
            announcing_until=town.clock.now() + timedelta(seconds=60),
        )
    await town.person("Ana").says("something else", "general")
    await ticks(town)
    assert (await only(town)).announcement_ts is None, "somebody else may hold it still"
    town.clock.later(seconds=61)
    await ticks(town)
    assert announcements(town) == [message]
    assert (await only(town)).announcement_ts == message.ts


async def test_two_at_once_post_one(town: Town) -> None:
    await said(town, f'/exchange new "{QUESTION}"')
    kit, draft = town.starling.kit, await only(town)
    async with kit.storage.write() as db:
        await exchanges.change(db, town.tenant_id, draft.exchange_id, state="open", opened_at=town.clock.now())
    await ticks(town)
    now, until = town.clock.now(), town.clock.now() + timedelta(seconds=90)
    async with kit.storage.write() as db:
        assert await exchanges.claim_announcement(db, town.tenant_id, draft.exchange_id, now=now, until=until)
        assert not await exchanges.claim_announcement(db, town.tenant_id, draft.exchange_id, now=now, until=until)
    await announce.bring_up_to_date(kit, town.tenant_id, draft.exchange_id)
    await town.settle()
    assert len(announcements(town)) == 1


async def test_when_slack_does_not_let_it_the_moderator_is_told_once_and_it_follows_later(town: Town) -> None:
    town.playground.faults.answer("chat.postMessage", status=200, error="restricted_action", times=1)
    await opened(town)
    assert any("only some people may write there" in words(each) for each in town.moderator.whispers("general"))
    assert "Not announced yet" in await said(town, "/exchange status")
    town.clock.later(seconds=61)
    await ticks(town)
    [message] = announcements(town)
    assert (await only(town)).announcement_ts == message.ts
    assert "Not announced yet" not in await said(town, "/exchange status")


async def test_a_refusal_that_lasts_is_told_once_and_tried_less_and_less_often(town: Town) -> None:
    town.playground.faults.answer("chat.postMessage", error="restricted_action_thread_only_channel")
    await opened(town)
    tries = town.playground.calls.of("chat.postMessage")
    assert len(tries) == 1
    for minutes, count in ((1, 2), (1, 2), (1, 3), (60, 4), (600, 5), (60, 6), (60, 7)):
        town.clock.later(minutes=minutes, seconds=1)
        await ticks(town)
        assert len(town.playground.calls.of("chat.postMessage")) == count, minutes
    told = [words(each) for each in town.moderator.whispers("general")]
    assert sum("only replies in threads may be written there" in each for each in told) == 1
    town.playground.faults.clear()
    town.clock.later(hours=1, seconds=1)
    await ticks(town)
    assert len(announcements(town)) == 1


async def test_a_deleted_announcement_is_not_posted_again(town: Town) -> None:
    await opened(town)
    [message] = announcements(town)
    del town.playground.channel("general").messages[message.ts]
    await shared(town, "Ana", "Longer lunch")
    town.clock.later(seconds=61)
    await ticks(town)
    await ticks(town)
    assert not announcements(town)
    assert town.playground.calls.count("chat.update") == 1, "not tried again until something changes"


async def test_an_edit_that_slack_puts_off_comes_later(town: Town) -> None:
    await opened(town)
    town.playground.faults.limit("chat.update", times=1)
    await town.moderator.clicks(await told(town, "/exchange close"), "host.close")
    await town.settle()
    assert "Closed" not in words(announcements(town)[0])
    town.clock.later(seconds=61)
    await ticks(town)
    assert "Closed" in words(announcements(town)[0])


async def test_the_close_is_in_the_message_at_once_after_an_edit_of_the_counts(town: Town) -> None:
    await opened(town)
    await shared(town, "Ana", "Longer lunch")
    town.clock.later(seconds=61)
    await ticks(town)
    await shared(town, "Ben", "A crossing guard")
    await town.moderator.clicks(await told(town, "/exchange close"), "host.close")
    await town.settle()
    shown = words(announcements(town)[0])
    assert "Closed" in shown
    assert "*2* people · *2* comments" in shown
