"""Reading and choosing with the keyboard alone: where one is shows, is in sight, and is large enough to be hit."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.results.district import Size, open_district
from tests.results.site import Reader, reader_of
from tests.sentences import EN

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
HERE = """() => {
  const each = document.activeElement, box = each.getBoundingClientRect(), style = getComputedStyle(each);
  return {
    words: (each.textContent || each.value || "").trim().slice(0, 60), tag: each.tagName, outline: style.outlineStyle,
    top: box.top, bottom: box.bottom, height: box.height, width: box.width, window: innerHeight,
  };
}"""
SMALLEST = 24  # pixels: WCAG 2.2, 2.5.8
IN_A_SENTENCE = re.compile(r"#\d+$")  # the number of a comment in a line of text may be as high as the line


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reader(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Reader]:
    """Somebody with the link of a closed exchange."""
    async with (
        open_district(tmp_path_factory.mktemp("keys"), SMALL) as district,
        reader_of(district.ctx, district.exchange) as found,
    ):
        yield found


async def tab_to(page: Page, words: str, limit: int = 200) -> None:
    """Press Tab until the focus is on what begins with these words."""
    for _ in range(limit):
        await page.keyboard.press("Tab")
        if str((await page.evaluate(HERE))["words"]).startswith(words):
            return
    raise AssertionError(words)


@pytest.mark.parametrize("width", [320, 1280])
async def test_each_stop_of_the_keyboard_shows_is_in_sight_and_is_large_enough(
    browser: Browser, reader: Reader, width: int
) -> None:
    context = await browser.new_context(locale="en", viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = await context.new_page()
    for path in ("", "themes/1", "groups", "checkpoints?since=1", "share/themes"):
        await page.goto(f"{reader.root}{path}")
        stops = await page.locator("a[href], button, input, select, summary, [tabindex='0']").count()
        seen = 0
        for _ in range(stops):
            await page.keyboard.press("Tab")
            here = await page.evaluate(HERE)
            if here["tag"] == "BODY":
                break
            seen += 1
            assert here["outline"] == "solid", (path, here)
            assert here["top"] < here["window"] and here["bottom"] > 0, (path, here)  # noqa: PT018 - of one place
            if not IN_A_SENTENCE.match(here["words"]):
                assert here["height"] >= SMALLEST, (path, here)
        assert seen > 10, path
    await context.close()


async def test_a_table_is_opened_and_two_groups_are_compared_without_a_mouse(browser: Browser, reader: Reader) -> None:
    context = await browser.new_context(locale="en", viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = await context.new_page()
    await page.goto(f"{reader.root}groups")
    await tab_to(page, EN("explorer.table"))
    await page.keyboard.press("Enter")
    assert await page.locator("details[open] table").first.is_visible()
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.getAttribute('role')") == "region", "wide tables scroll by keys"
    before = await page.locator("#chart-both figcaption").inner_text()
    await tab_to(page, "Student")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    chosen = await page.evaluate("document.activeElement.value")
    await tab_to(page, EN("explorer.compare"))
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile(f"a={re.escape(chosen)}"))
    assert await page.locator("#side").is_visible()
    assert await page.locator("#chart-both figcaption").inner_text() != before
    await context.close()
