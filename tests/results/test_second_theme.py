"""A comment that speaks of two themes: it counts in the first one, and the page and the files name the second too."""

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from bot.domain.published import Published
from bot.domain.published_document import make_document
from bot.domain.published_load import load_published
from bot.domain.released_figures import list_figures
from bot.exports.recompute import recompute
from bot.exports.tables import make_tables
from bot.results.page.file import make_html
from bot.results.page.site import Site
from bot.results.report.content import make_report
from storage import exchanges
from storage.models import comment, theme, theme_member
from tests.results.district import District, Size
from tests.results.site import Reader, plain
from tests.sentences import EN, ES

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
MANY = 30  # more than a page of the list


async def published(district: District, release: int | None = None, **settings: Any) -> Published:
    async with district.ctx.storage.read() as db:
        exchange = await exchanges.get(db, district.exchange.scope)
        assert exchange
        return await load_published(district.ctx, db, replace(exchange, **settings), release)


async def speak_of_two(district: District, first: int, second: int, count: int) -> list[int]:
    """Give the first comments of a theme a second one, as the finder does. Return their numbers."""
    async with district.ctx.storage.write() as db:
        themes = await db.execute(select(theme.c.number, theme.c.theme_id))
        ids = {int(row.number): int(row.theme_id) for row in themes}
        rows = await db.execute(
            select(comment.c.comment_id, comment.c.number)
            .join(theme_member, theme_member.c.comment_id == comment.c.comment_id)
            .where(theme_member.c.theme_id == ids[first])
            .order_by(comment.c.number)
            .limit(count)
        )
        chosen = {int(row.comment_id): int(row.number) for row in rows}
        await db.execute(
            update(theme_member).where(theme_member.c.comment_id.in_(chosen)).values(secondary_theme_id=ids[second])
        )
    return list(chosen.values())


async def test_a_comment_names_its_second_theme_and_that_theme_lists_it_apart(
    district: District, reader: Reader
) -> None:
    before = await published(district)
    big, other, *_ = before.themes
    numbers = await speak_of_two(district, big.number, other.number, 3)
    found = await published(district)
    assert [each.number for each in found.comments if each.second_theme] == numbers
    for language, texts in (("en", EN), ("es", ES)):
        card = await reader.reads(f"comments/{numbers[0]}", language=language)
        assert f"{big.name} {texts('explorer.also_theme')} {other.name}" in plain(card)
        assert f'/themes/{other.number}"><bdi>{other.name}' in card, "it leads there"
        page = await reader.reads(f"themes/{other.number}", language=language)
        assert texts("explorer.also", n=3) in plain(page)
        assert texts("explorer.also_how") in plain(page)
        also = page.split('id="also"')[1]
        assert sorted(int(part.split('"')[0]) for part in also.split('id="comments-')[1:]) == sorted(numbers)
    assert 'id="also"' not in await reader.reads(f"themes/{big.number}")


async def test_of_many_all_are_in_the_list_and_only_they(district: District, reader: Reader) -> None:
    big, other, *_ = (await published(district)).themes
    numbers = await speak_of_two(district, big.number, other.number, MANY)
    assert len(numbers) == MANY
    page = await reader.reads(f"themes/{other.number}")
    assert f"comments?also={other.number}" in page
    first = await reader.reads(f"comments?also={other.number}")
    assert EN("explorer.found", n=MANY) in plain(first)
    assert EN("explorer.also_rule", theme=other.name) in plain(first)
    [after] = {part.split('"')[0] for part in first.split("comments?")[1:] if "after=" in part.split('"')[0]}
    second = await reader.reads(f"comments?{after.replace('&amp;', '&')}")
    shown = [int(part.split('"')[0]) for html in (first, second) for part in html.split('id="comments-')[1:]]
    assert sorted(shown) == sorted(numbers)
    everything = EN("explorer.found", n=len((await published(district)).comments))
    assert everything in plain(await reader.reads(f"comments?also={big.number}")), "it says nothing"


async def test_no_figure_changes_and_each_file_has_it(district: District) -> None:
    before = await published(district)
    numbers = await speak_of_two(district, before.themes[0].number, before.themes[1].number, 5)
    found = await published(district)
    document = make_document(found)
    assert list_figures(document) == list_figures(make_document(before)), "so the root of the release stays"
    assert [len(each.comments) for each in found.themes] == [len(each.comments) for each in before.themes]
    assert found.themes == before.themes
    second = f"t{before.themes[1].number}"
    assert {each["id"] for each in document["comments"] if each["second_theme"] == second} == set(map(str, numbers))
    [table] = [each for each in make_tables(document) if each.name == "comments"]
    place = list(table.columns).index("second_theme")
    assert {row[0] for row in table.rows if row[place]} == set(map(str, numbers))
    _, wrong = recompute(document)
    assert [each for each in wrong if "theme" in each] == []
    html, report = make_html(found, "en"), make_report(Site(found, "", "en", is_file=True))
    also = f"{EN('explorer.also_theme')} {before.themes[1].name}"
    assert plain(html).count(also) >= len(numbers)
    assert f'href="#themes-{before.themes[1].number}"' in html
    assert json.dumps(report.data, ensure_ascii=False).count(also) >= len(numbers)


async def test_what_does_not_follow_is_named(district: District) -> None:
    found = await published(district)
    document = make_document(found)
    first = document["comments"][0]
    for wrong in ("t999", first["theme"] or "t998"):
        first["second_theme"] = wrong
        assert any(each.startswith(f"comment {first['id']}, second theme") for each in recompute(document)[1]), wrong
    for each in document["comments"]:
        del each["second_theme"]
    assert not any("second theme" in each for each in recompute(document)[1]), "a file of an older version has none"


async def test_earlier_checkpoints_and_words_that_are_not_shown_have_no_second_theme(district: District) -> None:
    big, other, *_ = (await published(district)).themes
    await speak_of_two(district, big.number, other.number, 5)
    assert any(each.second_theme for each in (await published(district)).comments)
    assert not any(each.second_theme for each in (await published(district, 1)).comments)
    hidden = await published(district, asks_before_quotes=True)
    assert all(each.is_withheld for each in hidden.comments if not each.is_seed)
    assert not any(each.second_theme for each in hidden.comments)
