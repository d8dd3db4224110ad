"""Fixtures for tests of the playground's page: pages in Chromium that fail on every browser error."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page

from bot.playground.page.assets import routes
from tests.browser.stage import Stage, StageSetup

WAIT = 300_000  # milliseconds to wait for anything
OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """Return a function that opens a page in a browser context of its own; an error in any of them fails the test.

    Its arguments are those of a browser context, like viewport and color_scheme.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def received(message: ConsoleMessage) -> None:
        # The page reports a lost connection itself.
        lost = "WebSocket connection" in message.text or "net::ERR_" in message.text
        if message.type in {"error", "warning"} and not lost:
            faults.append(message.text)

    async def one_more(**options: Any) -> Page:
        context = await browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(WAIT)
        page.on("console", received)
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield one_more
    for context in contexts:
        await context.close()
    assert faults == []


@pytest.fixture
async def page(open_page: OpenPage) -> Page:
    """A page of 1280 x 800, light."""
    return await open_page()


@pytest.fixture
async def files() -> AsyncIterator[str]:
    """The address of a server that has the page's files and nothing else."""
    app = web.Application()
    app.add_routes(routes())
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url(""))


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """A small workspace with an app that does what the test says."""
    async with StageSetup() as stage:
        yield stage
