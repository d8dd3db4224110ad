"""Signing in, reading, signing out, and one's own page in Chromium: nothing that axe finds, nothing too wide."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page

from bot.domain.results_links import get_link
from bot.slack.sign_in import REDIRECT_PATH
from tests.axe import find_faults
from tests.fixtures_browser import WAIT_MS
from tests.postgres import free_port
from tests.sentences import EN, ES
from tests.stories.test_own_results import five_rated, linked
from tests.whole_bot import Playground, open_playground

WIDTHS = (320, 1280)


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """A bot at an address that a browser reaches."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    async with open_playground(tmp_path, settings_facts={"starling_base_url": base, "starling_port": port}) as found:
        assert found.slack.context.app.redirect_urls == [f"{base}{REDIRECT_PATH}"]
        yield found


class Looker:
    """Looks at each page of a way in every width, and keeps pictures where somebody asked for them."""

    def __init__(self, page: Page, name: str, images: Path | None) -> None:
        self.page = page
        self._name = name
        self._images = images

    async def looks(self, step: str) -> None:
        for width in WIDTHS:
            await self.page.set_viewport_size({"width": width, "height": 900})
            assert await find_faults(self.page) == [], f"{step} {width} {self._name}"
            if self._images:
                await self.page.screenshot(path=self._images / f"{step}-{width}-{self._name}.png", full_page=True)


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "es")])
async def test_the_whole_way_in_and_out_and_to_ones_own_page(
    browser: Browser, playground: Playground, images: Path | None, scheme: Literal["light", "dark"], language: str
) -> None:
    texts = EN if language == "en" else ES
    playground.person("Ana", locale="es-MX" if language == "es" else "en-US")
    exchange, ana = await five_rated(playground, results_page="workspace")
    playground.slack.add_person("Gina", is_restricted=True)
    link = await get_link(playground.starling.context, exchange)
    context = await browser.new_context(color_scheme=scheme, locale=language, reduced_motion="reduce")
    page, errors = await context.new_page(), list[str]()
    page.set_default_timeout(WAIT_MS)
    page.on("pageerror", lambda error: errors.append(str(error)))
    looker = Looker(page, f"{scheme}-{language}", images)

    await page.goto(link)
    await looker.looks("sign-in")
    await page.get_by_role("link", name=texts("explorer.sign_in")).click()
    await page.get_by_role("combobox").wait_for()
    await looker.looks("slack-asks")
    await page.get_by_role("combobox").select_option(ana.id)
    await page.locator("button[value=cancel]").click()
    await page.get_by_text(texts("explorer.sign_in_denied")).wait_for()
    await looker.looks("denied")
    await page.get_by_role("link", name=texts("explorer.sign_in_again")).click()
    await page.get_by_role("link", name=texts("explorer.sign_in")).click()
    await page.get_by_role("combobox").select_option(ana.id)
    await page.locator("button[value=allow]").click()
    await page.get_by_role("heading", name=exchange.question).wait_for()
    await looker.looks("results")
    assert await page.evaluate("document.cookie") == "", "no script reads the session"
    await page.get_by_role("link", name=texts("explorer.nav.comments")).first.click()
    await page.get_by_role("button", name=texts("explorer.sign_out")).click()
    await page.get_by_role("heading", name=texts("explorer.shut.sign_in_heading")).wait_for()
    await page.go_back()
    assert exchange.question not in await page.content(), "the way back shows nothing after signing out"

    personal = await linked(playground, ana)
    await page.goto(personal)
    await looker.looks("own-link")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.get_by_text(texts("own_results.private")).first.wait_for()
    await looker.looks("own-page")
    await page.get_by_role("button", name=texts("own_results.close_page")).click()
    await page.get_by_text(texts("own_results.closed_page")).wait_for()
    await page.goto(personal)
    await page.get_by_text(texts("own_results.link_gone")).wait_for()
    await looker.looks("own-gone")
    await context.close()
    assert errors == []
