"""Tokens that end after twelve hours: renewed before they do, by one process, or for who comes after a pause."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from bot.installs.served import Served
from tests.sentences import EN
from tests.stories.exchange_helpers import opened, reply_text
from tests.stories.installing import Installing, open_installing
from tests.stories.moderating import shared

NORTH = "What keeps us safe at North?"


@pytest.fixture
async def it(tmp_path: Path) -> AsyncIterator[Installing]:
    """North has installed an app whose tokens are rotated."""
    async with open_installing(tmp_path, rotates=True) as found:
        assert (await found.install(found.north)).status == 200
        await opened(found.north, question=NORTH)
        yield found


def renewals(it: Installing) -> int:
    calls = it.north.slack.calls.list_for("oauth.v2.access")
    return sum(each.args.get("grant_type") == "refresh_token" for each in calls)


async def test_a_token_is_renewed_two_hours_before_its_end_and_everything_goes_on_with_the_new_one(
    it: Installing,
) -> None:
    first = it.north.slack.context.app.bot_token
    assert first.startswith("xoxe.xoxb-")
    it.clock.later(hours=9)
    await it.rounds()
    assert (renewals(it), it.north.web.token) == (0, first)
    it.clock.later(hours=1.5)
    await it.rounds()
    assert renewals(it) == 1
    assert it.north.web.token == it.north.slack.context.app.bot_token != first
    it.clock.later(hours=4)  # the first one has ended
    await shared(it.north, "Ana", "A crossing guard at the gate")
    assert it.north.slack.calls.refusals("users.info") == 0
    for _ in range(4):
        it.clock.later(hours=11)
        await it.rounds()
    assert renewals(it) == 5, "each refresh token once"
    assert NORTH in await reply_text(it.north, "/exchange status")


async def test_who_comes_first_after_a_night_without_the_bot_waits_for_new_tokens(it: Installing) -> None:
    await it.starling.stop()
    it.clock.later(hours=20)
    await it.start()
    await shared(it.north, "Ana", "A crossing guard at the gate")
    assert renewals(it) == 1
    assert NORTH in await reply_text(it.north, "/exchange status")


async def test_of_several_processes_one_asks_and_all_use_what_it_got(it: Installing) -> None:
    ctx, settings = it.starling.context, it.settings
    app = {"client_id": settings.slack_client_id, "client_secret": settings.slack_client_secret.get_secret_value()}
    async with ClientSession() as session:
        others = [Served(ctx, session, settings.slack_api_url, kept_days=30, **app) for _ in range(3)]
        for each in others:
            await each.sync()
        it.clock.later(hours=11)
        await asyncio.gather(*(each.renew_due() for each in others))
        assert renewals(it) == 1
        workspace = ctx.workspace(it.north.tenant_id)
        for each in others:
            await each.ready(workspace)
        assert renewals(it) == 1
    assert workspace.client.token == it.north.slack.context.app.bot_token


async def test_what_slack_does_not_renew_is_logged_and_tried_again_a_minute_later(it: Installing) -> None:
    it.clock.later(hours=10.5)
    it.north.slack.faults.answer("oauth.v2.access", status=503)
    with capture_logs() as logs:
        await it.rounds()
        await it.rounds()
    assert len([each for each in logs if each["event"] == "tokens_not_renewed"]) == 1
    assert it.north.slack.context.app.refresh_token not in str(logs)
    it.clock.later(minutes=2)
    await it.rounds()
    assert it.north.web.token == it.north.slack.context.app.bot_token
    assert renewals(it) == 2


async def test_a_refresh_token_that_was_used_elsewhere_is_logged_and_a_new_install_mends_it(it: Installing) -> None:
    it.north.slack.context.app.refresh_token = "xoxe-1-another"
    it.clock.later(hours=13)
    with capture_logs() as logs:
        await it.rounds()
    assert [each["error"] for each in logs if each["event"] == "tokens_not_renewed"] == ["invalid_refresh_token"]
    assert (await it.install(it.north)).status == 200
    await it.rounds()
    assert EN("exchange.other_workspace") not in await reply_text(it.north, "/exchange status")
    assert NORTH in await reply_text(it.north, "/exchange status")
