"""The page in Chromium: nothing that axe finds, nothing wider than the window, with and without a script."""

from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from tests.results.district import District, Size, open_district
from tests.results.site import Reader, reader_of
from tests.sentences import EN

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
WIDTHS = (320, 1280, 2560)


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    """A closed exchange with many ratings of each comment."""
    async with open_district(tmp_path, SMALL) as found:
        yield found


@pytest.fixture
async def reader(district: District) -> AsyncIterator[Reader]:
    """Somebody with its link."""
    async with reader_of(district.ctx, district.exchange) as found:
        yield found


async def faults(page: Page) -> list[str]:
    """Return what axe finds, and whether the page is wider than the window."""
    found = (await Axe().run(page)).response["violations"]
    lines = [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
    wide, window = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [*lines, *([f"{wide} wide in {window}"] if wide > window else [])]


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "es")])
async def test_axe_finds_no_fault_on_any_page(
    browser: Browser, reader: Reader, scheme: Literal["light", "dark"], language: str
) -> None:
    errors: list[str] = []
    number = (await reader.reads("comments")).split('id="comments-')[1].split('"')[0]
    every = ["", "groups", "themes", "themes/1", "comments", f"comments/{number}", "checkpoints?since=1", "method"]
    every += ["share/themes", "share/chart-themes", "embed/themes", "rough"]
    for width in WIDTHS:
        context = await browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language, reduced_motion="reduce"
        )
        page = await context.new_page()
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in every if width == WIDTHS[1] else (*every[:2], "comments"):
            await page.goto(f"{reader.root}{path}")
            assert await faults(page) == [], f"{path} {width} {scheme} {language}"
        await context.close()
    assert errors == []


async def test_without_a_script_the_same_is_read_searched_and_paged(browser: Browser, reader: Reader) -> None:
    context = await browser.new_context(java_script_enabled=False, locale="en")
    page = await context.new_page()
    await page.goto(reader.root)
    await page.get_by_role("link", name=EN("explorer.nav.comments"), exact=True).click()
    await page.get_by_label(EN("explorer.search")).fill("counselor")
    await page.get_by_role("button", name=EN("explorer.search_go")).click()
    assert "q=counselor" in page.url
    shown = await page.locator(".comment blockquote").all_inner_texts()
    assert shown
    assert all("counselor" in each.lower() for each in shown)
    await page.goto(f"{reader.root}comments")
    first = await page.locator(".comment").count()
    await page.get_by_role("link", name=EN("explorer.next_page", first=26, total=240)).click()
    assert await page.locator(".comment").count() == first
    await page.get_by_role("link", name=EN("explorer.sort.newest"), exact=True).click()
    assert "sort=newest" in page.url
    await context.close()


async def test_a_screen_reader_hears_what_a_chart_shows(browser: Browser, reader: Reader) -> None:
    context = await browser.new_context(locale="en")
    page = await context.new_page()
    await page.goto(f"{reader.root}groups")
    heat = page.locator("#chart-heat")
    title = await heat.get_by_role("heading").inner_text()
    picture = heat.get_by_role("img", name=title).first
    assert "Student" in str(await picture.locator("desc").text_content())
    await heat.get_by_text(EN("explorer.table")).click()
    assert await heat.get_by_role("columnheader", name="Student").count() == 1
    rows = await heat.get_by_role("row").count()
    assert rows > 2
    order = await page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((each) => +each.tagName[1])")
    assert order[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(order)), "no level is left out"
    await context.close()


async def test_on_paper_the_navigation_is_left_out_and_the_charts_stay(browser: Browser, reader: Reader) -> None:
    context = await browser.new_context(locale="en")
    page = await context.new_page()
    await page.goto(reader.root)
    await page.emulate_media(media="print")
    assert not await page.get_by_role("navigation").first.is_visible()
    assert await page.locator("#themes .chart-wide svg").is_visible()
    assert len(await page.pdf(tagged=True)) > 20_000
    await context.close()


async def test_pictures_of_the_page(browser: Browser, reader: Reader, images: Path | None) -> None:
    context = await browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en", device_scale_factor=1, reduced_motion="reduce"
    )
    page = await context.new_page()
    for name, path, part in (("results-top", "", ".hero"), ("results-groups", "groups", "main")):
        await page.goto(f"{reader.root}{path}")
        box = await page.locator(part).bounding_box()
        assert box is not None
        assert box["height"] > 300
        clip = {"x": 0, "y": 0, "width": 1280, "height": min(1_150, box["y"] + box["height"] + 420)}
        picture = await page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]  # a dict of four numbers
        assert len(picture) > 30_000, "it is not blank"
        if images:
            (images / f"{name}.png").write_bytes(picture)
    await context.close()
