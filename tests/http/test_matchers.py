"""Bolt's matchers that are given the body alone say what they say when they are given everything."""

import re
from itertools import product
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot.bolt import BodyMatcher, match_by_body

_ACTION = {"type": "block_actions", "actions": [{"action_id": "one", "block_id": "b", "type": "button"}]}
BODIES: tuple[dict[str, Any], ...] = (
    _ACTION,
    {"type": "block_actions", "actions": [{"action_id": "many.7", "block_id": "b", "type": "button"}]},
    {"type": "view_submission", "view": {"type": "modal", "callback_id": "form"}},
    {"type": "view_closed", "view": {"type": "modal", "callback_id": "form"}},
    {"type": "block_suggestion", "action_id": "one", "block_id": "b", "value": "x"},
    {"type": "shortcut", "callback_id": "form"},
    {"type": "message_action", "callback_id": "form", "message": {}},
    {"type": "event_callback", "event": {"type": "message", "text": "Lunch"}},
    {"type": "event_callback", "event": {"type": "message", "subtype": "message_changed"}},
    {"type": "event_callback", "event": {"type": "app_home_opened"}},
    {"command": "/exchange", "text": "help"},
)


async def _authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U1")


async def _listener(ack: Any) -> None:
    await ack()


async def _is_lunch(payload: dict[str, Any]) -> bool:
    return payload.get("text") == "Lunch"


def _app() -> AsyncApp:
    app = AsyncApp(name="matchers", signing_secret="x", authorize=_authorize)
    for register in (
        app.action("one"),
        app.action(re.compile(r"^many\.\d$")),
        app.view("form"),
        app.command("/exchange"),
    ):
        register(_listener)
    app.view_closed("form")(_listener)
    app.options("one")(_listener)
    app.shortcut("form")(_listener)
    app.event({"type": "message", "subtype": "message_changed"})(_listener)
    app.event("message", matchers=[_is_lunch])(_listener)
    app.event("app_home_opened")(_listener)
    return app


async def _matched(app: AsyncApp) -> list[bool]:
    found = []
    for listener, body in product(app._async_listeners, BODIES):
        request = AsyncBoltRequest(body=body, mode="socket_mode")
        found.append(await listener.async_matches(req=request, resp=BoltResponse(status=200)))
    return found


@pytest.mark.parametrize("turn", ["before any request", "after some"])
async def test_listeners_match_the_same_requests(turn: str) -> None:
    usual, quick = _app(), _app()
    if turn == "after some":
        await _matched(quick)
    match_by_body(quick)
    found = await _matched(quick)
    assert found == await _matched(usual)
    assert sum(found) >= len(BODIES), "each request has a listener"
    matchers = [type(each) for listener in quick._async_listeners for each in listener.matchers]
    assert len(matchers) == matchers.count(BodyMatcher) + 1, "a matcher of one's own is asked as before"
