"""Events arrive late, twice, at once, and after a failure: each has one effect, and none is lost."""

import asyncio

from sqlalchemy import event, func, select

from storage.models import inbox as inbox_table
from tests.stories.test_share_ways import announced
from tests.town import Town, words


async def test_a_message_whose_card_failed_is_answered_when_slack_repeats_it(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    town.playground.faults.answer("chat.postMessage", status=500, times=1)
    await ana.says("Longer lunch")
    await town.settle()
    cards = [message for message in ana.dm() if "Share this as a comment?" in words(message)]
    assert len(cards) == 1
    attempts = [each.attempt for each in town.playground.deliveries.of("events_api") if each.user == ana.id]
    assert max(attempts) >= 1, "Slack had to repeat it"


async def test_two_people_at_once_are_both_answered(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    people = [town.person(f"Person {number}") for number in range(8)]
    await asyncio.gather(*(person.says(f"Comment of {person.name}") for person in people))
    await town.settle()
    for person in people:
        assert f"Comment of {person.name}" in words(person.dm()[-1])


async def test_the_offer_under_a_thread_reply_comes_with_the_next_delivery_when_the_first_failed(town: Town) -> None:
    _, announcement = await announced(town)
    ana = town.person("Ana")
    town.playground.faults.answer("chat.postEphemeral", status=500, times=1)
    await ana.says("Everybody knows that I wrote this", "general", thread_ts=announcement.ts)
    await town.settle()
    assert len(ana.whispers("general")) == 1
    await ana.says("And another thing", "general", thread_ts=announcement.ts)
    await town.settle()
    assert len(ana.whispers("general")) == 1, "once a person and exchange"


async def test_an_edit_and_a_deletion_whose_answer_failed_are_answered_once_and_change_nothing(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("Longer lunch")
    await town.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await town.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    town.playground.faults.answer("chat.postMessage", status=500, times=1)
    await ana.edits(mine, "A much longer lunch")
    await town.settle()
    assert sum("Use your new words?" in each.text for each in ana.dm()) == 1
    town.playground.faults.answer("chat.postMessage", status=500, times=1)
    await ana.deletes(mine)
    await town.settle()
    assert sum("Withdraw the comment too?" in each.text for each in ana.dm()) == 1
    assert [kept.text for kept in await town.comments(exchange)] == ["Longer lunch"]


async def test_events_are_forgotten_when_slack_can_no_longer_repeat_them(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    await town.person("Ana").says("Longer lunch")
    await town.settle()

    async def kept() -> int:
        async with town.starling.kit.storage.read() as db:
            return int((await db.execute(select(func.count()).select_from(inbox_table))).scalar_one())

    await town.starling.ticker.run_once()
    assert await kept() > 0
    town.clock.later(hours=1)
    await town.person("Ana").says("More buses")
    await town.settle()
    town.clock.later(hours=5, minutes=30)
    await town.starling.ticker.run_once()
    assert await kept() == 1, "the later one may still come again"
    town.clock.later(days=1)
    await town.starling.ticker.run_once()
    assert await kept() == 0


async def test_a_round_of_the_scheduler_writes_nothing_when_nothing_is_due(town: Town) -> None:
    await announced(town)
    await town.person("Ana").says("Longer lunch")
    await town.settle()
    writes: list[object] = []
    event.listen(town.starling.kit.storage.engine.sync_engine, "begin", writes.append)
    for _ in range(5):  # what the exchange owes from its beginning is done after a round or two
        writes.clear()
        town.clock.later(minutes=1)
        await town.starling.ticker.run_once()
        await town.settle()
        if not writes:
            break
    assert not writes
