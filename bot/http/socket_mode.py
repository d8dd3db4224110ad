"""Socket Mode: Slack's requests over a socket that the bot opens, on the same path as by HTTP behind the signature."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.http.dispatch import Dispatch
from bot.http.errors import RefusedError
from bot.http.parsing import checked
from bot.log import log_of_bolt, safe_info
from bot.slack.deadlines import within

log = structlog.get_logger()

DEAD_AFTER_S = 60.0  # without a connection: connect again, whatever the client believes
_LOOK_S = 10.0
_CONNECT_S = 60.0
_PING_S = 10.0
_SLACKS_OWN = {"hello", "disconnect"}  # about the connection itself
_REQUESTS = {"events_api", "interactive", "slash_commands"}
_MAX_ENVELOPE_ID = 255


class NotConnectedError(Exception):
    """The socket has no connection just now."""


class Socket:
    """The socket, and a watch over it.

    look_s: seconds between two looks of the watch; dead_after_s: without a connection, before it connects again;
    ping_s: between two pings; slack_sdk connects again where four are not answered, or one cannot be sent;
    now: seconds of a clock that never goes back.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        app_token: str,
        web: AsyncWebClient,
        *,
        look_s: float = _LOOK_S,
        dead_after_s: float = DEAD_AFTER_S,
        ping_s: float = _PING_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._dispatch = dispatch
        self._look_s = look_s
        self._dead_after_s = dead_after_s
        self._now = now
        self.client = SocketModeClient(app_token, logger=log_of_bolt(), web_client=web, ping_interval=ping_s)
        self.client.message_listeners.append(self._receive)
        self._connecting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to connect; a Slack that cannot be reached shows in /readyz, and is tried again."""
        self._connecting = asyncio.create_task(self._stay_connected())

    async def stop(self) -> None:
        """Close the socket."""
        if self._connecting:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)
        await self.client.close()  # type: ignore[no-untyped-call]

    async def check(self) -> None:
        """Raise NotConnectedError when there is no connection."""
        if not await self.client.is_connected():
            raise NotConnectedError

    async def _stay_connected(self) -> None:
        wait = 0.5
        while True:
            try:
                await self.client.connect()  # type: ignore[no-untyped-call]
                break
            except Exception as error:  # noqa: BLE001 - whatever it is, try again
                log.warning("socket_failed", error=type(error).__name__, where=safe_info(error))
                await asyncio.sleep(wait)
                wait = min(wait * 2, 30.0)
        last_seen = self._now()
        while True:
            await asyncio.sleep(self._look_s)
            if await self.client.is_connected():
                last_seen = self._now()
            elif self._now() - last_seen > self._dead_after_s:
                log.error("socket_dead")
                last_seen = self._now()
                await self._reconnect()

    async def _reconnect(self) -> None:
        try:
            async with within(_CONNECT_S):  # slack_sdk itself goes on trying without end
                await self.client.connect_to_new_endpoint(force=True)
        except Exception as error:  # noqa: BLE001 - the watch goes on, and tries again after another while
            log.error("socket_failed", error=type(error).__name__, where=safe_info(error))

    async def _receive(
        self, client: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str | None = None
    ) -> None:
        """Process one envelope. One that is refused, or fails, is not acknowledged: Slack shows or repeats it."""
        if message.get("type") in _SLACKS_OWN:
            return
        began = time.time()
        try:
            request = read_envelope(message, raw)
            # Acknowledges a 200 only: Slack tries again after a failure of ours, as by HTTP.
            await send_async_response(client, request, await self._dispatch.answer(request.payload), began)
        except RefusedError as refusal:
            log.warning("request_refused", kind=refusal.kind, status=refusal.status)
        except Exception as error:  # noqa: BLE001 - slack_sdk would print it, and what it quotes
            log.error("request_failed", error=type(error).__name__, where=safe_info(error))


def read_envelope(message: dict[str, Any], raw: str | None) -> SocketModeRequest:
    """Return an envelope of Slack's. raw: as it came, None where not known. Raises RefusedError when it is none."""
    kind, envelope_id, payload = message.get("type"), message.get("envelope_id"), message.get("payload")
    if kind not in _REQUESTS or not isinstance(envelope_id, str) or not 0 < len(envelope_id) <= _MAX_ENVELOPE_ID:
        raise RefusedError("odd_envelope")
    if not isinstance(payload, dict):
        raise RefusedError("no_object")
    sent = json.dumps(payload) if raw is None else raw
    clean = checked(payload, sent.encode(errors="replace"))
    return SocketModeRequest(kind, envelope_id, clean, bool(message.get("accepts_response_payload")))
