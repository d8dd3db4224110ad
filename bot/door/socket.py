"""Socket Mode: Slack's requests over a socket that the bot opens."""

import asyncio
import time

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger()

_DEAD_AFTER_S = 60.0  # without a connection: connect anew, whatever the client believes
_LOOK_S = 10.0


class NotConnectedError(Exception):
    """The socket has no connection just now."""


class Socket:
    """The socket, and a watch over it."""

    def __init__(self, bolt: AsyncApp, app_token: str, web: AsyncWebClient) -> None:
        self._handler = AsyncSocketModeHandler(bolt, app_token, web_client=web, ping_interval=10)
        self._connecting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to connect; a Slack that cannot be reached shows in /readyz, and is tried again."""
        self._connecting = asyncio.create_task(self._connect())

    async def stop(self) -> None:
        """Close the socket."""
        if self._connecting:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    async def check(self) -> None:
        """Raise NotConnectedError when there is no connection."""
        if not await self._handler.client.is_connected():
            raise NotConnectedError

    async def _connect(self) -> None:
        wait = 0.5
        while True:
            try:
                await self._handler.connect_async()  # type: ignore[no-untyped-call]
                break
            except Exception as error:  # noqa: BLE001 - whatever it is, try again
                log.warning("socket_failed", error=type(error).__name__)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 30.0)
        last_seen = time.monotonic()
        while True:
            await asyncio.sleep(_LOOK_S)
            if await self._handler.client.is_connected():
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > _DEAD_AFTER_S:
                log.error("socket_dead")
                await self._handler.client.connect_to_new_endpoint(force=True)
                last_seen = time.monotonic()
