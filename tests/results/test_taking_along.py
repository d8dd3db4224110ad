"""What is shared, copied or taken along of a list is what one sees: its filters, its question, and how much of it."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sqlalchemy import update

from bot.exports.flow import make_public
from bot.results.page.markdown import escape
from bot.results.page.sharing import qr_svg
from storage.enums import ExportForm
from storage.models import comment
from tests.results.district import BASE, District, Size
from tests.results.site import Reader, plain
from tests.sentences import EN, ES

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
FILTERED = "theme=1&group=Student&sort=newest"


def hrefs(html: str) -> dict[str, str]:
    """Return the addresses of links by their words, the first one of each."""
    found: dict[str, str] = {}
    for href, words in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL):
        found.setdefault(plain(words), unescape(href))
    return found


def shared(html: str) -> str:
    """Return the address that a page for sharing shows."""
    return unescape(re.findall(r'id="address" readonly value="([^"]*)"', html)[0])


def asked(address: str) -> set[str]:
    return set(address.partition("?")[2].split("&")) - {""}


async def follow(reader: Reader, href: str) -> str:
    answer = await reader.session.get(f"{reader.origin}{href}", headers={"Accept-Language": "en"})
    assert answer.status == 200, href
    return await answer.text()


async def test_a_filtered_list_is_shared_with_its_filters_and_one_comes_back_to_it(reader: Reader) -> None:
    html = await reader.reads(f"comments?{FILTERED}")
    sharing = await follow(reader, hrefs(html)[EN("sharing.share")])
    there = shared(sharing)
    assert asked(there) == set(FILTERED.split("&"))
    assert re.findall(r'stroke="#000" d="([^"]*)"', sharing)[0] in qr_svg(there)
    links = hrefs(sharing)
    for words in ("sharing.back", "sharing.text_open", "sharing.code_file"):
        assert asked(links[EN(words)]) == set(FILTERED.split("&")), words
    back = await follow(reader, links[EN("sharing.back")])
    assert re.findall(r'id="comments-(\d+)"', back) == re.findall(r'id="comments-(\d+)"', html)


@pytest.mark.parametrize(
    "path",
    ["themes?by=stars", "groups?a=Teacher&b=Parent", "checkpoints?since=1", "comments/{number}", "themes/1", "method"],
)
async def test_each_page_is_shared_as_one_sees_it(reader: Reader, path: str) -> None:
    number = re.findall(r'id="comments-(\d+)"', await reader.reads("comments"))[0]
    html = await reader.reads(path.format(number=number))
    there = shared(await follow(reader, hrefs(html)[EN("sharing.share")]))
    assert there == f"{BASE}/results/{reader.root.split('/results/')[1]}{path.format(number=number)}"


async def test_a_chart_of_two_groups_is_shared_with_them(reader: Reader) -> None:
    html = await reader.reads("groups?a=Teacher&b=Parent")
    part = html.split('id="chart-both"')[1].split("</figure>")[0]
    href = next(url for url in map(unescape, re.findall(r'href="([^"]*)"', part)) if "/share/" in url)
    sharing = await follow(reader, href)
    assert asked(shared(sharing)) == {"a=Teacher", "b=Parent"}
    assert "embed/both?a=Teacher&b=Parent" in unescape(unescape(sharing))
    assert "Teacher" in plain(await reader.reads("embed/both?a=Teacher&b=Parent"))


async def test_every_page_below_the_first_states_the_question_and_leads_to_it(
    district: District, reader: Reader
) -> None:
    number = re.findall(r'id="comments-(\d+)"', await reader.reads("comments"))[0]
    pages = ("comments", "themes", "themes/1", "groups", "checkpoints", "method", "share/themes")
    for path in (f"comments/{number}", *pages):
        body = (await reader.reads(path)).partition("<main")[2]
        assert reader.root.endswith(hrefs(body)[district.exchange.question]), path
    comment = plain((await reader.reads(f"comments/{number}")).partition("<h1")[2].partition("<blockquote")[0])
    assert comment.count(f"#{number}") == 1, "its number stands there once"


async def test_another_language_shows_the_same_page(reader: Reader) -> None:
    number = re.findall(r'id="comments-(\d+)"', await reader.reads("comments"))[0]
    for path in (f"comments/{number}", "themes/1", "share/themes", f"comments?{FILTERED}"):
        other = hrefs(await reader.reads(path))[EN.language_name("es") if False else "español"]
        assert other.partition("?")[0].endswith(path.partition("?")[0]), path
        assert (await reader.session.get(f"{reader.origin}{other}")).status == 200


async def test_a_copied_list_says_how_many_of_how_many_the_question_the_filters_and_where_it_is(
    district: District, reader: Reader
) -> None:
    total = int(re.findall(r"(\d+) comments", plain(await reader.reads("comments?theme=1")))[0])
    text = await reader.reads(f"comments.md?{FILTERED}")
    assert EN("explorer.question", question=district.exchange.question).replace("\u2068", "")[:20] in text
    assert f"{EN('explorer.rated_by')}: Student" in text
    assert f"{EN('explorer.sort_by')}: {EN('explorer.sort.newest')}" in text
    assert asked(text.strip().splitlines()[-1].strip("<>")) == set(FILTERED.split("&"))
    whole = await reader.reads("comments.md")
    assert EN("explorer.some_of", n=25, total=240, first=1, last=25) in whole
    assert len(re.findall(r"^- “", whole, re.MULTILINE)) == 25
    assert total > 0
    assert "\\#" not in whole
    assert "\\(" not in whole
    spanish = await reader.reads(f"comments.md?{FILTERED}", language="es")
    assert f"{ES('explorer.rated_by')}: Student" in spanish


@pytest.mark.parametrize("language", ["en", "es"])
async def test_themes_by_stars_have_one_order_and_a_title_about_stars(reader: Reader, language: str) -> None:
    html = await reader.reads("themes?by=stars", language=language)
    cards = re.findall(r'<li class="card".*?<bdi>(.*?)</bdi>', html, re.DOTALL)
    rows = html.split('id="chart-themes"')[1].split("<tbody>")[1].split("</tbody>")[0]
    drawn = re.findall(r'<th scope="row" dir="auto">(.*?)</th>', rows)
    assert len(drawn) > 1
    assert cards == drawn
    text = await reader.reads("themes.md?by=stars", language=language)
    assert [unescape(each) for each in drawn] == re.findall(r"^- \*\*(.+?)\*\*", text, re.MULTILINE)
    most = (EN if language == "en" else ES)("digest.chart.largest", theme="")[:15]
    assert most not in plain(html.split("<figcaption>")[1].split("</figcaption>")[0]), "the order is not by comments"
    assert most in plain((await reader.reads("themes", language=language)).split("<figcaption>")[1])


async def test_a_comment_and_a_theme_are_copied_with_the_question(district: District, reader: Reader) -> None:
    number = re.findall(r'id="comments-(\d+)"', await reader.reads("comments"))[0]
    for part, path in ((f"comment-{number}", f"comments/{number}"), ("theme-1", "themes/1")):
        text = await reader.reads(f"{part}.md")
        assert district.exchange.question in text
        assert text.strip().endswith(f"/{path}>")
    assert (await reader.asks("comment-999999.md")).status == 404
    assert (await reader.asks("share/theme-99")).status == 404


SIGNS = st.text(alphabet="ab *_[]()<>!&;#`~\\-|.1/:", max_size=30)
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)


@given(words=st.one_of(SIGNS, ANY))
def test_escaped_words_read_as_they_were_written(words: str) -> None:
    shown = "".join(
        char for each in MarkdownIt().parse(f"- “{escape(words)}”") for char in (plain_of(each.children or []))
    )
    assert shown == f"“{' '.join(words.split())}”"


def plain_of(tokens: Sequence[object]) -> str:
    """Return what is written, or the kind of anything that is markup."""
    return "".join(
        str(getattr(each, "content", "")) if getattr(each, "type", "") in {"text", "text_special"} else "<markup>"
        for each in tokens
    )


@pytest.mark.parametrize("words", ["use-of-force", "#797", "(release 2)", "4.2 ★ + more!", "a_b", "3 * 4", "AT&T <3"])
def test_what_needs_no_backslash_has_none(words: str) -> None:
    assert escape(words) == words


async def rows_of(reader: Reader, query: str = "", release: str = "") -> list[dict[str, str]]:
    answer = await reader.asks(f"{release}comments.csv{query}")
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig"), newline="")))


def number_of(row: dict[str, str]) -> str:
    return row["id"]


async def test_the_comments_of_a_list_are_downloaded_with_the_columns_of_an_export_and_what_these_mean(
    district: District, reader: Reader
) -> None:
    html = await reader.reads(f"comments?{FILTERED}")
    total = int(re.findall(r"(\d+) comments?", plain("<p " + html.split('class="count"')[1].split("</p>")[0]))[0])
    href = hrefs(html)[EN("columns.take_these", n=total)]
    assert asked(href) == set(FILTERED.split("&"))
    these = await rows_of(reader, f"?{FILTERED}")
    assert len(these) == total
    listed = re.findall(r'id="comments-(\d+)"', html)
    assert [each["id"] for each in these][: len(listed)] == listed, "in the order of the list"
    every = await rows_of(reader)
    assert len(every) == 240
    exported = await make_public(district.ctx, district.exchange, ExportForm.CSV)
    with zipfile.ZipFile(io.BytesIO(exported.data)) as archive:
        text = archive.read("comments.csv").decode("utf-8-sig")
    public = sorted(csv.DictReader(io.StringIO(text, newline="")), key=number_of)
    assert sorted(every, key=number_of) == public, "no more and no less than the public export"
    meant = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html.split('id="columns"')[1])
    assert [name for name, _ in meant] == list(every[0])
    assert all(words.strip() for _, words in meant)
    first = hrefs(await reader.reads("comments"))
    assert EN("columns.take_all", n=240) in first
    assert EN("columns.take_these", n=240) not in first, "they are all"


async def test_what_begins_like_a_formula_is_none_in_the_file(district: District, reader: Reader) -> None:
    async with district.ctx.storage.write() as db:
        ids = comment.c.exchange_id == district.exchange.exchange_id
        await db.execute(update(comment).where(ids).values(text="=1+1"))
    assert {each["text"] for each in await rows_of(reader)} == {"'=1+1"}


async def test_a_file_of_an_earlier_release_has_its_figures_and_nothing_removed(
    district: District, reader: Reader
) -> None:
    last, before = await rows_of(reader), await rows_of(reader, release="at/1/")
    assert {each["id"]: each["stars"] for each in before} != {each["id"]: each["stars"] for each in last}
    gone = last[0]["id"]
    async with district.ctx.storage.write() as db:
        await db.execute(update(comment).where(comment.c.number == int(gone)).values(state="removed"))
    for release in ("", "at/1/"):
        assert gone not in {each["id"] for each in await rows_of(reader, release=release)}
