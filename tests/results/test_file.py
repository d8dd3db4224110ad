"""The results as one HTML file: all of it is in it, and it asks for nothing."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.domain.published_load import load_published
from bot.results.page.file import make_html
from tests.axe import find_faults
from tests.results.district import District, Size, open_district
from tests.results.site import plain
from tests.sentences import EN, ES

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    """A closed exchange with many ratings of each comment."""
    async with open_district(tmp_path, SMALL) as found:
        yield found


async def test_every_address_of_the_file_is_in_it_and_all_comments_are(district: District) -> None:
    async with district.ctx.storage.read() as db:
        found = await load_published(district.ctx, db, district.exchange)
    for language, texts in (("en", EN), ("es", ES)):
        html = make_html(found, language)
        ids = re.findall(r'\bid="([^"]*)"', html)
        assert len(ids) == len(set(ids)), "an id is there twice"
        assert {each.removeprefix("#") for each in re.findall(r'href="([^"]*)"(?! rel="noopener)', html)} <= set(ids)
        assert "<script" not in html
        assert " src=" not in html
        assert "@import" not in html
        assert "url(" not in html
        words = plain(html)
        assert texts("explorer.method.hidden_names") in words
        assert all(f'id="comments-{each.number}"' in html for each in found.comments)
        assert all(" ".join(each.text.split()) in words for each in found.comments)


async def test_it_opens_without_a_server_and_axe_finds_no_fault(
    district: District, browser: Browser, tmp_path: Path
) -> None:
    async with district.ctx.storage.read() as db:
        found = await load_published(district.ctx, db, district.exchange)
    path = tmp_path / "results.html"
    path.write_text(make_html(found, "en"), encoding="utf-8")
    context = await browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    await page.goto(path.as_uri())
    assert await find_faults(page) == []
    assert await page.locator("#themes .chart-wide svg").is_visible()
    assert errors == []
    await context.close()
