"""The web server: POST /slack/events, /healthz (alive), /readyz (may be asked), /metrics by choice."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.http.connections import Connections
from bot.http.health import Health
from bot.http.slack_requests import SlackRequests
from bot.metrics import CONTENT_TYPE

SLACK_PATH = "/slack/events"

_STOP_S = 5.0  # in which answers that are being made are finished
_BACKLOG = 128
_LINGER_S = 2.0  # in which the rest of a refused body is thrown away, so that its sender reads the refusal

MeasureText = Callable[[], Awaitable[bytes]]
"""Returns what /metrics shows."""


def make_app(
    slack_requests: SlackRequests | None,
    health: Health,
    pages: Sequence[web.RouteDef] = (),
    metrics: MeasureText | None = None,
) -> web.Application:
    """Return the web application. Whatever it does not know is answered 404 or 405 with an empty body.

    slack_requests: None in Socket Mode, where requests arrive by bot/http/socket_mode.py. health: of /readyz.
    pages: routes of features. metrics: None where the operator does not want /metrics.
    """
    app = web.Application(middlewares=[_last_answers(health), _bare_errors])

    async def alive(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def ready(_request: web.Request) -> web.Response:
        is_ready, facts = await health.look()
        return web.json_response(facts, status=200 if is_ready else 503)

    if metrics is not None:
        app.router.add_get("/metrics", partial(_show_metrics, metrics))
    if slack_requests is not None:
        app.router.add_post(SLACK_PATH, slack_requests.answer)
    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_routes(pages)
    return app


async def _show_metrics(metrics: MeasureText, _request: web.Request) -> web.Response:
    return web.Response(body=await metrics(), headers={"Content-Type": CONTENT_TYPE})


def _last_answers(health: Health) -> Middleware:
    """Return what closes connections after their next answer while this process drains."""

    @web.middleware
    async def answer_last(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        if health.is_draining and not response.prepared:
            response.force_close()
        return response

    return answer_last


@web.middleware
async def _bare_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        allowed = error.headers.get("Allow")
        return web.Response(status=error.status, headers={"Allow": allowed} if allowed else None)


class Server:
    """A web application on an address, until it is stopped. slack_requests: None in Socket Mode."""

    def __init__(self, app: web.Application, slack_requests: SlackRequests | None = None) -> None:
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=_STOP_S, lingering_time=_LINGER_S, auto_decompress=False
        )
        self._requests = slack_requests
        self._connections: Connections | None = None
        self._listener: asyncio.Server | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen. Raises OSError when the port is taken."""
        await self._runner.setup()
        make: Callable[[], asyncio.Protocol] | None = self._runner.server
        assert make is not None  # noqa: S101 - it was just set up
        if self._requests is not None:
            make = self._connections = Connections(SLACK_PATH, self._requests.answer_whole, make)
        self._listener = await asyncio.get_running_loop().create_server(make, host, port, backlog=_BACKLOG)
        self.port = self._listener.sockets[0].getsockname()[1]

    def drain(self) -> None:
        """Go on, and end each connection with its next answer, so that nobody's is cut at the stop."""
        if self._connections is not None:
            self._connections.drain()

    async def stop(self) -> None:
        """Finish what is in flight, then close."""
        if self._listener is not None:
            self._listener.close()
        if self._connections is not None:
            await self._connections.close(_STOP_S)
        await self._runner.cleanup()
