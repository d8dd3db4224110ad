"""Fault injection: limits per minute, errors, late and lost answers."""

import time
from contextlib import suppress
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from slack_sdk.errors import SlackApiError

from bot.playground.faults import SPECIAL, TIERS, WORKSPACE_A_MINUTE
from tests.playground.fixture_app import FixtureWorkspace, button, modal, section

Json = dict[str, Any]
HOME: Json = {"type": "home", "blocks": [section()]}
# What Slack publishes, docs.slack.dev/apis/web-api/rate-limits and the page of each method.
PUBLISHED = {
    1: ["apps.connections.open"],
    20: ["conversations.list", "users.list"],
    50: [
        "chat.update",
        "chat.delete",
        "chat.scheduleMessage",
        "conversations.open",
        "conversations.info",
        "conversations.history",
        "conversations.replies",
        "conversations.join",
        "users.lookupByEmail",
        "reactions.add",
        "team.info",
        "bots.info",
    ],
    100: [
        "views.open",
        "views.update",
        "views.push",
        "views.publish",
        "chat.postEphemeral",
        "users.info",
        "conversations.members",
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
        "oauth.v2.access",
    ],
    SPECIAL: ["auth.test", "chat.getPermalink"],
}


class StillClock:
    """A clock that only moves when a test moves it."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("method", "max_calls"), [(method, max_calls) for max_calls, methods in PUBLISHED.items() for method in methods]
)
async def test_a_tier_lets_through_its_calls_and_not_one_more(
    workspace: FixtureWorkspace, method: str, max_calls: int
) -> None:
    assert TIERS[method] == max_calls
    clock = workspace.slack.faults.clock = StillClock()
    workspace.slack.faults.tiers = True
    for _ in range(max_calls):
        assert await workspace.slack.faults.before(method, {}) is None
    refused = await workspace.slack.faults.before(method, {})
    assert refused is not None
    assert (refused.status, refused.headers["Retry-After"]) == (429, "60")

    clock.now += 59.5
    again = await workspace.slack.faults.before(method, {})
    assert again is not None
    assert again.headers["Retry-After"] == "1"
    clock.now += 0.5
    assert await workspace.slack.faults.before(method, {}) is None


async def test_a_rate_limited_call_gets_retry_after(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.tiers = True
    for _ in range(20):
        await workspace.web.users_list()
    with pytest.raises(SlackApiError) as caught:
        await workspace.web.users_list()
    answer = caught.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert workspace.slack.calls.count("users.list") == 21
    assert workspace.slack.calls.refusals("users.list", "ratelimited") == 1

    workspace.clock.ahead += 60
    assert (await workspace.web.users_list())["ok"]


async def test_a_message_a_second_in_a_channel(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.tiers = True
    clock = workspace.slack.faults.clock = StillClock()
    await workspace.web.chat_postMessage(channel=workspace.general, text="one")
    assert (await workspace.refused("chat.postMessage", channel=workspace.general, text="two"))[
        "error"
    ] == "ratelimited"
    assert (await workspace.web.chat_postMessage(channel="UANA", text="elsewhere"))["ok"]
    clock.now += 1.0
    assert (await workspace.web.chat_postMessage(channel=workspace.general, text="two"))["ok"]


async def test_a_workspace_accepts_a_limited_number_of_messages_a_minute(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.tiers = True
    workspace.slack.faults.clock = StillClock()
    for n in range(WORKSPACE_A_MINUTE):
        assert await workspace.slack.faults.before("chat.postMessage", {"channel": f"D{n}"}) is None
    refused = await workspace.slack.faults.before("chat.postMessage", {"channel": "Dmore"})
    assert refused is not None
    assert refused.status == 429


async def test_a_burst_of_three_hundred_gets_a_hundred_forms(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.tiers = True
    workspace.slack.faults.clock = StillClock()
    people = [workspace.slack.add_person(f"Person {n}") for n in range(105)]
    for person in people:
        trigger = workspace.slack.tokens.new_trigger(person.id)
        with suppress(SlackApiError):
            await workspace.web.views_open(trigger_id=trigger, view=modal())
    assert sum(each.view is not None for each in people) == 100
    assert workspace.slack.calls.refusals("views.open", "ratelimited") == 5


async def test_history_of_a_commercial_app_is_cut(workspace: FixtureWorkspace) -> None:
    for n in range(20):
        await workspace.web.chat_postMessage(channel=workspace.general, text=str(n))
    workspace.slack.faults.commercial = True
    page = await workspace.web.conversations_history(channel=workspace.general, limit=100)
    assert len(page["messages"]) == 15
    assert (await workspace.refused("conversations.history", channel=workspace.general))["error"] == "ratelimited"
    assert (await workspace.web.users_list())["ok"]


async def test_slack_answers_500_as_often_as_configured(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.answer("chat.postMessage", status=500, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await workspace.web.chat_postMessage(channel=workspace.general, text="t")
        assert caught.value.response.status_code == 500
    assert workspace.ana.sees("general") == []
    assert (await workspace.web.chat_postMessage(channel=workspace.general, text="t"))["ok"]


async def test_slack_returns_any_configured_error(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.answer("*", error="internal_error")
    assert (await workspace.refused("auth.test"))["error"] == "internal_error"
    workspace.slack.faults.clear()
    assert (await workspace.web.auth_test())["ok"]


async def test_slack_asks_to_wait_as_often_as_configured(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.limit("views.publish", times=1, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await workspace.web.views_publish(user_id="UANA", view=HOME)
    assert caught.value.response.headers["Retry-After"] == "7"
    assert (await workspace.web.views_publish(user_id="UANA", view=HOME))["ok"]


async def test_slack_answers_late(workspace: FixtureWorkspace) -> None:
    workspace.slack.faults.delay("auth.test", 0.1, times=1)
    began = time.perf_counter()
    await workspace.web.auth_test()
    assert time.perf_counter() - began >= 0.1


async def test_an_answer_gets_lost_after_the_message_was_posted(workspace: FixtureWorkspace) -> None:
    workspace.web.retry_handlers.clear()
    workspace.slack.faults.drop("chat.postMessage")
    with pytest.raises(ServerDisconnectedError):
        await workspace.web.chat_postMessage(channel=workspace.general, text="posted all the same")
    assert [each.text for each in workspace.ana.sees("general")] == ["posted all the same"]
    assert (await workspace.web.chat_postMessage(channel=workspace.general, text="t"))["ok"]


async def test_a_response_url_has_bad_days_too(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button())
    await workspace.ana.clicks(card, "go")
    url = workspace.app.last("block_actions")["response_url"]
    workspace.slack.faults.answer("response_url", status=503, times=1)
    async with workspace.http.post(url, json={"text": "t"}) as answer:
        assert answer.status == 503
    async with workspace.http.post(url, json={"text": "t"}) as answer:
        assert answer.status == 200
    assert workspace.slack.calls.count("response_url") == 2


async def test_the_log_of_calls_holds_nobodys_words(workspace: FixtureWorkspace) -> None:
    await workspace.web.chat_postMessage(channel="UANA", text="A secret", blocks=[section("A secret")])
    await workspace.web.views_publish(user_id="UANA", view=HOME)
    assert "secret" not in repr(workspace.slack.calls.latest)
    assert [each.args["channel"] for each in workspace.slack.calls.list_for("chat.postMessage")] == ["UANA"]
    assert workspace.slack.calls.count() == 2
    await workspace.ana.says("A secret of mine")
    assert "secret" not in repr(workspace.slack.deliveries.latest)
