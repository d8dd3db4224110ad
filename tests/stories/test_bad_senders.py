"""A sender that is not Slack is turned away by the server, and nothing of what it sent is written down."""

import hashlib
import hmac
import io
import json
import logging
import time
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.slack import errors
from tests.whole_bot import Playground

CANARY = "kingfisher"
FORM = "application/x-www-form-urlencoded"
SOON = 60


async def posted(
    playground: Playground, body: str, *, kind: str = FORM, stamp: float | None = None, secret: str = ""
) -> tuple[int, str]:
    """Send a body to the server and return (status, answer). secret: what it is signed with; "" is Slack's own."""
    when = str(int(time.time() if stamp is None else stamp))
    key = (secret or playground.slack.signing_secret).encode()
    mac = hmac.new(key, f"v0:{when}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": when, "X-Slack-Signature": f"v0={mac}"}
    address = f"http://127.0.0.1:{playground.starling.port}/slack/events"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=io.BytesIO(body.encode()), headers=headers) as answer,
    ):
        return answer.status, await answer.text()


def comment_by_command(playground: Playground) -> str:
    """Return a command that shares a comment, as Slack sends it."""
    facts = {
        "command": "/exchange",
        "text": f"share A {CANARY}",
        "trigger_id": "1.1.1",
        "user_id": playground.moderator.id,
    }
    facts |= {
        "channel_id": "C1",
        "team_id": playground.slack.team_id,
        "response_url": f"{playground.slack.url}/response/x",
    }
    return "&".join(f"{name}={value.replace(' ', '+').replace('/', '%2F')}" for name, value in facts.items())


async def test_a_forged_or_old_request_is_refused_and_not_logged(
    playground: Playground, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    body = comment_by_command(playground)
    caplog.set_level(logging.DEBUG)
    with capture_logs() as lines:
        errors.log.info("heard")
        assert (await posted(playground, body, secret="not Slack's"))[0] == 401
        assert (await posted(playground, body, stamp=time.time() - 5 * 60 - SOON))[0] == 401
        assert (await posted(playground, body, stamp=time.time() + 5 * 60 + SOON))[0] == 401
    assert lines[0]["event"] == "heard"
    written = json.dumps(lines, default=str) + caplog.text + "".join(capfd.readouterr())
    assert CANARY not in written
    assert not await playground.comments(exchange)

    assert (await posted(playground, body))[0] == 200
    assert [kept.text for kept in await playground.comments(exchange)] == [f"A {CANARY}"], "Slack's own is heard"


async def test_a_body_beyond_a_mebibyte_is_not_read(playground: Playground) -> None:
    assert (await posted(playground, "x" * (1024 * 1024 + 1)))[0] == 413


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions"},
        {"type": "block_actions", "user": None},
        {"type": "view_submission", "view": {}},
        {"type": "because"},
        {},
    ],
    ids=str,
)
async def test_a_signed_request_that_says_nothing_has_no_effect(
    playground: Playground, payload: dict[str, Any]
) -> None:
    playground.allows_unanswered = True
    exchange = await playground.exchange("What keeps us safe?")
    whole = {"user": {"id": playground.moderator.id}, "team": {"id": playground.slack.team_id}} | payload
    for each in (whole, payload):
        status, _ = await posted(playground, f"payload={json.dumps(each)}")
        assert status == 200 or 400 <= status < 500
    await playground.settle()
    assert not await playground.comments(exchange)
