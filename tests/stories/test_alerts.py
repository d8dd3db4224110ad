"""Messages that reports owe moderators: at once for danger, at most hourly otherwise, once each, whatever fails."""

import asyncio
from pathlib import Path
from random import Random

from bot.app import Starling, assemble
from bot.moderate.alerts import Alerts
from bot.playground.person import Person
from bot.rate import flow
from bot.rate.flow import Place
from bot.slack.speaker import Speaker
from storage import alerts
from tests.stories.digest_town import moderator_is
from tests.stories.host_town import only, opened, said
from tests.stories.moderating import reported, shared
from tests.town import Town, open_town, words

DANGER, WAITS = "A person may be in danger", "for you."


def read_by(person: Person, sign: str = WAITS) -> list[str]:
    return [words(each) for each in person.dm() if sign in words(each)]


async def rounds(town: Town) -> None:
    await town.starling.ticker.run_once()
    await town.settle()


async def test_reports_that_are_not_of_danger_come_once_an_hour_together(town: Town) -> None:
    await opened(town)
    for text in ("One", "Two", "Three"):
        await shared(town, "Ana", f"{text} of my words")
        await reported(town, "Ben", "rude")
        town.clock.later(minutes=10)
        await rounds(town)
    assert len(read_by(town.moderator)) == 1, "the first at once, the others wait"
    assert "1 reported comment waits" in read_by(town.moderator)[0]
    town.clock.later(minutes=31)
    await rounds(town)
    assert len(read_by(town.moderator)) == 2
    assert "3 reported comments wait" in read_by(town.moderator)[1]
    town.clock.later(hours=3)
    await rounds(town)
    assert len(read_by(town.moderator)) == 2, "nothing new"


async def test_danger_does_not_wait_for_the_hour(town: Town) -> None:
    await opened(town)
    await shared(town, "Ana", "Rude words")
    await reported(town, "Ben", "rude")
    await shared(town, "Ana", "Not well")
    await reported(town, "Ben", "danger")
    await shared(town, "Cem", "Not well at all")
    await reported(town, "Dora", "danger")
    assert len(read_by(town.moderator, DANGER)) == 2


async def test_what_was_decided_within_the_hour_is_not_told(town: Town) -> None:
    await opened(town)
    await shared(town, "Ana", "One of my words")
    await reported(town, "Ben", "rude")
    number = await shared(town, "Ana", "Two of my words")
    await reported(town, "Cem", "rude")
    for line in (f"/exchange keep #{number}", "/exchange queue"):
        await said(town, line)
    for each in await town.comments(await only(town)):
        await said(town, f"/exchange keep #{each.number}")
    town.clock.later(hours=2)
    await rounds(town)
    assert len(read_by(town.moderator)) == 1


async def test_after_a_failure_the_others_are_told_later_and_nobody_twice(town: Town) -> None:
    for name in ("Maya", "Noor", "Olga"):
        await moderator_is(town, name)
    await opened(town)
    await shared(town, "Ana", "Not well")
    town.playground.faults.limit("chat.postMessage", times=2, retry_after=30)
    await reported_unheard(town)
    people = [town.person(name) for name in ("Maya", "Noor", "Olga")]
    assert sum(len(read_by(each, DANGER)) for each in people) < 3
    town.playground.faults.clear()
    await rounds(town)
    town.clock.later(seconds=31)
    await rounds(town)
    assert [len(read_by(each, DANGER)) for each in people] == [1, 1, 1]


async def test_when_nobody_can_be_reached_it_is_tried_again(town: Town) -> None:
    await opened(town)
    await shared(town, "Ana", "Not well")
    town.playground.faults.answer("chat.postMessage", error="cannot_dm_bot")
    await reported_unheard(town)
    assert not read_by(town.moderator, DANGER)
    town.playground.faults.clear()
    town.clock.later(minutes=2)
    await rounds(town)
    assert len(read_by(town.moderator, DANGER)) == 1


async def test_two_processes_send_one_message(town: Town) -> None:
    await opened(town)
    await shared(town, "Ana", "Not well")
    kit = town.starling.kit
    async with kit.storage.write() as db:
        await alerts.add(db, town.tenant_id, alerts.DANGER, now=kit.clock())
    two = [Alerts(kit, town.tenant_id, town.playground.team_id) for _ in range(4)]
    await asyncio.gather(*(each.tick() for each in two))
    await town.settle()
    assert len(read_by(town.moderator, DANGER)) == 1


async def test_what_is_owed_survives_a_restart(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        await opened(town)
        await shared(town, "Ana", "Not well")
        town.playground.faults.answer("chat.postMessage", status=500)
        await reported_unheard(town)
        town.playground.faults.clear()
        assert not read_by(town.moderator, DANGER)
        town.clock.later(minutes=5)
        again = await restarted(town)
        try:
            await again.ticker.run_once()
            await again.kit.cards.drain()
        finally:
            await again.stop()
        assert len(read_by(town.moderator, DANGER)) == 1
        assert len(read_by(town.person("Ana"), "You are not alone")) == 1


async def reported_unheard(town: Town) -> None:
    """Let Ben report while Slack takes no message of the bot's: his card was opened before."""
    kit = town.starling.kit
    exchange = await only(town)
    (comment,) = await town.comments(exchange)
    ben = Speaker(town.tenant_id, town.playground.team_id, town.person("Ben").id, is_stranger=False)
    place = Place(exchange.exchange_id, comment.number, comment.version, 0)
    await flow.report(kit, ben, place, "danger", 1_700_000_000_000_000)
    await kit.cards.drain()


async def restarted(town: Town) -> Starling:
    """Stop the bot, and return another process of it on the same database."""
    await town.starling.stop()
    return await assemble(town.starling.settings, clock=town.clock.now, rng=Random(2), tick_s=3600)
