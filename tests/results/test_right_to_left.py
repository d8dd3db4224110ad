"""People who write from right to left: each piece of their words runs its own way, on the page, in files and on paper.

The last test turns the page itself round, as a language from the right would: there is no such catalogue yet.
"""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route

from bot.direction import END, ISOLATE, RIGHT_MARK
from bot.domain.published import Published
from bot.domain.published_load import load_published
from bot.results.page import charts
from bot.results.page.file import make_html
from bot.results.page.render import FOLDER
from bot.results.page.site import Site
from bot.results.report.content import make_report
from bot.results.report.pdf import make_pdf
from storage.exchanges import Exchange
from tests.axe import find_faults
from tests.results.district import District, Size, open_district
from tests.results.right_to_left import COMMENTS, GROUPS, QUESTION, THEMES, write_from_right
from tests.results.site import Reader, reader_of
from tests.sentences import EN, ES

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
PAGES = ("", "themes", "themes/1", "comments", "groups", "checkpoints?since=1", "method", "accessibility",
         "share/themes", "embed/themes")  # fmt: skip
WAY = "(each) => getComputedStyle(each).direction"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def district(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[District]:
    """A closed exchange whose people write in Hebrew, Arabic, Persian and Urdu."""
    async with open_district(tmp_path_factory.mktemp("right"), SMALL) as found:
        yield replace(found, exchange=await write_from_right(found))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reader(district: District) -> AsyncIterator[Reader]:
    """Somebody with its link."""
    async with reader_of(district.ctx, district.exchange) as found:
        yield found


async def overflow(page: Page) -> bool:
    wide: bool = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


async def test_each_piece_of_peoples_words_runs_its_own_way_and_ours_run_theirs(
    browser: Browser, reader: Reader
) -> None:
    context = await browser.new_context(locale="en", viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    await page.goto(reader.root)
    assert await page.get_by_role("heading", name=QUESTION).evaluate(WAY) == "rtl"
    assert await page.locator("#short h2").evaluate(WAY) == "ltr"
    assert await page.locator("#short li").first.evaluate(WAY) == "ltr", "a sentence of ours with a name in it"
    assert f"{ISOLATE}" in await page.locator("#short").inner_text()
    await page.goto(f"{reader.root}comments")
    ways = await page.locator(".comment blockquote").evaluate_all(
        "(all) => all.map((each) => [each.textContent.trim(), getComputedStyle(each).direction])"
    )
    assert len(ways) == 25
    for words, way in ways:
        assert way == ("ltr" if words.startswith("A later") else "rtl"), words
    await page.goto(f"{reader.root}comments?q=Wi-Fi")  # on the first page there is one by chance only
    found = page.locator(".comment blockquote").first
    assert (await found.inner_text()).strip().startswith("Wi-Fi"), "which a name in Latin letters begins"
    assert await found.evaluate(WAY) == "rtl"
    await page.goto(f"{reader.root}comments")
    names = page.locator(".facets bdi")
    assert await names.get_by_text(THEMES[0]).first.evaluate(WAY) == "rtl"
    await page.get_by_label(EN("explorer.search")).fill("תאורה")
    assert await page.get_by_label(EN("explorer.search")).evaluate(WAY) == "rtl", "what is typed does too"
    await page.goto(f"{reader.root}groups")
    chart = page.locator("#chart-heat")
    await chart.get_by_text(EN("explorer.table")).click()
    assert await chart.get_by_role("rowheader", name=THEMES[0]).first.evaluate(WAY) == "rtl"
    assert await page.locator("option", has_text=GROUPS["Student"]).first.evaluate(WAY) == "rtl"
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_fault_where_people_write_from_the_right(
    browser: Browser, reader: Reader, scheme: str
) -> None:
    context = await browser.new_context(locale="es", color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = await context.new_page()
    for path in PAGES:
        for width in (320, 1280):
            await page.set_viewport_size({"width": width, "height": 900})
            await page.goto(f"{reader.root}{path}")
            assert not await overflow(page), f"{path} {width}"
        assert await find_faults(page) == [], path
    await context.close()


@pytest.mark.asyncio(loop_scope="session")
async def test_charts_as_files_hold_their_names_whole(reader: Reader) -> None:
    svg = await reader.reads("charts/heat.svg")
    assert all(name in svg for name in (THEMES[1], *GROUPS.values()))
    table = await reader.reads("charts/shared.csv")
    assert not [char for char in table if char in {ISOLATE, END, RIGHT_MARK}], "a table has words as they are"
    assert any(each in table for each in COMMENTS)
    html = await reader.reads("groups")
    assert re.search(r'<th scope="row" dir="auto">[^<]*<a href="[^"]*/comments/\d+">#', html), "rows lead to comments"


async def _found(district: District, exchange: Exchange) -> Published:
    async with district.ctx.storage.read() as db:
        return await load_published(district.ctx, db, exchange)


@pytest.mark.asyncio(loop_scope="session")
async def test_the_report_as_a_file_and_on_paper_has_all_of_their_words(district: District) -> None:
    found = await _found(district, district.exchange)
    html = make_html(found, "es")
    assert f'<h1 lang="en" dir="auto">{QUESTION}</h1>' in html
    assert html.count('dir="rtl"') > 150
    assert ES("explorer.nav.method") in html
    made, left_out = make_pdf(found, "en")
    assert made.startswith(b"%PDF-")
    assert left_out == (), "the fonts have Hebrew, Arabic, Persian and Urdu"
    written = json.dumps(make_report(Site(found, "", "en", is_file=True)).data, ensure_ascii=False)
    assert all(each in written for each in COMMENTS if not each.startswith("می"))
    assert f"{RIGHT_MARK}{COMMENTS[-1]}" in written
    assert "[…]" not in written


@pytest.mark.asyncio(loop_scope="session")
async def test_a_chart_says_its_title_in_its_own_direction(district: District) -> None:
    found = await _found(district, district.exchange)
    site = Site(found, "", "en")
    named = replace(found, themes=tuple(replace(each, name=THEMES[0]) for each in found.themes))
    figure = charts.themes_figure(site.texts, named)
    assert figure is not None
    assert f"{ISOLATE}{THEMES[0]}{END}" in figure.title


def test_no_rule_of_the_style_sheet_knows_left_or_right() -> None:
    """But for two shadows and an arrow, which have rules of their own where a page runs from the right."""
    style = (FOLDER / "static" / "explorer.css").read_text(encoding="utf-8")
    rules = [line for line in style.splitlines() if re.search(r"\b(left|right)\b", line)]
    assert rules == []
    assert len(re.findall(r'\[dir="rtl"\]', style)) == 2
    for line in style.splitlines():
        for four in re.findall(r"(?:padding|margin): ([^;}]*)", line):
            sides = re.findall(r"clamp\([^)]*\)|\S+", four)
            assert len(sides) < 4 or sides[1] == sides[3], line


@pytest.mark.parametrize("width", [320, 1280])
async def test_a_page_in_a_language_from_the_right_is_mirrored_and_nothing_is_wider_than_the_window(
    browser: Browser, reader: Reader, width: int
) -> None:
    async def turn(route: Route) -> None:
        answer = await route.fetch()
        html = await answer.text()
        assert html.count(' dir="ltr">') == 1, "one place says which way the page runs"
        await route.fulfill(response=answer, body=html.replace(' dir="ltr">', ' dir="rtl">'))

    async def middle(page: Page, selector: str) -> float:
        box = await page.locator(selector).first.bounding_box()
        assert box is not None, selector
        return box["x"] + box["width"] / 2

    context = await browser.new_context(locale="en", viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = await context.new_page()
    await page.route(lambda url: "/_/" not in url, turn)
    for path in PAGES:
        await page.goto(f"{reader.root}{path}")
        await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert not await overflow(page), path
        if path.startswith("embed"):
            continue
        assert await middle(page, ".brand") > width / 2, f"{path}: the navigation stands at the right"
        assert await middle(page, ".bar nav a >> nth=0") > await middle(page, ".bar nav a >> nth=1")
        assert await middle(page, ".langs a") < width / 2
        edges = await page.locator("h1").evaluate_all(
            "(all) => all.filter((each) => each.dir === '').map((each) => getComputedStyle(each).textAlign)"
        )
        assert set(edges) <= {"start"}, path
    await page.goto(f"{reader.root}comments")
    if width > 320:
        assert await middle(page, ".facets") > await middle(page, ".list"), "filters stand at the right"
    svg = page.locator("svg[role=img]").first
    await page.goto(f"{reader.root}themes")
    assert await svg.evaluate(WAY) == "ltr", "scales go from 1 on the left to 5 on the right in every language"
    assert await find_faults(page) == []
    await context.close()
