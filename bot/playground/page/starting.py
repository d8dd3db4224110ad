"""While the playground starts: a line in the terminal for each step, and a page that says how far it is."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from bot import progress
from bot.playground.page import assets


class Starting:
    """What is being done before the workspace is whole.

    The page and everything that it asks for are answered 503 until `done`, so that nobody sees half an example.
    """

    def __init__(self) -> None:
        self.step: str | None = "Starting"

    @contextmanager
    def doing(self, step: str) -> Iterator[None]:
        """Say what is being done, in the terminal and on the page."""
        self.step = step
        with progress.doing(step):
            yield

    def done(self) -> None:
        """From now on the page is the workspace."""
        self.step = None

    def routes(self) -> list[web.RouteDef]:
        """Return where the page asks how far the start is: {"step": words}, null when the workspace is whole."""

        async def ask(_: web.Request) -> web.Response:
            return web.json_response({"step": self.step}, headers=assets.HEADERS)

        return [web.get("/starting", ask)]

    def middleware(self) -> Any:
        """Return what keeps the unfinished workspace from the page."""

        @web.middleware
        async def wait(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            if self.step is None or not (request.path == "/" or request.path.startswith(("/ui/", "/archives/"))):
                return await handler(request)
            if request.path.startswith("/ui/"):
                body = {"ok": False, "error": "starting", "message": "The playground is starting."}
                return web.json_response(body, status=503)
            return assets.send("starting.html", status=503)

        return wait
