"""Whose words must go go from every digest, whatever happens to the bot or to Slack meanwhile."""

import json

import pytest
from sqlalchemy import select

from storage.models import digest
from tests.stories.digest_town import (
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
from tests.town import Town, words


async def test_a_removed_comment_is_edited_out_of_what_was_posted(town: Town) -> None:
    town.playground.add_channel("board", members=[town.moderator])
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9], Lunch_warmer=[0, 0, 0, 0, 8])
    await order(town)
    await order(town, "/exchange digest now --channel=#board")
    await tick(town)
    await set_state(town, exchange, "Lunch longer", state="removed")
    await tick(town)
    for channel in ("general", "board"):
        text = reads(town, channel)
        assert "Lunch longer" not in text
        assert "(this comment is no longer shown)" in text
        assert "“Lunch warmer”" in text
    calls = town.playground.calls.count("chat.update")
    assert calls == 2
    await tick(town)
    assert town.playground.calls.count("chat.update") == calls, "once each"

    await set_state(town, exchange, "Lunch warmer", state="withdrawn")
    await tick(town)
    assert reads(town).count("(this comment is no longer shown)") == 2
    async with town.starling.kit.storage.read() as db:
        kept = json.dumps([row.body for row in await db.execute(select(digest.c.body))])
    assert "Lunch longer" not in kept
    assert "Lunch warmer" not in kept


async def test_a_quote_goes_also_when_slack_was_down_and_the_bot_began_anew(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await order(town)
    await tick(town)
    await set_state(town, exchange, "Lunch longer", state="hidden")
    await tick_until_killed(town, "change_body", monkeypatch)
    town.playground.faults.limit("chat.update", times=1, retry_after=20)
    await tick(town)
    assert "Lunch longer" in reads(town)
    town.clock.later(seconds=21)
    await tick(town)
    assert "Lunch longer" not in reads(town)
    assert sorted(await states(town)) == [("digest", "done"), ("redact", "done")]


async def test_a_comment_removed_before_the_post_is_not_posted(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await order(town)
    town.playground.faults.limit("chat.postMessage", times=1, retry_after=20)
    await tick(town)
    await set_state(town, exchange, "Lunch longer", state="removed")
    town.clock.later(seconds=21)
    await tick(town)
    assert "(this comment is no longer shown)" in reads(town)
    assert "Lunch longer" not in reads(town)


async def test_a_comment_removed_while_its_digest_was_found_again_goes_too(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await order(town)
    await tick_until_killed(town, "keep_receipt", monkeypatch)
    await set_state(town, exchange, "Lunch longer", state="removed")
    await tick(town)
    assert "Lunch longer" in reads(town), "nobody knows yet where it stands"
    town.clock.later(seconds=61)
    await tick(town)
    assert "Lunch longer" not in reads(town)


async def test_a_digest_that_somebody_deleted_needs_no_edit(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await order(town)
    await tick(town)
    (message,) = posted(town)
    await town.starling.kit.web.chat_delete(channel=message.channel, ts=message.ts)
    await set_state(town, exchange, "Lunch longer", state="removed")
    await tick(town)
    assert sorted(await states(town)) == [("digest", "done"), ("redact", "done")]


async def test_a_quote_that_can_no_longer_be_edited_out_is_told_to_the_moderators(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9])
    await moderator_is(town, "Kim")
    await order(town)
    await tick(town)
    town.playground.faults.answer("chat.update", error="edit_window_closed")
    await set_state(town, exchange, "Lunch longer", state="removed")
    for _ in range(2):
        await tick(town)
        town.clock.later(hours=1)
    told = [words(each) for each in town.person("Kim").dm() if "delete that message" in words(each)]
    assert len(told) == 1
