"""The page before the workspace is complete: it shows the progress, and opens by itself."""

import pytest
from playwright.async_api import Browser, expect

from bot.playground import PlaygroundServer
from bot.playground.page.starting import Starting
from tests.axe import find_faults


@pytest.mark.parametrize("width", [320, 1280])
async def test_an_early_visitor_sees_the_current_step_and_then_the_workspace(browser: Browser, width: int) -> None:
    slack = PlaygroundServer()
    slack.starting = starting = Starting()
    slack.add_channel("general", members=[slack.add_person("Ana")], app=True)
    await slack.start()
    page = await browser.new_page(viewport={"width": width, "height": 640})
    try:
        with starting.doing("Writing the example"):
            await page.goto(slack.url)
            await expect(page.get_by_role("status")).to_have_text("Writing the example …")
            await expect(page.get_by_role("heading")).to_have_text("The playground is starting")
            assert await find_faults(page) == []
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
        with starting.doing("Finding the themes"):
            await expect(page.get_by_role("status")).to_have_text("Finding the themes …")
        starting.done()
        await expect(page.locator("#app[data-ready]")).to_be_attached()
    finally:
        await page.close()
        await slack.stop()
