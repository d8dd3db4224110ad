"""Requests from Slack to the bot: recorded, so that they can be sent again, or made and signed by a test."""

import hashlib
import hmac
import io
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import aiohttp
from aiohttp import web

from tests.whole_bot import Playground

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_SENT = ("Content-Type", "X-Slack-Request-Timestamp", "X-Slack-Signature")


@dataclass(frozen=True)
class Request:
    """A request to the bot's address."""

    body: bytes
    headers: dict[str, str]

    @property
    def payload(self) -> dict[str, Any]:
        """Its payload; of a command, its fields."""
        if self.headers["Content-Type"] == JSON:
            return dict(json.loads(self.body))
        fields = {name: values[0] for name, values in parse_qs(self.body.decode(), keep_blank_values=True).items()}
        return dict(json.loads(fields["payload"])) if "payload" in fields else fields


@dataclass(frozen=True)
class Reply:
    """The bot's answer."""

    status: int
    body: str


@dataclass
class RequestRecorder:
    """The requests that Slack has sent, in order."""

    playground: Playground
    requests: list[Request] = field(default_factory=list)

    async def resend(self, request: Request) -> Reply:
        """Send the same bytes and headers again."""
        return await send(self.playground, request)


def sign(
    playground: Playground, body: bytes, kind: str = FORM, *, stamp: str | None = None, secret: str = ""
) -> Request:
    """Return a request signed as Slack does. stamp: another time; secret: another key."""
    when = str(int(time.time())) if stamp is None else stamp
    key = (secret or playground.slack.signing_secret).encode()
    mac = hmac.new(key, b"v0:" + when.encode() + b":" + body, hashlib.sha256).hexdigest()
    return Request(body, {"Content-Type": kind, "X-Slack-Request-Timestamp": when, "X-Slack-Signature": f"v0={mac}"})


def encode(playground: Playground, payload: dict[str, Any]) -> Request:
    """Return the request of a payload: events as JSON, interactions and commands as forms."""
    if payload.get("type") == "event_callback":
        return sign(playground, json.dumps(payload).encode(), JSON)
    if "type" in payload:
        return sign(playground, urlencode({"payload": json.dumps(payload)}).encode())
    return sign(playground, urlencode({name: str(value) for name, value in payload.items()}).encode())


async def send(
    playground: Playground,
    request: Request,
    *,
    method: str = "POST",
    path: str = "/slack/events",
    is_chunked: bool = False,
) -> Reply:
    """Send a request to the bot and return its answer. is_chunked: without Content-Length."""
    address = f"http://127.0.0.1:{playground.starling.port}{path}"
    data = _chunks(request.body) if is_chunked else io.BytesIO(request.body) if request.body else None
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, address, data=data, headers=request.headers) as answer,
    ):
        return Reply(answer.status, await answer.text())


async def _chunks(body: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(body), 1 << 16):
        yield body[at : at + (1 << 16)]


@asynccontextmanager
async def record_requests(playground: Playground) -> AsyncIterator[RequestRecorder]:
    """Record the requests between Slack and the bot."""
    recorder = RequestRecorder(playground)

    async def pass_on(request: web.Request) -> web.Response:
        kept = Request(await request.read(), {name: request.headers[name] for name in _SENT})
        recorder.requests.append(kept)
        reply = await send(playground, kept)
        kind = "application/json" if reply.body.startswith("{") else "text/plain"
        return web.Response(status=reply.status, text=reply.body, content_type=kind)

    app = web.Application(client_max_size=1 << 21)
    app.router.add_post("/record", pass_on)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    playground.slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/record")
    try:
        yield recorder
    finally:
        playground.slack.deliver_to(f"http://127.0.0.1:{playground.starling.port}/slack/events")
        await runner.cleanup()
