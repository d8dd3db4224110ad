"""A workspace with two people, a channel and a tiny app with scripted replies."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from aiohttp import ClientSession, web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Message, Person, PlaygroundServer, View, read_manifest
from tests.whole_bot import PATIENCE_S

Json = dict[str, Any]
ALL_SCOPES = [
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
]


def manifest(**changes: Any) -> Json:
    """Return the manifest of an app with every scope. changes: by path, like `a__b`."""
    content = read_manifest()
    content["oauth_config"]["scopes"]["bot"] = list(ALL_SCOPES)
    for path, value in changes.items():
        place = content
        *way, last = path.split("__")
        for step in way:
            place = place[step]
        place[last] = value
    return content


@dataclass
class ReceivedRequest:
    """A request that the app received."""

    kind: str
    payload: Json
    headers: dict[str, str]


@dataclass
class Reply:
    """A scripted reply. seconds: delay before it."""

    status: int = 200
    body: Any = None
    seconds: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class TinyApp:
    """An app that records its requests, checks their signature, and sends scripted replies."""

    secret: str = ""
    received: list[ReceivedRequest] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    always: Reply = field(default_factory=Reply)
    does: Callable[[Json], Any] | None = None
    bad_signatures: int = 0

    async def answer(self, request: web.Request) -> web.Response:
        raw = (await request.read()).decode()
        if not SignatureVerifier(self.secret).is_valid_request(raw, dict(request.headers)):
            self.bad_signatures += 1
            return web.Response(status=401)
        self.received.append(ReceivedRequest(*_read(request, raw), dict(request.headers)))
        if _is_own_message(self.received[-1].payload):
            return web.Response()  # the event of its own message: no test is about the reply to that
        reply = self.replies.pop(0) if self.replies else self.always
        if self.does is not None:
            await self.does(self.received[-1].payload)
        if reply.seconds:
            await asyncio.sleep(reply.seconds)
        if isinstance(reply.body, str) or reply.body is None:
            return web.Response(status=reply.status, text=reply.body or "", headers=reply.headers)
        return web.json_response(reply.body, status=reply.status, headers=reply.headers)

    def events(self, subtype: str | None = "any") -> list[Json]:
        """Return the events received. subtype: only those with it (None: those without one)."""
        found = [each.payload["event"] for each in self.received if each.kind == "event"]
        return [each for each in found if subtype == "any" or each.get("subtype") == subtype]

    def acts(self) -> list[str]:
        """Return the kinds of requests received, except events."""
        return [each.kind for each in self.received if each.kind != "event"]

    def last(self, kind: str) -> Json:
        """Return the latest request of a kind: event, command, or the type of an interaction."""
        return next(each.payload for each in reversed(self.received) if each.kind == kind)


def _read(request: web.Request, raw: str) -> tuple[str, Json]:
    if request.content_type == "application/json":
        payload = json.loads(raw)
        return ("event" if payload["type"] == "event_callback" else payload["type"]), payload
    form = {key: values[0] for key, values in parse_qs(raw, keep_blank_values=True).items()}
    if "payload" in form:
        payload = json.loads(form["payload"])
        return payload["type"], payload
    return "command", form


def _is_own_message(payload: Json) -> bool:
    event = payload.get("event", {})
    messages = [event, event.get("message", {}), event.get("previous_message", {})]
    return any(each.get("bot_profile") for each in messages)


@dataclass
class Clock:
    """A clock that the test moves."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class FixtureWorkspace:
    """Everything that a test of the playground needs."""

    slack: PlaygroundServer
    app: TinyApp
    clock: Clock
    ana: Person
    ben: Person
    web: AsyncWebClient
    http: ClientSession

    @property
    def general(self) -> str:
        return self.slack.channel("general").id

    async def refused(self, method: str, **args: Any) -> Json:
        """Call a method that must be refused; return the answer."""
        try:
            answer = await self.web.api_call(method, json=args)
        except SlackApiError as error:
            data = error.response.data
            assert isinstance(data, dict)
            return data
        msg = f"{method} was accepted: {answer.data!r}"
        raise AssertionError(msg)

    async def card(self, *elements: Json, channel: str | None = None, **more: Any) -> Message:
        """Post a message with these elements in one actions block; return the stored message."""
        blocks = [{"type": "actions", "block_id": "acts", "elements": list(elements)}, *more.pop("blocks", [])]
        where = channel or self.ana.id
        answer = await self.web.chat_postMessage(channel=where, text="card", blocks=blocks, **more)
        return self.slack.world.channels[answer["channel"]].messages[answer["ts"]]

    async def modal(self, person: Person, view: Json) -> View:
        """Open a modal for a person who pressed a button; return it."""
        card = await self.card(button("open"), channel=person.id)
        assert await person.clicks(card, "open")
        await self.web.views_open(trigger_id=self.app.last("block_actions")["trigger_id"], view=view)
        assert person.view is not None
        return person.view


def button(action_id: str = "go", text: str = "Go", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": text}, **more}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "words", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def text_input(block_id: str = "words", action_id: str = "text", **more: Any) -> Json:
    block: Json = {key: more.pop(key) for key in ("optional", "dispatch_action", "hint") if key in more}
    element = {"type": "plain_text_input", "action_id": action_id, **more}
    return {"type": "input", "block_id": block_id, "label": plain("Words"), "element": element, **block}


def modal(*blocks: Json, **more: Any) -> Json:
    view = {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Send")}
    return {**view, "blocks": list(blocks) or [section()], **more}


@asynccontextmanager
async def open_workspace(changes: Json | None = None, **facts: Any) -> AsyncIterator[FixtureWorkspace]:
    """Open a workspace over HTTP. changes: of the manifest; facts: arguments of PlaygroundServer."""
    clock = Clock()
    given = {
        "retry_scale": 0.0001,
        "ack_seconds": PATIENCE_S,
        "clock": clock,
        "manifest": manifest(**(changes or {})),
        **facts,
    }
    slack = PlaygroundServer(**given)
    ana, ben = slack.add_person("Ana Ruiz", "UANA", group="Students"), slack.add_person("Ben Okafor", "UBEN")
    slack.add_channel("general", members=[ana, ben], app=True)
    await slack.start()
    app = TinyApp(slack.signing_secret)
    served = web.Application()
    served.add_routes([web.post("/slack/events", app.answer)])
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    async with ClientSession() as http:
        client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, session=http)
        try:
            yield FixtureWorkspace(slack, app, clock, ana, ben, client, http)
        finally:
            await slack.stop()
            await runner.cleanup()
