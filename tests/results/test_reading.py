"""Reading a list of comments: straight to it, with what was chosen in sight, found words marked, addresses followed."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from bot.results.page.found_words import Finder, linked
from storage import exchanges
from tests.results.district import District, Size, open_district
from tests.results.site import Reader, reader_of
from tests.sentences import EN, ES

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
HERE = "document.activeElement.id"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def district(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[District]:
    """A closed exchange with many ratings of each comment."""
    async with open_district(tmp_path_factory.mktemp("reading"), SMALL) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reader(district: District) -> AsyncIterator[Reader]:
    """Somebody with its link."""
    async with reader_of(district.ctx, district.exchange) as found:
        yield found


async def go(page: Page, reader: Reader, path: str) -> None:
    await page.goto(f"{reader.root}{path}")


async def test_two_presses_of_the_keyboard_lead_to_the_comments_and_a_filter_leads_back_to_them(
    browser: Browser, reader: Reader
) -> None:
    context = await browser.new_context(locale="es", viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = await context.new_page()
    await go(page, reader, "comments")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == ES("explorer.skip_to_comments")
    await page.keyboard.press("Enter")
    assert await page.evaluate(HERE) == "list"
    await page.keyboard.press("Tab")
    assert (await page.evaluate("document.activeElement.textContent")).startswith("#"), "the first comment"
    await page.get_by_role("link", name=ES("stars.tier.high")).first.click()
    await page.wait_for_url("**/comments?tier=high#list")
    assert await page.evaluate(HERE) == "list"
    await page.locator("#q").fill("policia")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**q=policia#list")
    assert await page.evaluate(HERE) == "list"
    await context.close()


@pytest.mark.parametrize("has_script", [True, False])
async def test_on_a_phone_filters_are_folded_and_what_was_chosen_is_seen_and_taken_off(
    browser: Browser, reader: Reader, *, has_script: bool
) -> None:
    context = await browser.new_context(
        locale="en", viewport={"width": 320, "height": 700}, java_script_enabled=has_script
    )
    page = await context.new_page()
    await go(page, reader, "comments?tier=high&group=Student")
    assert not await page.locator(".facets nav").first.is_visible()
    chosen = page.locator(".chosen a")
    assert await chosen.count() == 2
    assert f"{EN('explorer.rated_by')}: Student" in await chosen.nth(1).inner_text()
    first = await page.locator(".comment").first.bounding_box()
    assert first
    assert first["y"] < 2 * 700, "within two screens"
    await chosen.nth(1).click()
    assert urlsplit(page.url).query == "tier=high"
    await page.set_viewport_size({"width": 1280, "height": 900})
    await go(page, reader, "comments")
    assert await page.locator(".facets nav").first.is_visible(), "on a desk they are beside the list"
    await context.close()


async def test_found_words_are_marked_with_their_accents(browser: Browser, reader: Reader) -> None:
    context = await browser.new_context(locale="en")
    page = await context.new_page()
    await go(page, reader, "comments?q=policia")
    marks = await page.locator("mark").all_inner_texts()
    assert marks
    assert {each.lower() for each in marks} <= {"policía", "policia"}
    await go(page, reader, "comments")
    assert await page.locator("mark").count() == 0
    await context.close()


async def test_an_address_in_the_background_can_be_followed_and_nothing_else(
    browser: Browser, district: District, reader: Reader
) -> None:
    background = "Read https://example.org/a?b=1&c=2. Not javascript:alert(1) <b>"
    async with district.ctx.storage.write() as db:
        await exchanges.update_exchange(db, district.exchange.scope, background=background)
    context = await browser.new_context(locale="en")
    page = await context.new_page()
    await go(page, reader, "")
    shown = page.locator(".background")
    assert background in await shown.inner_text()
    link = shown.get_by_role("link")
    assert await link.count() == 1
    assert await link.get_attribute("href") == "https://example.org/a?b=1&c=2"
    assert await link.get_attribute("rel") == "noopener noreferrer nofollow"
    await context.close()


@pytest.mark.parametrize(
    ("search", "text", "marked"),
    [
        ("bus", "The bus, the BUS", "The <mark>bus</mark>, the <mark>BUS</mark>"),
        ("autobus", "un autobús", "un <mark>autobús</mark>"),
        ("autobus", "un autobu\u0301s", "un <mark>autobu\u0301s</mark>"),
        ("e", "cafe\u0301", "caf<mark>e\u0301</mark>"),
        ("strasse", "Straße", "<mark>Straße</mark>"),
        ("ab bc", "abc", "<mark>abc</mark>"),
        ("b", "<b> & b", "&lt;<mark>b</mark>&gt; &amp; <mark>b</mark>"),
        ("", "as it was <", "as it was &lt;"),
    ],
)
def test_a_search_marks_what_it_found_and_escapes_the_rest(search: str, text: str, marked: str) -> None:
    assert Finder(search).mark(text) == marked


def test_an_address_ends_before_what_ends_its_sentence() -> None:
    assert linked("(http://a.example/x).").count('href="http://a.example/x"') == 1
    assert linked('https://a.example/"onclick=x').count("onclick") == 1
    assert "<a" not in linked("ftp://a.example javascript:x HTTPS//x")
