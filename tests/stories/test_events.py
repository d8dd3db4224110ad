"""Events arrive late, twice, at once, and after a failure: each has one effect, and none is lost."""

import asyncio

from sqlalchemy import event, func, select

from bot.domain.event_leases import is_over, marks_of, new_lease
from storage import processed_events
from storage.models import processed_event
from tests.stories.test_share_ways import announced
from tests.whole_bot import Playground, words


async def test_a_message_whose_card_failed_is_answered_when_slack_repeats_it(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    playground.slack.faults.answer("chat.postMessage", status=500, times=1)
    await ana.says("Longer lunch")
    await playground.settle()
    cards = [message for message in ana.dm() if "Share this as a comment?" in words(message)]
    assert len(cards) == 1
    attempts = [each.attempt for each in playground.slack.deliveries.list_for("events_api") if each.user == ana.id]
    assert max(attempts) >= 1, "Slack had to repeat it"


async def test_two_people_at_once_are_both_answered(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    people = [playground.person(f"Person {number}") for number in range(8)]
    await asyncio.gather(*(person.says(f"Comment of {person.name}") for person in people))
    await playground.settle()
    for person in people:
        assert f"Comment of {person.name}" in words(person.dm()[-1])


async def test_the_offer_under_a_thread_reply_comes_with_the_next_delivery_when_the_first_failed(
    playground: Playground,
) -> None:
    _, announcement = await announced(playground)
    ana = playground.person("Ana")
    playground.slack.faults.answer("chat.postEphemeral", status=500, times=1)
    await ana.says("Everybody knows that I wrote this", "general", thread_ts=announcement.ts)
    await playground.settle()
    assert len(ana.ephemerals("general")) == 1
    await ana.says("And another thing", "general", thread_ts=announcement.ts)
    await playground.settle()
    assert len(ana.ephemerals("general")) == 1, "once a person and exchange"


async def test_an_edit_and_a_deletion_whose_answer_failed_are_answered_once_and_change_nothing(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Longer lunch")
    await playground.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await playground.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    playground.slack.faults.answer("chat.postMessage", status=500, times=1)
    await ana.edits(mine, "A much longer lunch")
    await playground.settle()
    assert sum("Use your new words?" in each.text for each in ana.dm()) == 1
    playground.slack.faults.answer("chat.postMessage", status=500, times=1)
    await ana.deletes(mine)
    await playground.settle()
    assert sum("Withdraw the comment too?" in each.text for each in ana.dm()) == 1
    assert [kept.text for kept in await playground.comments(exchange)] == ["Longer lunch"]


async def test_events_are_forgotten_when_slack_can_no_longer_repeat_them(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    await playground.person("Ana").says("Longer lunch")
    await playground.settle()

    async def kept() -> int:
        async with playground.starling.context.storage.read() as db:
            return int((await db.execute(select(func.count()).select_from(processed_event))).scalar_one())

    await playground.starling.scheduler.run_once()
    assert await kept() > 0
    playground.clock.later(minutes=29)  # the stories' clock begins at a quarter to five
    await playground.person("Ana").says("More buses")
    await playground.settle()
    await playground.starling.scheduler.run_once()
    assert await kept() == 2, "Slack repeats one three times within six minutes"
    playground.clock.later(minutes=11)
    await playground.starling.scheduler.run_once()
    assert await kept() == 1, "the later one is of the next hour"
    playground.clock.later(hours=1)
    await playground.starling.scheduler.run_once()
    assert await kept() == 0


async def test_what_a_process_that_died_left_of_a_claim_is_deleted(playground: Playground) -> None:
    ctx, tenant_id = playground.starling.context, playground.tenant_id
    key, now = ctx.tenant_key(tenant_id), ctx.clock()
    async with ctx.storage.write() as db:
        marks, over = marks_of(key, "Ev1"), is_over(key, now=now)
        found = await processed_events.claim(db, tenant_id, marks, sealed=new_lease(key, now=now), is_over=over)
    assert found.is_ours
    for minutes, left in ((0, 1), (11, 0)):
        playground.clock.later(minutes=minutes)
        await playground.starling.scheduler.run_once()
        async with ctx.storage.read() as db:
            assert len(await processed_events.list_leases(db, tenant_id)) == left


async def test_a_round_of_the_scheduler_writes_nothing_when_nothing_is_due(playground: Playground) -> None:
    await announced(playground)
    await playground.person("Ana").says("Longer lunch")
    await playground.settle()
    writes: list[object] = []
    event.listen(playground.starling.context.storage.engine.sync_engine, "begin", writes.append)
    for _ in range(5):  # what is due from the beginning of the exchange is done after a round or two
        writes.clear()
        playground.clock.later(minutes=1)
        await playground.starling.scheduler.run_once()
        await playground.settle()
        if not writes:
            break
    assert not writes
