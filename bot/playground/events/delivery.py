"""Delivery to the app: signed HTTP requests or Socket Mode envelopes, with retries for events."""

import asyncio
import hashlib
import hmac
import json
import time
from collections import Counter, deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bot.playground.events.payloads import as_json
from bot.playground.events.socket_mode import Sockets
from bot.playground.events.subscription import Subscription
from bot.playground.faults import Faults
from bot.playground.state.app_response import TIMEOUT, UNREACHABLE, UNSENT, AppResponse
from bot.playground.state.installed_app import InstalledApp
from bot.playground.state.models import Json
from bot.playground.state.world import World

RETRY_WAITS = (0.0, 60.0, 300.0)  # seconds before each repetition of an event, docs.slack.dev/apis/events-api
MAX_LOGGED = 5000
_FORM = "application/x-www-form-urlencoded"
_PRINTED = [chr(each) for each in range(33, 127) if chr(each) != "%"]
_CODES = [("%", "%25"), *((each, quote_plus(each)) for each in _PRINTED if quote_plus(each) != each), (" ", "+")]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One entry of the delivery log. It contains no text that people wrote."""

    kind: str
    name: str
    user: str
    event_id: str
    attempt: int
    transport: str
    status: int | str
    ms: float


class DeliveryLog:
    """The latest deliveries, and a count for each kind."""

    def __init__(self) -> None:
        self.latest: deque[Delivery] = deque(maxlen=MAX_LOGGED)
        self.counts: Counter[str] = Counter()

    def add(self, delivery: Delivery) -> None:
        """Add a delivery."""
        self.latest.append(delivery)
        self.counts[delivery.kind] += 1

    def list_for(self, kind: str, name: str | None = None) -> list[Delivery]:
        """Return the latest of one kind (events_api, interactive, slash_commands), in order."""
        return [each for each in self.latest if each.kind == kind and name in {None, each.name}]

    def clear(self) -> None:
        """Remove all entries and counts."""
        self.latest.clear()
        self.counts.clear()


class EventDispatcher:
    """Delivers payloads to the app, by a socket if one is open, else by a signed request."""

    def __init__(
        self,
        world: World,
        app: InstalledApp,
        faults: Faults,
        sockets: Sockets,
        *,
        ack_seconds: float,
        retry_scale: float,
    ) -> None:
        self._world = world
        self._app = app
        self._faults = faults
        self._sockets = sockets
        self.ack_seconds = ack_seconds
        self._retry_scale = retry_scale
        self._session: ClientSession | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self.address: str | None = None
        self.log = DeliveryLog()
        self.subscription = Subscription(world.clock)

    def start(self) -> None:
        """Open the HTTP session that all deliveries share."""
        self._session = ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(total=None))

    async def stop(self) -> None:
        """Cancel pending deliveries and close the session."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def settle(self) -> None:
        """Wait until no delivery or retry is pending."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def run_later(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run a tracked background task."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def event(self, envelope: Json) -> AppResponse:
        """Deliver an event; if the app does not accept it, retry in the background."""
        limited = self._faults.tiers
        if limited and not self.subscription.admit():
            await self._deliver_rate_limited()
            return AppResponse(UNSENT)
        response = await self._deliver_event(envelope, 0, "")
        if limited:
            self.subscription.record_response(is_accepted=response.is_accepted)
        if not response.is_accepted and not response.forbids_retry:
            self.run_later(self._repeat(envelope, _reason(response)))
        return response

    async def _deliver_rate_limited(self) -> None:
        minute = self.subscription.new_minute()
        if minute is None or self.address is None:
            return
        payload = {
            "token": self._app.verification_token,
            "type": "app_rate_limited",
            "team_id": self._world.team_id,
            "minute_rate_limited": minute,
            "api_app_id": self._app.app_id,
        }
        body = (as_json(payload), "application/json")
        await self._deliver("events_api", payload, body, ("app_rate_limited", "", ""))

    async def interact(self, payload: Json) -> AppResponse:
        """Deliver a click, a submission, a closed view or a shortcut. Never retried."""
        name = payload.get("callback_id") or payload.get("view", {}).get("callback_id") or ""
        if payload["type"] == "block_actions":
            name = payload["actions"][0]["action_id"]
        form = f"payload={form_encoded(payload)}"
        facts = (payload["type"], name, payload["user"]["id"])
        return await self._deliver("interactive", payload, (form, _FORM), facts, accepts=True)

    async def command(self, form: dict[str, str]) -> AppResponse:
        """Deliver a slash command. Never retried."""
        facts = ("command", form["command"], form["user_id"])
        return await self._deliver("slash_commands", dict(form), (urlencode(form), _FORM), facts, accepts=True)

    async def verify(self, url: str) -> bool:
        """Send a url_verification challenge; return whether the app answered it."""
        payload = {"token": self._app.verification_token, "type": "url_verification", "challenge": "maple"}
        response = await self._post(url, as_json(payload), "application/json", {})
        text = response.body
        return response.is_accepted and (text.get("challenge") if isinstance(text, dict) else text) == "maple"

    async def _repeat(self, envelope: Json, reason: str) -> None:
        for number, wait in enumerate(RETRY_WAITS, start=1):
            await asyncio.sleep(wait * self._retry_scale)
            response = await self._deliver_event(envelope, number, reason)
            if response.is_accepted or response.forbids_retry:
                return
            reason = _reason(response)

    async def _deliver_event(self, envelope: Json, attempt: int, reason: str) -> AppResponse:
        event = envelope["event"]
        facts = (event["type"], event.get("subtype", ""), event.get("user") or "")
        headers = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason} if attempt else {}
        body = (as_json(envelope), "application/json")
        return await self._deliver("events_api", envelope, body, facts, headers=headers)

    async def _deliver(
        self,
        kind: str,
        payload: Json,
        body: tuple[str, str],
        facts: tuple[str, str, str],
        *,
        headers: dict[str, str] | None = None,
        accepts: bool = False,
    ) -> AppResponse:
        began = time.perf_counter()
        headers = headers or {}
        socket = self._sockets.choose()
        if socket is not None:
            transport = "socket"
            retry = (int(headers.get("X-Slack-Retry-Num", 0)), headers.get("X-Slack-Retry-Reason", ""))
            response = await socket.deliver(kind, payload, seconds=self.ack_seconds, accepts=accepts, retry=retry)
        else:
            transport = "http"
            response = (
                AppResponse(UNREACHABLE) if self.address is None else await self._post(self.address, *body, headers)
            )
        response = AppResponse(
            response.status,
            response.body,
            (time.perf_counter() - began) * 1000,
            response.forbids_retry,
            response.is_malformed,
        )
        name = facts[0] if not facts[1] else f"{facts[0]}:{facts[1]}"
        event_id = payload.get("event_id", "")
        attempt = int(headers.get("X-Slack-Retry-Num", 0))
        self.log.add(Delivery(kind, name, facts[2], event_id, attempt, transport, response.status, response.ms))
        return response

    async def _post(self, url: str, body: str, content_type: str, headers: dict[str, str]) -> AppResponse:
        if self._session is None:
            return AppResponse(UNREACHABLE)
        raw = body.encode()
        stamp = str(int(time.time() + self._faults.skew))
        mac = hmac.new(self._app.signing_secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
        signed = {
            **headers,
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={mac}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        try:
            limit = ClientTimeout(total=self.ack_seconds)
            async with self._session.post(url, data=raw, headers=signed, allow_redirects=False, timeout=limit) as reply:
                text = await reply.text()
                stop = reply.headers.get("X-Slack-No-Retry") == "1"
                return _read_response(reply.status, text, forbids_retry=stop)
        except TimeoutError:
            return AppResponse(TIMEOUT)
        except (ClientError, OSError):
            return AppResponse(UNREACHABLE)


def form_encoded(payload: Json) -> str:
    """Return a payload as form-encoded JSON. Replaces whole strings: urlencode is too slow for a replay."""
    text = json.dumps(payload, separators=(",", ":"))  # ASCII only, as Slack writes it
    for letter, code in _CODES:
        text = text.replace(letter, code)
    return text


def _read_response(status: int, text: str, *, forbids_retry: bool) -> AppResponse:
    if not text.strip():
        return AppResponse(status, None, forbids_retry=forbids_retry)
    try:
        return AppResponse(status, json.loads(text), forbids_retry=forbids_retry)
    except ValueError:
        return AppResponse(status, text, forbids_retry=forbids_retry, is_malformed=True)


def _reason(response: AppResponse) -> str:
    """Return Slack's X-Slack-Retry-Reason for a failed delivery."""
    return {TIMEOUT: "http_timeout", UNREACHABLE: "connection_failed"}.get(str(response.status), "http_error")
