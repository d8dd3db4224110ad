"""What a checkpoint changed, which of its figures a summary names, and of when an earlier one is."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.published import GroupCell, PublicStars, Published
from bot.domain.published_load import load_published
from bot.results.page import sections
from bot.results.page.changes import checkpoint_text, other_changes
from bot.results.page.lead import lead_lines, state_text
from bot.results.page.render import render
from bot.results.page.site import Site
from bot.results.page.story import tell
from tests.results.district import Size, open_district
from tests.results.site import plain
from tests.sentences import EN, ES, Sentences

SMALL = Size(comments=60, people=320, ratings=6_000, releases=2)


@pytest.fixture
async def releases(tmp_path: Path) -> tuple[Published, Published]:
    """The first and the last release."""
    async with open_district(tmp_path, SMALL) as district, district.ctx.storage.read() as db:
        first = await load_published(district.ctx, db, district.exchange, 1)
        return first, await load_published(district.ctx, db, district.exchange)


@pytest.mark.parametrize(("language", "texts"), [("en", EN), ("es", ES)])
def test_a_list_of_checkpoints_calls_the_first_figures_by_that_name(
    releases: tuple[Published, Published], language: str, texts: Sentences
) -> None:
    found = releases[1]
    first, last = found.releases[0], found.releases[-1]
    site = Site(found, "/results/x/", language)
    page = plain(render("checkpoints.jinja", site, "checkpoints", {}, **sections.checkpoints(site, None, {})))
    assert page.count(texts("explorer.checkpoint_first", n=first.comments_changed)) == 1
    assert texts("explorer.checkpoint", n=last.comments_changed) in page
    assert texts("explorer.checkpoints_when") in page
    themes_alone = replace(last, comments_changed=0, has_groups=False)
    assert texts("explorer.checkpoint_other") in checkpoint_text(site.texts, themes_alone, is_first=False)


def test_what_changed_beside_comments_is_named_theme_by_theme_and_group_by_group(
    releases: tuple[Published, Published],
) -> None:
    now, group = releases[1], releases[1].about.groups[1]
    themes = (replace(now.themes[0], stars=None), *now.themes[1:])
    one = now.comments[0]
    cells = (*(cell for cell in one.by_group if cell.group != group), GroupCell(group, 1.1, 10))
    comments = (replace(one, by_group=cells), *now.comments[1:])
    before = replace(now, themes=themes, comments=comments, mean=1.2, common=now.common[1:], releases=now.releases)
    texts = Site(now, "", "en").texts
    lines = other_changes(texts, before, now)
    assert EN("explorer.changed_other.first_themes", names=now.themes[0].name) in lines
    assert EN("explorer.changed_other.groups", names=group) in lines
    assert EN("explorer.changed_other.mean", now=texts.number(now.mean or 0, 1), was="1.2") in lines
    assert EN("explorer.changed_other.shared") in lines
    assert EN("explorer.changed_other.differ") not in lines
    other = replace(now.themes[1], stars=PublicStars(1.5, 1.4, 1.6, 50))
    again = other_changes(texts, replace(now, themes=(now.themes[0], other, *now.themes[2:])), now)
    assert again == [EN("explorer.changed_other.themes", names=now.themes[1].name)]


def test_a_page_on_which_no_comment_changed_says_which_figures_did_or_that_none_did(
    releases: tuple[Published, Published],
) -> None:
    first, now = releases
    site = Site(now, "/results/x/", "en")
    same = replace(now, release=first.release)
    unchanged = plain(render("checkpoints.jinja", site, "checkpoints", {}, **sections.checkpoints(site, same, {})))
    assert EN("explorer.changed_count", n=0) in unchanged
    assert EN("explorer.changed_other.none") in unchanged
    assert EN("explorer.changed_other.heading") not in unchanged
    before = replace(same, mean=None)
    changed = plain(render("checkpoints.jinja", site, "checkpoints", {}, **sections.checkpoints(site, before, {})))
    assert EN("explorer.changed_other.first_mean", now=site.stars(now.mean or 0)) in changed
    assert EN("explorer.changed_other.none") not in changed


def test_an_earlier_checkpoint_is_headed_by_its_own_time(releases: tuple[Published, Published]) -> None:
    first, now = releases
    assert first.release
    closed = replace(now.about, is_open=False, closed_at=now.releases[-1].made_at)
    then, site = replace(first, about=closed), Site(replace(now, about=closed), "", "en")
    at = site.moment(first.release.made_at)
    assert state_text(Site(then, "", "en", at=1)) == EN("explorer.state.then_open", at=at)
    assert state_text(site) == EN("explorer.state.closed", at=site.moment(closed.closed_at or first.release.made_at))
    later = replace(then, about=replace(closed, closed_at=first.release.made_at))
    assert state_text(Site(later, "", "en", at=1)) == EN("explorer.state.then", at=at)


def test_no_answer_is_not_called_a_change(releases: tuple[Published, Published]) -> None:
    lines = dict(lead_lines(Site(releases[1], "", "en")))
    assert lines[EN("roster.changed.none_label")] == EN("roster.changed.none")
    assert EN("roster.changed.label") not in lines


@pytest.mark.parametrize(("language", "texts"), [("en", EN), ("es", ES)])
def test_a_theme_is_called_the_highest_only_where_its_range_is_above_the_others(
    releases: tuple[Published, Published], language: str, texts: Sentences
) -> None:
    now = releases[1]
    site = Site(now, "", language)
    one, two, three = now.themes[:3]

    def sentences(*ranges: tuple[float, float, float]) -> list[str]:
        some = [
            replace(theme, stars=PublicStars(*each, 50)) for theme, each in zip((one, two, three), ranges, strict=True)
        ]
        return [each.text for each in tell(site.texts, replace(now, themes=tuple(some)))]

    def number(value: float) -> str:
        return texts.number(value, 1)

    alone = sentences((4.0, 3.9, 4.1), (3.7, 3.6, 3.8), (3.0, 2.9, 3.1))
    assert texts("explorer.story.best_theme", theme=one.name, stars=number(4.0)) in alone
    tied = sentences((3.7, 3.6, 3.8), (3.7, 3.6, 3.8), (3.0, 2.9, 3.1))
    names = texts.list([each.name for each in sorted((one, two), key=lambda each: each.number)])
    assert texts("explorer.story.best_themes_same", themes=names, stars=number(3.7)) in tied
    near = sentences((3.7, 3.6, 3.8), (3.6, 3.5, 3.7), (3.0, 2.9, 3.1))
    names = texts.list([one.name, two.name])
    assert texts("explorer.story.best_themes", themes=names, low=number(3.6), high=number(3.7)) in near
    every = sentences((3.7, 3.6, 3.8), (3.6, 3.5, 3.7), (3.6, 3.5, 3.7))
    assert texts("explorer.story.themes_alike", low=number(3.6), high=number(3.7)) in every
    close = sentences((3.7, 3.6, 3.8), (3.6, 3.5, 3.7), (3.5, 3.4, 3.55))
    assert texts("explorer.story.themes_alike", low=number(3.5), high=number(3.7)) in close, "as the chart says"
    assert not any(one.name in text and two.name in text for text in every)
