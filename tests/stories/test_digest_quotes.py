"""Whose words must go go from every digest, whatever happens to the bot or to Slack meanwhile."""

import json

import pytest
from sqlalchemy import select

from storage.models import digest
from tests.sentences import EN
from tests.stories.digest_helpers import (
    SIX,
    announced,
    moderator_is,
    order,
    posted,
    rate,
    reads,
    set_state,
    states,
    tick,
    tick_until_killed,
)
from tests.whole_bot import Playground, words


async def test_a_removed_comment_is_edited_out_of_what_was_posted(playground: Playground) -> None:
    playground.slack.add_channel("board", members=[playground.moderator])
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9], Door_locked=[0, 0, 0, 0, 8])
    await order(playground)
    await order(playground, "/exchange digest now --channel=#board")
    await tick(playground)
    await set_state(playground, exchange, "Lunch longer", state="removed")
    await tick(playground)
    for channel in ("general", "board"):
        text = reads(playground, channel)
        assert "Lunch longer" not in text
        assert EN("digest.quote_gone") in text
        assert "“Door locked”" in text
    calls = playground.slack.calls.count("chat.update")
    assert calls == 2
    await tick(playground)
    assert playground.slack.calls.count("chat.update") == calls, "once each"

    await set_state(playground, exchange, "Door locked", state="withdrawn")
    await tick(playground)
    assert reads(playground).count(EN("digest.quote_gone")) == 2
    async with playground.starling.context.storage.read() as db:
        kept = json.dumps([row.body for row in await db.execute(select(digest.c.body))])
    assert "Lunch longer" not in kept
    assert "Door locked" not in kept


async def test_a_quote_goes_also_when_slack_was_down_and_the_bot_began_again(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await order(playground)
    await tick(playground)
    await set_state(playground, exchange, "Lunch longer", state="hidden")
    await tick_until_killed(playground, "update_body", monkeypatch)
    playground.slack.faults.limit("chat.update", times=1, retry_after=20)
    await tick(playground)
    assert "Lunch longer" in reads(playground)
    playground.clock.later(seconds=21)
    await tick(playground)
    assert "Lunch longer" not in reads(playground)
    assert sorted(await states(playground)) == [("digest", "done"), ("redact", "done")]


async def test_a_comment_removed_before_the_post_is_not_posted(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await order(playground)
    playground.slack.faults.limit("chat.postMessage", times=1, retry_after=20)
    await tick(playground)
    await set_state(playground, exchange, "Lunch longer", state="removed")
    playground.clock.later(seconds=21)
    await tick(playground)
    assert EN("digest.quote_gone") in reads(playground)
    assert "Lunch longer" not in reads(playground)


async def test_a_comment_removed_while_its_digest_was_found_again_goes_too(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await order(playground)
    await tick_until_killed(playground, "save_receipt", monkeypatch)
    await set_state(playground, exchange, "Lunch longer", state="removed")
    await tick(playground)
    assert "Lunch longer" in reads(playground), "nobody knows yet where it stands"
    playground.clock.later(seconds=61)
    await tick(playground)
    assert "Lunch longer" not in reads(playground)


async def test_a_digest_that_somebody_deleted_needs_no_edit(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await order(playground)
    await tick(playground)
    (message,) = posted(playground)
    await playground.web.chat_delete(channel=message.channel, ts=message.ts)
    await set_state(playground, exchange, "Lunch longer", state="removed")
    await tick(playground)
    assert sorted(await states(playground)) == [("digest", "done"), ("redact", "done")]


async def test_a_quote_that_can_no_longer_be_edited_out_is_reported_to_the_moderators(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await moderator_is(playground, "Kim")
    await order(playground)
    await tick(playground)
    playground.slack.faults.answer("chat.update", error="edit_window_closed")
    await set_state(playground, exchange, "Lunch longer", state="removed")
    for _ in range(2):
        await tick(playground)
        playground.clock.later(hours=1)
    notices = [words(each) for each in playground.person("Kim").dm() if "delete that message" in words(each)]
    assert len(notices) == 1
