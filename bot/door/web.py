"""The web server: POST /slack/events, /healthz (alive), /readyz (database and Slack reachable)."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

MAX_BODY = 1024 * 1024  # bytes; a click in a full Home in Cyrillic can be 435 KB as a form
_SECONDS = 5.0

Check = Callable[[], Awaitable[None]]


def make_app(bolt: AsyncApp | None, checks: dict[str, Check]) -> web.Application:
    """Return the web application.

    bolt: None in Socket Mode, where Slack comes in elsewhere.
    checks: what /readyz asks, by name; one that raises or takes over 5 s makes the bot not ready.
    """
    app = web.Application(client_max_size=MAX_BODY)

    async def slack(request: web.Request) -> web.Response:
        if bolt is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    async def alive(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def ready(_request: web.Request) -> web.Response:
        states = await asyncio.gather(*(_state(check) for check in checks.values()))
        found = dict(zip(checks, states, strict=True))
        is_ready = all(state == "ok" for state in states)
        return web.json_response({"ok": is_ready, **found}, status=200 if is_ready else 503)

    app.router.add_post("/slack/events", slack)
    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    return app


async def _state(check: Check) -> str:
    try:
        async with asyncio.timeout(_SECONDS):
            await check()
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the answer is: not ready
        return type(error).__name__
    return "ok"


class Server:
    """A web application on an address, until it is stopped."""

    def __init__(self, app: web.Application) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen. Raises OSError when the port is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Finish what is in flight, then close."""
        await self._runner.cleanup()
