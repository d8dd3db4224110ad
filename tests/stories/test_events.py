"""Events arrive late, twice, at once, and after a failure: each has one effect, and none is lost."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from bot.slack import inbox
from storage.models import inbox as inbox_table
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


async def test_the_inbox_forgets_what_slack_can_no_longer_repeat(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    await town.person("Ana").says("Longer lunch")
    await town.settle()

    async def kept() -> int:
        async with town.starling.kit.storage.read() as db:
            return int((await db.execute(select(func.count()).select_from(inbox_table))).scalar_one())

    assert await kept() > 0
    await inbox.tick(town.starling.kit, town.tenant_id)
    assert await kept() > 0
    town.clock.ahead += timedelta(days=1).total_seconds()
    await inbox.tick(town.starling.kit, town.tenant_id)
    assert await kept() == 0
