"""Helpers for tests of the playground's page."""

from playwright.async_api import Locator, Page, expect

from bot.playground.people.person import Person
from tests.browser.stage import Stage


async def open_as(page: Page, stage: Stage, person: Person, **place: str) -> None:
    """Open the page as a person, at the stage's channel unless `place` names another."""
    await page.goto(stage.shows(person, **{"channel": stage.channel, **place}))
    await expect(page.locator("#app[data-ready]")).to_be_attached()


def get_focused(page: Page) -> Locator:
    """Return the element that has the focus."""
    return page.locator(":focus")
