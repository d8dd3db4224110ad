"""The parts of the page as Markdown, to be copied into a letter or a report; people's words are escaped."""

import re
from collections.abc import Sequence

from bot.charts.frame import Table
from bot.domain.answers import facts_text
from bot.domain.published import PublicComment, PublicStars
from bot.domain.theme_names import theme_name
from bot.results.page import charts
from bot.results.page.comment_list import Listing
from bot.results.page.site import Site
from bot.results.page.story import tell

_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def escape(words: str) -> str:
    """Return words in which no sign is read as markup, in one line."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def summary(site: Site) -> str:
    """Return the few sentences at the top."""
    found, texts = site.found, site.texts
    lines = [f"# {escape(found.about.question)}", "", *(f"- {escape(each.text)}" for each in tell(texts, found))]
    return _whole(site, lines)


def themes(site: Site) -> str:
    """Return the themes with their numbers."""
    texts, found = site.texts, site.found
    lines = [f"# {escape(texts('explorer.nav.themes'))}", ""]
    for each in found.themes:
        facts = f"{texts('common.comments', n=len(each.comments))} · {_stars(site, each.stars)}"
        lines += [f"- **{escape(theme_name(texts, each))}** · {facts}"]
        lines += [f"  - “{escape(quote.text)}” (\\#{quote.number})" for quote in each.quotes]
        if given := found.answer_by_theme.get(each.number):
            about = f"{texts('answers.theme_answer')} · {facts_text(texts, given)}"
            lines += [f"  - {escape(about)}: {escape(given.text)}"]
    return _whole(site, lines)


def comments(site: Site, listing: Listing) -> str:
    """Return a page of the list of comments."""
    lines = [f"# {escape(site.texts('explorer.nav.comments'))}", ""]
    lines += [_comment(site, each) for each in listing.comments]
    return _whole(site, lines)


def groups(site: Site) -> str:
    """Return what groups share and where they differ, as tables."""
    texts, found = site.texts, site.found
    lines = [f"# {escape(texts('explorer.nav.groups'))}", ""]
    for make in (charts.shared_figure, charts.differ_figure, charts.heat_figure):
        figure = make(texts, found)
        if figure is not None:
            lines += [f"## {escape(figure.title)}", "", escape(figure.subtitle), "", *_table(figure.table), ""]
    return _whole(site, lines)


def _comment(site: Site, each: PublicComment) -> str:
    return f"- “{escape(each.text)}” (\\#{each.number}, {_stars(site, each.stars)})"


def _stars(site: Site, stars: PublicStars | None) -> str:
    if stars is None:
        return site.texts("stars.missing.too_few")
    mean = f"{site.stars(stars.stars)} ★"
    if stars.low is not None and stars.high is not None:
        mean = site.texts(
            "stars.range", mean=site.stars(stars.stars), low=site.stars(stars.low), high=site.stars(stars.high)
        )
    return f"{mean} · {site.texts('common.ratings_or_more', n=stars.ratings)}"


def _table(table: Table) -> Sequence[str]:
    heading, *rows = [[escape(cell) for cell in row] for row in table]
    return [_row(heading), _row(["---"] * len(heading)), *(_row(row) for row in rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _whole(site: Site, lines: Sequence[str]) -> str:
    release = site.found.release
    end = ["", escape(site.texts(f"stars.scale.{site.found.about.star_meaning}"))]
    if release is not None:
        end += ["", escape(site.texts("explorer.as_of", at=site.moment(release.made_at), release=release.number))]
    return "\n".join([*lines, *end, ""])
