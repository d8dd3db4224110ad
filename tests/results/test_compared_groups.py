"""Which groups "all groups" are, and why nothing shows where they differ: in the same words on each surface."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.published import PublicComment, PublicStars, Published
from bot.domain.published_load import load_published
from bot.results.page import markdown, sections
from bot.results.page.comment_list import SORTS, Index, read_choice
from bot.results.page.render import render
from bot.results.page.site import Site
from bot.results.page.story import tell
from bot.results.report.content import make_report
from tests.results.district import Size, open_district
from tests.results.site import plain
from tests.sentences import EN, ES, Sentences

SMALL = Size(comments=60, people=320, ratings=6_000, releases=2)


@pytest.fixture
async def whole(tmp_path: Path) -> Published:
    async with open_district(tmp_path, SMALL) as district, district.ctx.storage.read() as db:
        return await load_published(district.ctx, db, district.exchange)


@pytest.fixture
def found(whole: Published) -> Published:
    """Results in which five comments are liked by two groups of many people, and no cell of these may be shown."""

    def of_one(each: PublicComment) -> PublicComment:
        return replace(each, by_group=each.by_group[:1] if each.number != whole.comments[0].number else ())

    return replace(
        whole,
        comments=tuple(replace(of_one(each), differences=()) for each in whole.comments),
        themes=tuple(replace(each, by_group=()) for each in whole.themes),
        differences=(),
        common=tuple((each.number, 4.1) for each in whole.comments[:5]),
        compared=whole.about.groups[:2],
        opinion_groups=(),
    )


def page(name: str, site: Site, values: dict[str, Any] | None) -> str:
    assert values is not None
    return plain(render(f"{name}.jinja", site, name, {}, **values))


def test_a_release_keeps_which_groups_have_enough_people(whole: Published) -> None:
    assert 2 <= len(whole.compared) < len(whole.about.groups)
    assert set(whole.groups_with_stars) <= set(whole.compared)
    cells = {each.group for number, _ in whole.common for each in whole.by_number[number].by_group}
    assert cells <= set(whole.compared)


@pytest.mark.parametrize(("language", "texts"), [("en", EN), ("es", ES)])
def test_a_comment_and_the_page_of_groups_name_the_same_groups_and_stars(
    found: Published, language: str, texts: Sentences
) -> None:
    site, (number, _) = Site(found, "/results/x/", language), found.common[0]
    names = texts.list(found.compared)
    least = texts("between.in_each", stars=site.stars(4.1), groups=names)
    assert page("groups", site, sections.groups(site, {})).count(least) == 5
    of_it = page("comment", site, sections.comment(site, number))
    assert least in of_it
    assert texts("between.cells", n=10) in of_it
    assert texts("between.no_cell", n=10) not in of_it
    assert texts("explorer.in_every_group", stars=site.stars(4.1)) not in of_it, "some groups are too few people"
    assert any(names in each.text for each in tell(site.texts, found))
    assert names in plain(markdown.groups(site, "groups").replace("\\", ""))
    report = json.dumps(make_report(Site(found, "", language, is_file=True)).data, ensure_ascii=False)
    assert least in report
    whole = replace(found, compared=found.about.groups)
    everywhere = page("comment", Site(whole, "", language), sections.comment(Site(whole, "", language), number))
    assert texts("explorer.in_every_group", stars=site.stars(4.1)) in everywhere


def test_where_no_group_may_be_shown_a_comment_says_what_that_takes_and_promises_nothing(found: Published) -> None:
    bare = replace(found, common=())
    site, number = Site(bare, "/results/x/", "en"), bare.comments[0].number
    of_it = page("comment", site, sections.comment(site, number))
    assert EN("between.no_cell", n=10) in of_it
    assert " yet" not in of_it.split("Shared on")[1].split("Rated highest")[0]


def test_the_reason_why_nothing_differs_names_the_groups_that_are_too_few(found: Published) -> None:
    site, texts = Site(found, "/results/x/", "en"), EN
    out = texts.list(found.about.groups[2:])
    for name, values in (("groups", sections.groups(site, {})), ("top", sections.top(site))):
        shown = page(name, site, values)
        assert texts("between.why.not_often", n=10) in shown, name
        assert texts("between.too_few", groups=out) in shown, name
        assert texts("between.opinions_none") in shown, name


def test_each_reason_shows_where_it_is_the_true_one(whole: Published, found: Published) -> None:
    def reasons(some: Published) -> str:
        return " ".join(sections.groups(Site(some, "", "en"), {})["reasons"])

    assert EN("between.why.near") in reasons(replace(whole, differences=()))
    assert "between.why" not in reasons(whole)
    assert EN("between.why.near") not in reasons(replace(whole, differences=whole.differences or (1,)))
    alone = replace(found, compared=found.about.groups[:1])
    assert EN("between.why.few", n=10) in reasons(alone)
    early = replace(found, releases=tuple(replace(each, has_groups=False) for each in found.releases))
    assert reasons(early) == EN("between.why.waiting")
    asked = replace(found, about=replace(found.about, groups=()), compared=())
    assert EN("between.why.no_groups") in reasons(asked)


def test_an_empty_list_under_a_groups_filter_says_that_few_of_its_ratings_are_the_reason(found: Published) -> None:
    site = Site(found, "/results/x/", "en")
    group, count = next(iter(found.rated_by.items()))
    shown = page("comments", site, sections.comments(site, Index(found), {"group": group, "q": "zzzz"}))
    words = {"everybody": EN("explorer.everybody"), "filter": EN("explorer.rated_by")}
    assert EN("between.nothing_of_group", n=count, group=group, least=10, **words) in shown
    assert EN("explorer.nothing_found") not in shown


def test_liked_across_groups_begins_with_what_the_page_of_groups_lists_in_its_order(found: Published) -> None:
    some = [each.number for each in found.comments[5:0:-1]]
    shared = replace(found, common=tuple((number, 4.2 - at / 10) for at, number in enumerate(some)))
    site, index = Site(shared, "/results/x/", "en"), Index(shared)
    listed = index.search(read_choice({"sort": "bridging"}, shared)).comments
    assert [each.number for each in listed[:5]] == some
    shown = page("comments", site, sections.comments(site, index, {"sort": "bridging"}))
    assert re.findall(r"\d\.\d ★ or more from each", shown) == [
        f"{4.2 - at / 10:.1f} ★ or more from each" for at in range(5)
    ]
    assert "or more from each" not in page("comments", site, sections.comments(site, index, {}))


def test_an_order_in_which_all_comments_are_equal_is_not_offered(found: Published) -> None:
    day, same = found.comments[0].shared_on, PublicStars(3.5, 3.0, 4.0, 15)
    equal = tuple(replace(each, shared_on=day, stars=same, by_group=(), spread=None) for each in found.comments)
    flat = replace(found, comments=equal, common=())
    site, index = Site(flat, "/results/x/", "en"), Index(flat)
    assert index.sorts("") == ("stars",)
    shown = page("comments", site, sections.comments(site, index, {"sort": "bridging"}))
    assert EN("explorer.sort_by") not in shown
    assert EN("explorer.bridging_rule") not in shown, "an old address gives the usual order"
    assert Index(found).sorts("") != ("stars",)
    names = {name: EN(f"explorer.sort.{name}") for name in SORTS}
    every = page("comments", Site(found, "", "en"), sections.comments(Site(found, "", "en"), Index(found), {}))
    assert {name for name, words in names.items() if words in every} == set(Index(found).sorts(""))
