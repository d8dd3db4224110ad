"""Bad days by a switch: limits per minute, errors, late and lost answers."""

import time
from contextlib import suppress
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from slack_sdk.errors import SlackApiError

from bot.playground.faults import SPECIAL, TIERS, WORKSPACE_A_MINUTE
from tests.playground.fixture_app import Desk, button, modal, section

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
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("method", "most"), [(method, most) for most, methods in PUBLISHED.items() for method in methods]
)
async def test_a_tier_lets_through_its_calls_and_not_one_more(desk: Desk, method: str, most: int) -> None:
    assert TIERS[method] == most
    clock = desk.slack.faults.clock = StillClock()
    desk.slack.faults.tiers = True
    for _ in range(most):
        assert await desk.slack.faults.before(method, {}) is None
    refused = await desk.slack.faults.before(method, {})
    assert refused is not None
    assert (refused.status, refused.headers["Retry-After"]) == (429, "60")

    clock.now += 59.5
    again = await desk.slack.faults.before(method, {})
    assert again is not None
    assert again.headers["Retry-After"] == "1"
    clock.now += 0.5
    assert await desk.slack.faults.before(method, {}) is None


async def test_a_call_too_many_is_told_when_to_come_back(desk: Desk) -> None:
    desk.slack.faults.tiers = True
    for _ in range(20):
        await desk.web.users_list()
    with pytest.raises(SlackApiError) as caught:
        await desk.web.users_list()
    answer = caught.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert desk.slack.calls.count("users.list") == 21
    assert desk.slack.calls.refusals("users.list", "ratelimited") == 1

    desk.clock.ahead += 60
    assert (await desk.web.users_list())["ok"]


async def test_a_message_a_second_in_a_channel(desk: Desk) -> None:
    desk.slack.faults.tiers = True
    clock = desk.slack.faults.clock = StillClock()
    await desk.web.chat_postMessage(channel=desk.general, text="one")
    assert (await desk.refused("chat.postMessage", channel=desk.general, text="two"))["error"] == "ratelimited"
    assert (await desk.web.chat_postMessage(channel="UANA", text="elsewhere"))["ok"]
    clock.now += 1.0
    assert (await desk.web.chat_postMessage(channel=desk.general, text="two"))["ok"]


async def test_a_workspace_takes_so_many_messages_a_minute(desk: Desk) -> None:
    desk.slack.faults.tiers = True
    desk.slack.faults.clock = StillClock()
    for n in range(WORKSPACE_A_MINUTE):
        assert await desk.slack.faults.before("chat.postMessage", {"channel": f"D{n}"}) is None
    refused = await desk.slack.faults.before("chat.postMessage", {"channel": "Dmore"})
    assert refused is not None
    assert refused.status == 429


async def test_a_burst_of_three_hundred_gets_a_hundred_forms(desk: Desk) -> None:
    desk.slack.faults.tiers = True
    desk.slack.faults.clock = StillClock()
    crowd = [desk.slack.add_person(f"Person {n}") for n in range(105)]
    for person in crowd:
        trigger = desk.slack.tokens.trigger(person.id)
        with suppress(SlackApiError):
            await desk.web.views_open(trigger_id=trigger, view=modal())
    assert sum(each.view is not None for each in crowd) == 100
    assert desk.slack.calls.refusals("views.open", "ratelimited") == 5


async def test_history_of_a_commercial_app_is_cut(desk: Desk) -> None:
    for n in range(20):
        await desk.web.chat_postMessage(channel=desk.general, text=str(n))
    desk.slack.faults.commercial = True
    page = await desk.web.conversations_history(channel=desk.general, limit=100)
    assert len(page["messages"]) == 15
    assert (await desk.refused("conversations.history", channel=desk.general))["error"] == "ratelimited"
    assert (await desk.web.users_list())["ok"]


async def test_slack_answers_500_as_often_as_it_is_told(desk: Desk) -> None:
    desk.slack.faults.answer("chat.postMessage", status=500, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await desk.web.chat_postMessage(channel=desk.general, text="t")
        assert caught.value.response.status_code == 500
    assert desk.ana.sees("general") == []
    assert (await desk.web.chat_postMessage(channel=desk.general, text="t"))["ok"]


async def test_slack_gives_any_error_it_is_told_to(desk: Desk) -> None:
    desk.slack.faults.answer("*", error="internal_error")
    assert (await desk.refused("auth.test"))["error"] == "internal_error"
    desk.slack.faults.clear()
    assert (await desk.web.auth_test())["ok"]


async def test_slack_says_to_wait_as_often_as_it_is_told(desk: Desk) -> None:
    desk.slack.faults.limit("views.publish", times=1, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await desk.web.views_publish(user_id="UANA", view=HOME)
    assert caught.value.response.headers["Retry-After"] == "7"
    assert (await desk.web.views_publish(user_id="UANA", view=HOME))["ok"]


async def test_slack_answers_late(desk: Desk) -> None:
    desk.slack.faults.late("auth.test", 0.1, times=1)
    began = time.perf_counter()
    await desk.web.auth_test()
    assert time.perf_counter() - began >= 0.1


async def test_an_answer_gets_lost_after_the_message_was_posted(desk: Desk) -> None:
    desk.web.retry_handlers.clear()
    desk.slack.faults.lose("chat.postMessage")
    with pytest.raises(ServerDisconnectedError):
        await desk.web.chat_postMessage(channel=desk.general, text="posted all the same")
    assert [each.text for each in desk.ana.sees("general")] == ["posted all the same"]
    assert (await desk.web.chat_postMessage(channel=desk.general, text="t"))["ok"]


async def test_a_response_url_has_bad_days_too(desk: Desk) -> None:
    card = await desk.card(button())
    await desk.ana.clicks(card, "go")
    url = desk.app.last("block_actions")["response_url"]
    desk.slack.faults.answer("response_url", status=503, times=1)
    async with desk.http.post(url, json={"text": "t"}) as answer:
        assert answer.status == 503
    async with desk.http.post(url, json={"text": "t"}) as answer:
        assert answer.status == 200
    assert desk.slack.calls.count("response_url") == 2


async def test_the_log_of_calls_holds_nobodys_words(desk: Desk) -> None:
    await desk.web.chat_postMessage(channel="UANA", text="A secret", blocks=[section("A secret")])
    await desk.web.views_publish(user_id="UANA", view=HOME)
    assert "secret" not in repr(desk.slack.calls.latest)
    assert [each.args["channel"] for each in desk.slack.calls.of("chat.postMessage")] == ["UANA"]
    assert desk.slack.calls.count() == 2
    await desk.ana.says("A secret of mine")
    assert "secret" not in repr(desk.slack.deliveries.latest)
