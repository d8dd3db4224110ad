"""What happens between a lost answer of Slack and the look for the message: nobody looks too early, or too short.

Several processes share what is sent, so another process may look than the one that lost the answer.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.retention import erasure_plan
from bot.exchanges.invitations import BATCH, Invitations
from bot.receipts.talks.job import Talks
from bot.retention.job import Retention
from bot.slack import client
from storage import computations, digests, exchanges
from tests.sentences import EN
from tests.stories.digest_helpers import SIX, announced, order, posted, states, tick, tick_until_killed
from tests.stories.exchange_helpers import announcements, opened
from tests.stories.moderating import add_moderator, queue_of, shared
from tests.stories.test_appeals import appeal, cards, hidden
from tests.stories.test_exchange_invitations import invitations, subscribe, ticks
from tests.stories.test_retention import closed
from tests.stories.test_talks import QUESTION, RUDE, heard
from tests.whole_bot import Playground, words

POST = "chat.postMessage"
LEASE_S = 130  # longer than every lease in seconds


async def another_process_invites(playground: Playground) -> None:
    """Let a process with a memory of its own do a round."""
    ctx = playground.starling.context
    await Invitations(ctx).tick(ctx.workspace(playground.tenant_id))
    await playground.settle()


def pass_time(playground: Playground) -> Callable[[float], Any]:
    """Return what passes for waiting at Slack: the clock moves instead."""

    async def passes(seconds: float) -> None:
        playground.clock.later(seconds=seconds)

    return passes


async def test_nobody_looks_for_an_invitation_while_slack_may_still_act_on_it(playground: Playground) -> None:
    [ana] = await subscribe(playground, "Ana")
    await opened(playground)
    playground.slack.faults.answer(POST, times=1)
    await ticks(playground)
    await another_process_invites(playground)
    assert playground.slack.calls.count("conversations.open") == 0, "Slack may have it in a moment"
    assert not invitations(ana)
    playground.clock.later(seconds=31)
    await another_process_invites(playground)
    assert playground.slack.calls.count("conversations.open") == 1
    assert len(invitations(ana)) == 1


async def test_a_look_that_outlasts_the_lease_posts_nothing(playground: Playground) -> None:
    [ana] = await subscribe(playground, "Ana")
    await opened(playground)
    faults = playground.slack.faults
    faults.answer(POST, times=1)
    await ticks(playground)
    playground.clock.later(seconds=31)
    faults._sleep = pass_time(playground)
    faults.delay("conversations.open", 110, times=1)
    before = playground.slack.calls.count(POST)
    await another_process_invites(playground)
    assert playground.slack.calls.count("conversations.open") == 1
    assert playground.slack.calls.count(POST) == before, "another process may have the lease by now"
    playground.clock.later(seconds=LEASE_S)
    await another_process_invites(playground)
    assert len(invitations(ana)) == 1


async def test_an_announcement_is_not_posted_once_its_claim_is_over(playground: Playground) -> None:
    faults = playground.slack.faults
    faults.answer(POST, times=1)
    await opened(playground)
    assert not announcements(playground)
    playground.clock.later(seconds=LEASE_S)
    faults._sleep = pass_time(playground)
    faults.delay("conversations.history", 100, times=1)
    before = playground.slack.calls.count(POST)
    await playground.starling.scheduler.run_once("exchanges")
    assert playground.slack.calls.count("conversations.history") == 2, "read again under a claim of its own"
    assert playground.slack.calls.count(POST) == before + 1
    assert len(announcements(playground)) == 1


async def test_a_digest_that_waited_for_the_database_is_not_posted_at_the_end_of_its_lease(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await announced(playground, *SIX)
    await order(playground)
    get = digests.get

    async def gets_slowly(*given: Any, **named: Any) -> Any:
        playground.clock.later(seconds=50)
        return await get(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(digests, "get", gets_slowly)
        await tick(playground)
    assert not posted(playground)
    playground.clock.later(minutes=5)
    await tick(playground)
    assert len(posted(playground)) == 1
    assert await states(playground) == [("digest", "done")]


async def test_an_exchange_that_a_process_died_with_keeps_no_other_waiting(playground: Playground) -> None:
    both = [await opened(playground, question=each) for each in ("One?", "Another?")]
    people = await subscribe(playground, *(f"Person {n}" for n in range(BATCH)))
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        first, second = await exchanges.list_all(db, playground.tenant_id)  # in the order of the job
    assert {first.question, second.question} == {each.question for each in both}
    async with ctx.storage.write() as db:
        now = ctx.clock()
        until = now + timedelta(minutes=2)
        assert await computations.claim(db, first.scope, computations.INVITATIONS, now=now, until=until)
    await another_process_invites(playground)
    for person in people:
        [only_one] = invitations(person)
        assert second.question in only_one
    playground.clock.later(seconds=LEASE_S)
    await another_process_invites(playground)
    assert [len(invitations(each)) for each in people] == [2] * BATCH


async def test_nobody_looks_for_the_message_about_the_last_day_while_slack_may_still_act_on_it(
    playground: Playground,
) -> None:
    exchange, ana, calls = await closed(playground, "Ana"), playground.person("Ana"), playground.slack.calls
    plan = erasure_plan(exchange)
    assert plan
    playground.clock.ahead += (plan.notice_at - playground.clock.now()).total_seconds() + 60
    sentence = EN("retention.last_day", question=exchange.question, last=plan.last, on=plan.on)
    playground.slack.faults.answer(POST, times=1)
    ctx = playground.starling.context
    workspace = ctx.workspace(playground.tenant_id)
    await Retention(ctx).tick(workspace)
    looks = calls.count("conversations.open")
    await Retention(ctx).tick(workspace)
    assert calls.count("conversations.open") == looks, "another process leaves it alone: Slack may have it in a moment"
    assert not heard(ana, sentence)
    playground.clock.later(seconds=31)
    await Retention(ctx).tick(workspace)
    assert calls.count("conversations.open") == looks + 1
    assert len(heard(ana, sentence)) == 1


async def test_a_token_that_slack_does_not_take_loses_no_invitation(playground: Playground) -> None:
    ana, ben = await subscribe(playground, "Ana", "Ben")
    await opened(playground)
    playground.slack.faults.answer(POST, error="account_inactive", times=1)
    await ticks(playground)
    assert not invitations(ana) + invitations(ben), "the round ends"
    playground.clock.later(seconds=31)
    await ticks(playground, 2)
    assert [len(invitations(each)) for each in (ana, ben)] == [1, 1]


async def test_a_message_is_looked_for_however_many_turns_ago_it_may_have_gone_out(playground: Playground) -> None:
    playground.person("Maya")
    maya = await add_moderator(playground, "Maya")
    await hidden(playground, playground.moderator)
    faults = playground.slack.faults
    faults.drop(POST, times=9)
    await appeal(playground)
    assert len(cards(maya)) == 1, "Slack acted, and the answer was lost"
    faults.clear()
    faults.answer("conversations.history", status=503)
    playground.clock.later(minutes=25)
    await ticks(playground)
    faults.clear()
    playground.clock.later(minutes=25)
    await ticks(playground)
    assert len(cards(maya)) == 1


async def test_a_channel_that_is_too_long_to_be_read_gets_no_second_message(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    playground.slack.add_channel("board", members=[playground.moderator])
    await announced(playground, *SIX)
    await order(playground, "/exchange digest now --channel=#board")
    await tick_until_killed(playground, "save_receipt", monkeypatch)
    for number in range(250):
        await playground.web.chat_postMessage(channel=playground.slack.channel("board").id, text=f"{number}")
    playground.clock.later(seconds=61)
    with monkeypatch.context() as patch:
        patch.setattr(client, "_PAGES", 1)
        await tick(playground)
    assert len(posted(playground, "board")) == 1
    assert await states(playground) == [("digest", "due")], "whether it is there is not known"
    playground.clock.later(minutes=5)
    await tick(playground)
    assert len(posted(playground, "board")) == 1
    assert await states(playground) == [("digest", "done")]


async def test_two_processes_carry_the_words_of_a_talk_once_also_after_a_lost_answer(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya, ana = await add_moderator(playground, "Maya"), playground.person("Ana")
    number = await shared(playground, "Ana", RUDE)
    await playground.starling.scheduler.stop()
    ctx = playground.starling.context
    workspace, processes = ctx.workspace(playground.tenant_id), [Talks(ctx) for _ in range(3)]
    for text, is_lost in ((QUESTION, False), ("And since when?", True)):
        card = await queue_of(playground, maya)
        assert await maya.clicks(card, "talks.begin")
        await maya.submits(values={"talks.words": text})
        await playground.settle()
        if is_lost:
            playground.slack.faults.drop(POST)
        await asyncio.gather(*(each.tick(workspace) for each in processes))
        assert len(heard(ana, text)) == 1
    playground.clock.later(minutes=21)
    await asyncio.gather(*(each.tick(workspace) for each in processes))
    assert len(heard(ana, "And since when?")) == 1
    assert EN("talks.to_author", number=number) in words(ana.dm()[-1])
