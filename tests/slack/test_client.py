"""What a failed call to Slack means, and that calls which need care are made in one place."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout, ServerDisconnectedError, web
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.installations import CALL_S
from bot.slack.client import (
    RateLimited,
    Refused,
    Unreachable,
    classify,
    describe,
    is_refused,
    make_client,
    retry_after,
    without_retries,
)
from bot.slack.deadlines import stretched
from tests.whole_bot import Playground

BOT = Path(__file__).resolve().parents[2] / "bot"


def refusal(status: int, data: Any, **headers: str) -> SlackApiError:
    response = AsyncSlackResponse(
        client=AsyncWebClient(),
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={},
        data=data,
        headers=headers,
        status_code=status,
    )
    return SlackApiError("no", response)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (refusal(200, {"ok": False, "error": "is_archived"}), Refused("is_archived")),
        (refusal(429, {"ok": False, "error": "ratelimited"}, **{"Retry-After": "30"}), RateLimited(30.0)),
        (refusal(429, {}, **{"retry-after": "soon"}), RateLimited(None)),
        (refusal(200, {"ok": False, "error": "ratelimited"}), RateLimited(None)),
        (refusal(200, {"ok": False, "error": "internal_error"}), Unreachable("internal_error")),
        (refusal(500, {"ok": False, "error": "fatal_error"}), Unreachable("fatal_error")),
        (refusal(503, {}), Unreachable("status 503")),
        (refusal(200, {"ok": False, "error": "a sentence, perhaps with somebody's words"}), Unreachable("status 200")),
        (
            SlackApiError("a page that is no JSON", {"ok": False}),  # type: ignore[no-untyped-call]
            Unreachable("status None"),
        ),
        (SlackRequestError("no connection"), Unreachable("SlackRequestError")),
        (ServerDisconnectedError(), Unreachable("ServerDisconnectedError")),
        (TimeoutError(), Unreachable("TimeoutError")),
        (json.JSONDecodeError("no", "", 0), Unreachable("JSONDecodeError")),
    ],
)
def test_a_failed_call_is_a_no_a_rate_limit_or_unknown(error: Exception, meaning: object) -> None:
    assert classify(error) == meaning


def test_a_failure_is_one_word_in_the_log() -> None:
    assert [describe(each) for each in (Refused("is_archived"), RateLimited(2.0), Unreachable("TimeoutError"))] == [
        "is_archived",
        "ratelimited",
        "TimeoutError",
    ]


def test_only_a_clear_no_is_a_refusal() -> None:
    assert is_refused(refusal(200, {"error": "not_in_channel"}), "not_in_channel", "is_archived")
    assert not is_refused(refusal(200, {"error": "not_in_channel"}), "is_archived")
    assert not is_refused(refusal(500, {"error": "not_in_channel"}), "not_in_channel")
    assert not is_refused(TimeoutError(), "not_in_channel")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("30", 30.0), ("0", 0.0), ("1.5", 1.5), ("-3", 0.0), ("soon", None), ("", None), ("nan", None), ("inf", None)],
)
def test_how_long_slack_asks_to_wait(header: str, seconds: float | None) -> None:
    assert retry_after({"Content-Type": "x", "retry-after": header}) == seconds
    assert retry_after({}) is None


@pytest.mark.parametrize(
    ("call", "where"),
    [
        ("views_open", {"slack/modals.py"}),
        ("views_push", {"slack/modals.py"}),
        ("views_update", {"slack/modals.py"}),
        ("conversations_history", {"slack/client.py", "share/offers.py"}),
        ("retry_handlers=", {"slack/client.py", "mattermost/web.py"}),  # another platform's client repeats nothing
        (".status_code", {"slack/client.py"}),
    ],
)
def test_what_needs_care_is_in_one_place(call: str, where: set[str]) -> None:
    files = (each for each in BOT.rglob("*.py") if "playground" not in each.parts)
    found = {each.relative_to(BOT).as_posix() for each in files if call in each.read_text(encoding="utf-8")}
    assert found <= where


async def test_a_call_that_slack_never_answers_ends_with_the_limit_of_the_session() -> None:
    is_over = asyncio.Event()

    async def answer(_: web.Request) -> web.Response:
        await is_over.wait()
        return web.json_response({"ok": True})

    app = web.Application()
    app.router.add_post("/auth.test", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with ClientSession(timeout=ClientTimeout(total=0.3)) as session:
            client = make_client("a", f"http://127.0.0.1:{runner.addresses[0][1]}/", session)
            for each in (client, without_retries(client)):
                with pytest.raises(TimeoutError) as ended:
                    await each.auth_test()
                assert classify(ended.value) == Unreachable("TimeoutError")
    finally:
        is_over.set()
        await runner.cleanup()


async def test_every_call_of_the_bot_has_the_limit_of_its_session(playground: Playground) -> None:
    (workspace,) = playground.starling.context.workspaces.all()
    session = workspace.client.session
    assert session is not None
    assert session.timeout.total == stretched(CALL_S)
    assert without_retries(workspace.client).session is session
