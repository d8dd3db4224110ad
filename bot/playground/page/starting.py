"""Progress of the start: a line in the terminal for each step, and a page that shows the current step."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from bot import progress
from bot.playground.page import assets
from bot.playground.page.texts import translate_step


class Starting:
    """The current step of the start, until the workspace is complete.

    The page and its requests are answered 503 until `done`, so that nobody sees half an example.
    """

    def __init__(self) -> None:
        self.step: str | None = "Starting"

    @contextmanager
    def doing(self, step: str) -> Iterator[None]:
        """Show a step in the terminal and on the page while it runs."""
        self.step = step
        with progress.doing(step):
            yield

    def done(self) -> None:
        """End the start: from now on the page shows the workspace."""
        self.step = None

    def routes(self) -> list[web.RouteDef]:
        """Return the route of the start's progress: {"step": text}, null when the workspace is complete."""

        async def ask(request: web.Request) -> web.Response:
            step = translate_step(self.step, assets.language_for(request)) if self.step is not None else None
            return web.json_response({"step": step}, headers=assets.HEADERS)

        return [web.get("/starting", ask)]

    def middleware(self) -> Any:
        """Return the middleware that answers 503 until the start is done."""

        @web.middleware
        async def wait(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            if self.step is None or not (request.path == "/" or request.path.startswith(("/ui/", "/archives/"))):
                return await handler(request)
            if request.path.startswith("/ui/"):
                body = {"ok": False, "error": "starting", "message": "The playground is starting."}
                return web.json_response(body, status=503)
            return assets.send_page(request, "starting.html", status=503)

        return wait
