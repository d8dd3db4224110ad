"""Messages to moderators about reports: at once for danger, at most hourly otherwise, once each, whatever fails."""

import asyncio
from pathlib import Path
from random import Random

from bot.app import Starling, assemble
from bot.domain.actor import Actor
from bot.moderate.alerts import Alerts
from bot.playground.people.person import Person
from bot.rate import flow
from bot.rate.payloads import CommentRef
from storage import alerts
from storage.enums import ReportReason
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import only, opened, reply_text
from tests.stories.moderating import reported, shared
from tests.whole_bot import Playground, open_playground, words

DANGER, WAITS = "A person may be in danger", "for you."


def read_by(person: Person, sign: str = WAITS) -> list[str]:
    return [words(each) for each in person.dm() if sign in words(each)]


async def rounds(playground: Playground) -> None:
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def test_reports_that_are_not_of_danger_come_once_an_hour_together(playground: Playground) -> None:
    await opened(playground)
    for text in ("One", "Two", "Three"):
        await shared(playground, "Ana", f"{text} of my words")
        await reported(playground, "Ben", "rude")
        playground.clock.later(minutes=10)
        await rounds(playground)
    assert len(read_by(playground.moderator)) == 1, "the first at once, the others wait"
    assert "1 reported comment waits" in read_by(playground.moderator)[0]
    playground.clock.later(minutes=31)
    await rounds(playground)
    assert len(read_by(playground.moderator)) == 2
    assert "3 reported comments wait" in read_by(playground.moderator)[1]
    playground.clock.later(hours=3)
    await rounds(playground)
    assert len(read_by(playground.moderator)) == 2, "nothing new"


async def test_danger_does_not_wait_for_the_hour(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Rude words")
    await reported(playground, "Ben", "rude")
    await shared(playground, "Ana", "Not well")
    await reported(playground, "Ben", "danger")
    await shared(playground, "Cem", "Not well at all")
    await reported(playground, "Dora", "danger")
    assert len(read_by(playground.moderator, DANGER)) == 2


async def test_what_was_decided_within_the_hour_is_not_reported(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "One of my words")
    await reported(playground, "Ben", "rude")
    number = await shared(playground, "Ana", "Two of my words")
    await reported(playground, "Cem", "rude")
    for line in (f"/exchange keep #{number}", "/exchange queue"):
        await reply_text(playground, line)
    for each in await playground.comments(await only(playground)):
        await reply_text(playground, f"/exchange keep #{each.number}")
    playground.clock.later(hours=2)
    await rounds(playground)
    assert len(read_by(playground.moderator)) == 1


async def test_after_a_failure_the_others_get_it_later_and_nobody_twice(playground: Playground) -> None:
    for name in ("Maya", "Noor", "Olga"):
        await moderator_is(playground, name)
    await opened(playground)
    await shared(playground, "Ana", "Not well")
    playground.slack.faults.limit("chat.postMessage", times=2, retry_after=30)
    await reported_unheard(playground)
    people = [playground.person(name) for name in ("Maya", "Noor", "Olga")]
    assert sum(len(read_by(each, DANGER)) for each in people) < 3
    playground.slack.faults.clear()
    await rounds(playground)
    playground.clock.later(seconds=31)
    await rounds(playground)
    assert [len(read_by(each, DANGER)) for each in people] == [1, 1, 1]


async def test_when_nobody_can_be_reached_it_is_tried_again(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Not well")
    playground.slack.faults.answer("chat.postMessage", error="cannot_dm_bot")
    await reported_unheard(playground)
    assert not read_by(playground.moderator, DANGER)
    playground.slack.faults.clear()
    playground.clock.later(minutes=2)
    await rounds(playground)
    assert len(read_by(playground.moderator, DANGER)) == 1


async def test_two_processes_send_one_message(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Not well")
    ctx = playground.starling.context
    async with ctx.storage.write() as db:
        await alerts.add(db, playground.tenant_id, alerts.DANGER)
    two = [Alerts(ctx, ctx.workspace(playground.tenant_id)) for _ in range(4)]
    await asyncio.gather(*(each.tick() for each in two))
    await playground.settle()
    assert len(read_by(playground.moderator, DANGER)) == 1


async def test_what_is_due_survives_a_restart(tmp_path: Path) -> None:
    async with open_playground(tmp_path) as playground:
        await opened(playground)
        await shared(playground, "Ana", "Not well")
        playground.slack.faults.answer("chat.postMessage", status=500)
        await reported_unheard(playground)
        playground.slack.faults.clear()
        assert not read_by(playground.moderator, DANGER)
        playground.clock.later(minutes=5)
        again = await restarted(playground)
        try:
            await again.scheduler.run_once()
            await again.context.outbox.drain()
        finally:
            await again.stop()
        assert len(read_by(playground.moderator, DANGER)) == 1
        assert len(read_by(playground.person("Ana"), "You are not alone")) == 1


async def reported_unheard(playground: Playground) -> None:
    """Let Ben report while Slack takes no message of the bot's: his card was opened before."""
    ctx = playground.starling.context
    exchange = await only(playground)
    (comment,) = await playground.comments(exchange)
    ben = Actor(playground.tenant_id, playground.slack.team_id, playground.person("Ben").id, is_stranger=False)
    place = CommentRef(exchange.exchange_id, comment.number, comment.version, 0)
    await flow.report(ctx, ben, place, ReportReason.DANGER, 1_700_000_000_000_000)
    await ctx.outbox.drain()


async def restarted(playground: Playground) -> Starling:
    """Stop the bot, and return another process of it on the same database."""
    await playground.starling.stop()
    return await assemble(playground.starling.settings, clock=playground.clock.now, rng=Random(2), tick_s=3600)
