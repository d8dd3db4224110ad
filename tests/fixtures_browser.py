"""Fixture for tests that click in a real browser; who asks for it is marked `browser` by it (tests/ran_on.py)."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, ViewportSize, async_playwright, expect

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


@pytest.fixture
async def browser(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    """The distribution's Chromium without a window, started for one test."""
    program = chromium.find()
    if program is None:
        pytest.fail("no Chromium found; `make test` installs it, `python tests/chromium.py` says more")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=as_root, timeout=WAIT_MS)
        expect.set_options(timeout=WAIT_MS)
        ran_on(request.node, "Chromium", browser.version)
        yield browser
        await browser.close()
