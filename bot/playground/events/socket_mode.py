"""Socket Mode: up to ten connections of the app; each payload goes to one of them."""

import asyncio
import json
import secrets
import time
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.state.address import ServerAddress
from bot.playground.state.app_response import TIMEOUT, UNREACHABLE, AppResponse
from bot.playground.state.errors import SlackError
from bot.playground.state.installed_app import InstalledApp
from bot.playground.state.manifest import Manifest
from bot.playground.state.models import Json

CONNECTIONS = 10
_TICKET_SECONDS = 30.0


class Socket:
    """One connection of the app."""

    def __init__(self, wire: web.WebSocketResponse) -> None:
        self.wire = wire
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    async def deliver(
        self, kind: str, payload: Json, *, seconds: float, accepts: bool, retry: tuple[int, str] = (0, "")
    ) -> AppResponse:
        """Send one envelope and wait until it is acknowledged."""
        envelope_id = secrets.token_hex(16)
        envelope: Json = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry[0], "retry_reason": retry[1]}
        taken: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = taken
        try:
            await self.wire.send_json(envelope)
            async with asyncio.timeout(seconds):
                ack = await taken
        except TimeoutError:
            return AppResponse(TIMEOUT)
        except ConnectionError:
            return AppResponse(UNREACHABLE)
        finally:
            self._waiting.pop(envelope_id, None)
        body = ack.get("payload")
        return AppResponse(200, body or None, is_malformed=isinstance(body, str) and kind != "slash_commands")

    async def read_acknowledgements(self) -> None:
        """Read acknowledgements until the connection ends."""
        async for frame in self.wire:
            if frame.type is not WSMsgType.TEXT:
                continue
            try:
                ack: Any = json.loads(frame.data)
            except ValueError:
                continue
            waiting = self._waiting.get(ack.get("envelope_id", "")) if isinstance(ack, dict) else None
            if waiting is not None and not waiting.done():
                waiting.set_result(ack)

    def fail_pending(self) -> None:
        """Fail every envelope that waits for an acknowledgement: the connection has ended."""
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(ConnectionResetError())


class Sockets:
    """The app's open connections, and the tickets that open more."""

    def __init__(self, manifest: Manifest, app: InstalledApp, address: ServerAddress) -> None:
        self._manifest = manifest
        self._app = app
        self._address = address
        self._open: list[Socket] = []
        self._opened = asyncio.Event()
        self._tickets: dict[str, float] = {}

    @property
    def count(self) -> int:
        """How many connections are open."""
        return len(self._open)

    def choose(self) -> Socket | None:
        """Return one of the open connections at random, or None."""
        return secrets.choice(self._open) if self._open else None

    def ticket(self) -> str:
        """Return the address of a new connection, for apps.connections.open."""
        if not self._manifest.socket_mode:
            raise SlackError("socket_mode_not_enabled")
        now = time.monotonic()
        self._tickets = {each: until for each, until in self._tickets.items() if until > now}
        name = secrets.token_hex(16)
        self._tickets[name] = now + _TICKET_SECONDS
        base = self._address.url.replace("http", "ws", 1)
        return f"{base}/link/?ticket={name}&app_id={self._app.app_id}"

    async def wait_until_open(self, seconds: float) -> None:
        """Wait until a connection is open. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            await self._opened.wait()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the app to reconnect each connection, as Slack does at times; nothing more is sent over the old ones."""
        for socket in self._take_open():
            await socket.wire.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}})
            await socket.wire.close()

    async def close(self) -> None:
        """Close every connection without a disconnect message."""
        for socket in self._take_open():
            await socket.wire.close()

    def _take_open(self) -> list[Socket]:
        taken, self._open = self._open, []
        self._opened.clear()
        return taken

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer GET /link/."""
        if self._tickets.pop(request.query.get("ticket", ""), 0.0) < time.monotonic():
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        wire = web.WebSocketResponse(heartbeat=30.0)
        await wire.prepare(request)
        if len(self._open) >= CONNECTIONS:
            await wire.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await wire.close()
            return wire
        socket = Socket(wire)
        self._open.append(socket)
        self._opened.set()
        try:
            await wire.send_json(
                {
                    "type": "hello",
                    "num_connections": len(self._open),
                    "debug_info": {"host": "playground", "approximate_connection_time": 3600},
                    "connection_info": {"app_id": self._app.app_id},
                }
            )
            await socket.read_acknowledgements()
        finally:
            if socket in self._open:
                self._open.remove(socket)
            if not self._open:
                self._opened.clear()
            socket.fail_pending()
        return wire
