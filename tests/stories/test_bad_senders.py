"""Whoever is not Slack is turned away at the door, and nothing of what they sent is written down."""

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
from tests.town import Town

CANARY = "kingfisher"
FORM = "application/x-www-form-urlencoded"
SOON = 60


async def posted(
    town: Town, body: str, *, kind: str = FORM, stamp: float | None = None, secret: str = ""
) -> tuple[int, str]:
    """Send a body to the bot's door and return (status, answer). secret: what it is signed with; "" is Slack's own."""
    when = str(int(time.time() if stamp is None else stamp))
    key = (secret or town.playground.signing_secret).encode()
    mac = hmac.new(key, f"v0:{when}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": when, "X-Slack-Signature": f"v0={mac}"}
    address = f"http://127.0.0.1:{town.starling.port}/slack/events"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=io.BytesIO(body.encode()), headers=headers) as answer,
    ):
        return answer.status, await answer.text()


def comment_by_command(town: Town) -> str:
    """Return a command that shares a comment, as Slack sends it."""
    facts = {"command": "/exchange", "text": f"share A {CANARY}", "trigger_id": "1.1.1", "user_id": town.moderator.id}
    facts |= {
        "channel_id": "C1",
        "team_id": town.playground.team_id,
        "response_url": f"{town.playground.url}/response/x",
    }
    return "&".join(f"{name}={value.replace(' ', '+').replace('/', '%2F')}" for name, value in facts.items())


async def test_a_forged_or_old_request_is_refused_and_not_logged(
    town: Town, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    exchange = await town.exchange("What keeps us safe?")
    body = comment_by_command(town)
    caplog.set_level(logging.DEBUG)
    with capture_logs() as lines:
        errors.log.info("heard")
        assert (await posted(town, body, secret="not Slack's"))[0] == 401
        assert (await posted(town, body, stamp=time.time() - 5 * 60 - SOON))[0] == 401
        assert (await posted(town, body, stamp=time.time() + 5 * 60 + SOON))[0] == 401
    assert lines[0]["event"] == "heard"
    written = json.dumps(lines, default=str) + caplog.text + "".join(capfd.readouterr())
    assert CANARY not in written
    assert not await town.comments(exchange)

    assert (await posted(town, body))[0] == 200
    assert [kept.text for kept in await town.comments(exchange)] == [f"A {CANARY}"], "Slack's own is heard"


async def test_a_body_beyond_a_mebibyte_is_not_read(town: Town) -> None:
    assert (await posted(town, "x" * (1024 * 1024 + 1)))[0] == 413


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
async def test_a_signed_request_that_says_nothing_has_no_effect(town: Town, payload: dict[str, Any]) -> None:
    town.allows_unanswered = True
    exchange = await town.exchange("What keeps us safe?")
    whole = {"user": {"id": town.moderator.id}, "team": {"id": town.playground.team_id}} | payload
    for each in (whole, payload):
        status, _ = await posted(town, f"payload={json.dumps(each)}")
        assert status == 200 or 400 <= status < 500
    await town.settle()
    assert not await town.comments(exchange)
