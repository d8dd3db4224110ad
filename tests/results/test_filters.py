"""The filters of the list of comments: what each leaves, and addresses that ask for what is not there."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.domain.published import PublicComment
from bot.results.page.comment_list import ANSWERED, NO_THEME, Choice, Index
from tests.results.district import Size, open_district
from tests.results.site import Reader, plain, reader_of
from tests.results.test_comment_list import GROUPS, choices, comments, published
from tests.sentences import EN, ES

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
VALUES = {"theme": (1, 2, NO_THEME), "group": GROUPS, "language": ("en", "es"), "answered": ANSWERED}
UNKNOWN = ("theme=99", "tier=best", "group=Nobody", "language=xx", "sort=age", "page=99", "after=x")


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    """Somebody with the link of a closed exchange."""
    async with open_district(tmp_path, SMALL) as district, reader_of(district.ctx, district.exchange) as found:
        yield found


@settings(max_examples=60, deadline=None)
@given(some=comments(), choice=choices)
def test_a_filter_counts_what_choosing_it_leaves(some: tuple[PublicComment, ...], choice: Choice) -> None:
    index = Index(published(some))
    for name, values in VALUES.items():
        for value in values:
            left = index.search(choice.change(**{name: value})).total
            assert index.count(choice, name).get(value, 0) == left, (name, value)


async def test_each_link_of_a_filter_leads_to_as_many_comments_as_it_says(reader: Reader) -> None:
    html = await reader.reads("comments?theme=1&tier=high")
    part = html.split('class="facets"')[1].split("</details>")[0]
    links = re.findall(r'<a href="([^"]*)"[^>]*><bdi>[^<]*</bdi> <span class="n">(\d+)</span>', part)
    assert len(links) > 3
    for href, count in links:
        answer = await reader.session.get(f"{reader.origin}{unescape(href)}", headers={"Accept-Language": "en"})
        found = plain("<p " + (await answer.text()).split('class="count"')[1].split("</p>")[0])
        assert found.startswith(EN("explorer.found", n=int(count))), href
        assert int(count) > 0


async def test_a_filter_that_is_not_there_is_named_and_nothing_is_shown_in_its_place(reader: Reader) -> None:
    for query in UNKNOWN:
        for language, texts in (("en", EN), ("es", ES)):
            html = await reader.reads(f"comments?{query}", language=language)
            words = plain(html.split("<main")[1])
            assert query in words
            assert texts("explorer.unknown", filters="").split(":")[0] in words
            assert 'class="comment"' not in html
            assert f">{texts('explorer.show_all')}</a>" in html
        for file in ("comments.csv", "comments.md"):
            assert (await reader.asks(f"{file}?{query}")).status == 404


async def test_a_page_in_another_language_says_that_what_people_wrote_is_not_translated(reader: Reader) -> None:
    for path in ("", "comments", "themes/1", "groups"):
        assert ES("explorer.as_written") in plain(await reader.reads(path, language="es")), path
        assert EN("explorer.as_written") not in plain(await reader.reads(path)), "the exchange is in English"


async def test_beside_a_group_it_says_what_is_counted(reader: Reader) -> None:
    html = await reader.reads("comments")
    part = html.split(f'aria-label="{EN("explorer.rated_by")}"')[1].split("</nav>")[0]
    assert "Student" in part
    assert re.search(r"Student</bdi> <span class=\"n\">\d+ comments</span>", part)


async def test_what_mail_programs_add_to_an_address_and_usual_values_are_no_filter(reader: Reader) -> None:
    for query in ("utm_source=mail", "fbclid=1", "sort=stars", "theme=0", "q=", "lang=en"):
        html = await reader.reads(f"comments?{query}")
        assert 'class="comment"' in html, query
        assert EN("explorer.unknown", filters="").split(":")[0] not in plain(html)


async def test_a_page_beyond_the_end_says_so(reader: Reader) -> None:
    words = plain(await reader.reads("comments?after=1e12~1"))
    assert EN("explorer.past_the_end", n=240) in words
    assert EN("explorer.first_page") in words


@pytest.mark.parametrize("path", ["groups?a=Nobody", "checkpoints?since=99", "themes?by=age"])
async def test_other_pages_name_what_is_not_there_too(reader: Reader, path: str) -> None:
    assert path.partition("?")[2] in plain((await reader.reads(path)).split("<main")[1])
