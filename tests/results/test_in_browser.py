"""The page in Chromium: nothing that axe finds, nothing wider than the window, with and without a script."""

import re
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.axe import COLOURS, find_faults
from tests.results.district import District, Size, divide, open_district
from tests.results.site import Reader, reader_of
from tests.sentences import EN, ES

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
EDGES = (320, 2560)
WALK = Path(__file__).parent / "walk.txt"


@pytest_asyncio.fixture(scope="module", loop_scope="session")  # the loop of the browser; nobody changes anything here
async def district(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[District]:
    """A closed exchange with many ratings of each comment."""
    async with open_district(tmp_path_factory.mktemp("district"), SMALL) as found:
        await divide(found)
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reader(district: District) -> AsyncIterator[Reader]:
    """Somebody with its link."""
    async with reader_of(district.ctx, district.exchange) as found:
        yield found


async def overflow(page: Page) -> list[str]:
    """Say whether the page is wider than the window."""
    wide, window = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"{wide} wide in {window}"] if wide > window else []


@pytest.mark.parametrize("language", ["en", "es"])
async def test_axe_finds_no_fault_on_any_page_light_and_dark_and_nothing_is_wider_than_the_window(
    browser: Browser, reader: Reader, language: str
) -> None:
    errors: list[str] = []
    number = (await reader.reads("comments")).split('id="comments-')[1].split('"')[0]
    every = ("", "groups", "themes", "themes/1", "comments", f"comments/{number}", "checkpoints?since=1", "method",
             "accessibility", "at/1/", "nowhere", "share/themes", "share/chart-themes", "embed/themes",
             "rough")  # fmt: skip
    context = await browser.new_context(
        viewport={"width": 1280, "height": 900}, locale=language, reduced_motion="reduce"
    )
    page = await context.new_page()
    page.on("console", lambda message: None if "404" in message.text else errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in every:
        await page.set_viewport_size({"width": 1280, "height": 900})
        await page.emulate_media(color_scheme="light")
        await page.goto(f"{reader.root}{path}")
        # The tables beside the charts are there to be opened.
        await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert [*await find_faults(page), *await overflow(page)] == [], f"{path} {language}"
        await page.emulate_media(color_scheme="dark")
        assert await find_faults(page, COLOURS) == [], f"{path} dark {language}"
        for width in EDGES:
            await page.set_viewport_size({"width": width, "height": 900})
            found = await find_faults(page) if path in {"", "groups"} and width == EDGES[0] else []
            assert [*found, *await overflow(page)] == [], f"{path} {width} {language}"
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


async def test_a_reader_finds_what_they_came_for_in_a_few_clicks(browser: Browser, reader: Reader) -> None:
    """The tasks of docs/results.md, by what is seen on the page alone."""
    context = await browser.new_context(locale="en", viewport={"width": 1280, "height": 900})
    page = await context.new_page()

    async def follow(name: str) -> None:
        await page.get_by_role("link", name=name).first.click()

    await page.goto(reader.root)  # the three comments that teachers and parents both like
    await follow(EN("explorer.more_groups"))
    await page.get_by_label(EN("explorer.pair_first")).select_option("Teacher")
    await page.get_by_label(EN("explorer.pair_second")).select_option("Parent")
    await page.get_by_role("button", name=EN("explorer.compare")).click()
    both = page.locator("#chart-both")
    assert "Teacher" in await both.get_by_role("heading").inner_text()
    await both.get_by_text(EN("explorer.table")).click()
    rows = both.get_by_role("row")
    least = [min(map(float, re.findall(r"\d\.\d", await rows.nth(at).inner_text())[-2:])) for at in (1, 2, 3)]
    assert least == sorted(least, reverse=True)
    await page.goto(reader.root)  # the theme with the most stars
    await follow(EN("explorer.nav.themes"))
    await follow(EN("explorer.themes_by.stars"))
    stars = await page.locator("#chart-themes tbody td:nth-of-type(2)").all_text_contents()
    assert stars == sorted(stars, reverse=True)
    await page.goto(reader.root)  # what most people disagree about
    await follow(EN("explorer.nav.comments"))
    await follow(EN("explorer.sort.divided"))
    assert EN("explorer.divided_rule") in await page.locator("main").inner_text()
    await follow(EN("explorer.nav.checkpoints"))  # what changed since the first figures
    await page.get_by_role("button", name=EN("explorer.since_go")).click()
    assert await page.locator("#chart-changed").count() == 1
    await context.close()


LEFT_OUT = re.compile(r"\s*- (text|paragraph|strong|blockquote|listitem|cell|row|rowheader|article|/url|time)\b")
"""What holds people's words or one figure, and differs from one random exchange to the next."""


_END = r'.*\[level=2\]| *- link "Copy as Markdown"|- contentinfo'
BY_CHANCE = re.compile(rf'^ *- heading "Opinion groups" \[level=2\]\n(?:(?!{_END}).*\n)*', re.MULTILINE)
"""A part that the page has where people fall into groups: who rates how is drawn again, so some exchanges have none."""


VARIES = (
    (r"#?[0-9][0-9,.:]*", "0"),
    (r'heading "0 [^"]*"', 'heading "0 …"'),  # of a comment, with its tier
    (r"(Most comments: ).*", r"\1…"),
    (r"went (up|down) most", "went … most"),
    (r'(img "[^"]*").*', r"\1"),  # without the words inside a drawing, which nobody hears
)


async def walk(page: Page, themes: list[str]) -> str:
    """Return what a screen reader says of the page: what the accessibility tree has, without words of people."""
    kept: list[str] = []
    for line in (await page.locator("body").aria_snapshot()).splitlines():
        words, _, level = re.sub(r"^(\s*- )'|'(?=:?$)", r"\1", line).partition(" [")  # YAML quotes what has a colon
        for pattern, words_for_it in ((r"“[^”]*”", "…"), ("|".join(map(re.escape, themes)), "a theme"), *VARIES):
            words = re.sub(pattern, words_for_it, words)
        words = f"{words[:64].rstrip()}{' [' + level if level else ''}"
        if not LEFT_OUT.match(words) and (not kept or words != kept[-1]):
            kept.append(words)
    return "\n".join(kept)


async def test_what_a_screen_reader_says_of_the_page_is_what_is_written_down(
    browser: Browser, reader: Reader, pytestconfig: pytest.Config
) -> None:
    context = await browser.new_context(locale="en", viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    table = (await reader.reads("charts/themes.csv")).splitlines()[1:-1]  # the last row says what a star means
    themes = [re.split(r'"?,(?=[0-9])', line)[0].strip('"') for line in table]
    parts = []
    for path in ("", "groups", "checkpoints?since=1", "accessibility"):
        await page.goto(f"{reader.root}{path}")
        parts.append(f"== /{path}\n{await walk(page, themes)}\n")
        order = await page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((each) => +each.tagName[1])")
        assert order[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(order)), "no level is left out"
    spoken = "\n".join(parts)
    if pytestconfig.getoption("--images"):
        WALK.write_text(spoken, encoding="utf-8")
    assert BY_CHANCE.sub("", spoken) == WALK.read_text(encoding="utf-8")
    await page.goto(f"{reader.root}groups")
    heat = page.locator("#chart-heat")
    title = await heat.get_by_role("heading").inner_text()
    picture = heat.get_by_role("img", name=title).first
    assert "Student" in str(await picture.locator("desc").text_content())
    await heat.get_by_text(EN("explorer.table")).click()
    assert await heat.get_by_role("columnheader", name="Student").count() == 1
    assert await heat.get_by_role("row").count() > 2
    await context.close()


async def test_the_keyboard_alone_reaches_the_content_the_filters_and_the_tables(
    browser: Browser, reader: Reader
) -> None:
    context = await browser.new_context(locale="es", viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    await page.goto(f"{reader.root}comments")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == ES("explorer.skip")
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"
    await page.keyboard.press("Tab")  # the question, which leads to the first page
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.id") == "q", "the search comes first"
    await page.keyboard.type("policia")
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile("q=policia"))
    for _ in range(6):
        await page.keyboard.press("Tab")
    seen = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert seen == "solid", "where one is shows"
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
