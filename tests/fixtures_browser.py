"""Fixture for tests that click in a real browser; who asks for it is marked `browser` by it (tests/ran_on.py)."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Playwright, ViewportSize, async_playwright, expect

from tests import chromium
from tests.ran_on import ran_on

WAIT_MS = 300_000.0
"""After which what has not come will not come. What does come is seen at once."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--images", type=Path, help="the folder in which the pictures of a story are kept")
    parser.addoption("--story-width", type=int, default=1000, help="of the page in the story, in pixels")


@pytest.fixture
def images(pytestconfig: pytest.Config) -> Path | None:
    """Where pictures are kept; None when nobody asked for them."""
    folder: Path | None = pytestconfig.getoption("--images")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def size(pytestconfig: pytest.Config) -> ViewportSize:
    """The size of the page in the story."""
    return {"width": pytestconfig.getoption("--story-width"), "height": 860}


class Chromium:
    """The distribution's Chromium without a window: one for all tests of a test process, with one driver."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._browser: Browser | None = None

    async def running(self) -> Browser:
        """Return it; started when nobody asked before, or when it ended in an earlier test."""
        if self._browser is None or not self._browser.is_connected():
            program = chromium.find()
            if program is None:
                pytest.fail("no Chromium found; `make test` installs it, `python tests/chromium.py` says more")
            as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
            launch = self._playwright.chromium.launch
            self._browser = await launch(executable_path=program, args=as_root, timeout=WAIT_MS)
        return self._browser

    async def close(self) -> None:
        if self._browser is not None:
            await self._browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _chromium() -> AsyncIterator[Chromium]:
    async with async_playwright() as playwright:
        expect.set_options(timeout=WAIT_MS)
        kept = Chromium(playwright)
        yield kept
        await kept.close()


@pytest.fixture
def _function_scoped_runner(request: pytest.FixtureRequest) -> asyncio.Runner:
    """The event loop of a test and its fixtures, as pytest-asyncio asks for it: in the browser that of the browser.

    Playwright's objects belong to the loop in which they were made. All other tests have a loop of their own, as usual.
    """
    shared = "browser" in request.fixturenames
    runner: asyncio.Runner = request.getfixturevalue("_session_scoped_runner" if shared else "_function_scoped_runner")
    return runner


@pytest.fixture
async def browser(request: pytest.FixtureRequest, _chromium: Chromium) -> AsyncIterator[Browser]:
    """Chromium for one test, whose pages and contexts are closed after it: no cookie and no page reaches the next."""
    browser = await _chromium.running()
    ran_on(request.node, "Chromium", browser.version)
    yield browser
    for context in browser.contexts:
        await context.close()
