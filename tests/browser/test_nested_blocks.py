"""Nested blocks on the page: they have names, fold by the keyboard, and their content works."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.parts import EVERYTHING
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


async def test_a_container_folds_by_the_keyboard_and_its_button_reaches_the_app(page: Page, stage: Stage) -> None:
    await stage.writes(*EVERYTHING[-1])
    await page.goto(stage.shows(stage.ben, channel=stage.channel))
    group = page.get_by_role("group", name="Two records")
    await expect(group).to_contain_text("Inside the group")
    await group.get_by_role("button", name="Confirm").click()
    await expect(page.get_by_role("heading", name="The first level")).to_be_visible()
    await group.locator("summary").press("Enter")
    await expect(group.get_by_text("Inside the group")).to_be_hidden()
    assert stage.app.received[-1]["actions"][0]["action_id"] == "confirm.it"


async def test_a_plan_shows_its_tasks_and_their_progress(page: Page, stage: Stage) -> None:
    await stage.writes(*EVERYTHING[-1])
    await page.goto(stage.shows(stage.ben, channel=stage.channel))
    tasks = page.get_by_role("group", name="What is being done").locator(".tasks > li")
    await expect(tasks).to_have_count(2)
    await expect(tasks.first).to_contain_text("Done")
    await expect(tasks.first.get_by_role("link", name="The page")).to_be_visible()
    await expect(tasks.last).to_contain_text("Waiting")
