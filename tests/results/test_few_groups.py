"""Where the stars of hardly any group show: what is said of groups is true all the same."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.published import PublicComment, Published
from bot.domain.published_load import load_published
from bot.domain.quotes import quote_text
from bot.results.page import charts, sections
from bot.results.page.asked_charts import pair_of
from bot.results.page.file import make_html
from bot.results.page.render import render
from bot.results.page.site import Site
from bot.results.page.story import tell
from bot.results.report.content import make_report
from tests.results.district import Size, open_district
from tests.results.site import plain
from tests.sentences import EN, ES

SMALL = Size(comments=60, people=320, ratings=6_000, releases=2)


@pytest.fixture
async def found(tmp_path: Path) -> Published:
    """Results in which the stars of one group alone show, and three comments are liked by all groups."""
    async with open_district(tmp_path, SMALL) as district, district.ctx.storage.read() as db:
        every = await load_published(district.ctx, db, district.exchange)
    some = [each.number for each in every.comments[:5]]

    def of_one(each: PublicComment) -> PublicComment:
        return replace(each, by_group=each.by_group[:1], differences=())

    return replace(
        every,
        comments=tuple(map(of_one, every.comments)),
        themes=tuple(replace(each, by_group=each.by_group[:1]) for each in every.themes),
        differences=(),
        common=tuple((number, 4.1) for number in some),
        compared=every.about.groups,
    )


async def test_no_chart_compares_a_group_with_itself(found: Published) -> None:
    site = Site(found, "/results/x/", "en")
    assert len(found.groups_with_stars) >= 1
    assert charts.heat_figure(site.texts, found) is None
    assert pair_of(found, {}) is None
    for language, texts in (("en", EN), ("es", ES)):
        here = Site(found, "/results/x/", language)
        page = plain(render("groups.jinja", here, "groups", {}, **sections.groups(here, {})))
        assert texts("explorer.chart_shared.message", n=len(found.common)) in page
        assert texts("explorer.side_by_side") not in page
        assert texts("explorer.pair_none") not in page
        assert all(f"#{number}" in page for number, _ in found.common)


async def test_what_all_groups_like_is_shown_where_no_group_alone_is(found: Published) -> None:
    for language, texts in (("en", EN), ("es", ES)):
        site = Site(found, "/results/x/", language)
        page = plain(render("top.jinja", site, "top", {}, **sections.top(site)))
        least = found.about.min_ratings_by_group
        assert texts("between.cells", n=least) in page
        assert page.count(texts("explorer.in_every_group", stars=site.stars(4.1))) == 3
        assert texts("explorer.all_common", n=len(found.common)) in page
    html, report = make_html(found, "en"), make_report(Site(found, "", "en", is_file=True)).data
    assert EN("between.cells", n=found.about.min_ratings_by_group) in plain(html)
    written = json.dumps(report, ensure_ascii=False)
    assert EN("between.cells", n=found.about.min_ratings_by_group) in written
    bare = replace(found, common=())
    assert EN("between.why.not_often", n=found.about.min_ratings_by_group) in plain(make_html(bare, "en"))


async def test_words_are_quoted_once_where_the_highest_comment_is_what_all_groups_like(found: Published) -> None:
    first = found.top[0]
    same = replace(found, common=((first, 4.1),))
    other = replace(found, common=((found.top[1], 4.1),))
    for language, texts in (("en", EN), ("es", ES)):
        too = texts("explorer.story.shared_too", stars=Site(found, "", language).stars(4.1))
        written = [each.text for each in tell(Site(same, "", language).texts, same)]
        assert too in written
        assert sum(quote_text(found.by_number[first].text) in each for each in written) == 1
        assert too not in [each.text for each in tell(Site(other, "", language).texts, other)]


async def test_a_checkpoint_that_changed_no_comment_says_so(found: Published) -> None:
    last = replace(found.releases[-1], comments_changed=0, has_groups=True)
    same = replace(found, releases=(*found.releases[:-1], last))
    page = plain(make_html(same, "en"))
    assert f"{EN('explorer.checkpoint', n=0)} {EN('explorer.checkpoint_groups')}" in page
    assert " 0 comments" not in page
