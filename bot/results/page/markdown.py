"""The parts of the page as Markdown, to be copied into a letter or a report; people's words are escaped.

Each says what the question was, and where the part is. address: the whole address of that, with its filters.
"""

import re
from collections.abc import Mapping, Sequence

from bot.charts.frame import Table
from bot.domain.answers import facts_text
from bot.domain.published import PublicComment, PublicStars, PublicTheme
from bot.domain.theme_names import theme_name
from bot.results.page import between, charts
from bot.results.page.chosen import list_chosen
from bot.results.page.comment_list import Choice, Index, Listing, read_choice
from bot.results.page.site import Site
from bot.results.page.story import tell

_SIGNS = re.compile(
    r"([`\[~]"
    r"|\\(?=[!-/:-@\[-`{-~]|$)"  # before what it would escape
    r"|\*(?! )|(?<! )\*"  # beside a word
    r"|_(?![^\W_])|(?<![^\W_])_"  # not inside a word
    r"|<(?=[A-Za-z/!?])|&(?=\#?\w+;))"  # of a tag, and of a named sign
)
"""What Markdown reads as markup inside a line; a number sign, a hyphen and a bracket are none there."""


def escape(words: str) -> str:
    """Return words in which no sign is read as markup, in one line that begins with something else."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def write(site: Site, part: str, index: Index, query: Mapping[str, str], address: str) -> str:
    """Return a part by its name, one that sharing.find_section() finds."""
    kind, _, written = part.partition("-")
    if kind == "comment":
        return comment(site, address, site.found.by_number[int(written)])
    if kind == "theme":
        return theme(site, address, site.found.theme_by_number[int(written)], index)
    if kind == "comments":
        choice = read_choice(query, site.found)
        return comments(site, address, choice, index.search(choice))
    if kind == "themes":
        return themes(site, address, by_stars=query.get("by") == "stars")
    return groups(site, address) if kind == "groups" else summary(site, address)


def summary(site: Site, address: str) -> str:
    """Return the few sentences at the top."""
    found, texts = site.found, site.texts
    lines = [_title(found.about.question), "", *(f"- {escape(each.text)}" for each in tell(texts, found))]
    return _whole(site, lines, address)


def themes(site: Site, address: str, *, by_stars: bool = False) -> str:
    """Return the themes with their numbers, in the order of the page."""
    texts, found = site.texts, site.found
    lines = _head(site, texts("explorer.nav.themes"))
    for each in charts.in_order(found.themes, by_stars=by_stars):
        facts = f"{texts('common.comments', n=len(each.comments))} · {_stars(site, each.stars)}"
        lines += [f"- **{escape(theme_name(texts, each))}** · {facts}"]
        lines += [f"  - “{escape(quote.text)}” (#{quote.number})" for quote in each.quotes]
        if given := found.answer_by_theme.get(each.number):
            about = f"{texts('answers.theme_answer')} · {facts_text(texts, given)}"
            lines += [f"  - {escape(about)}: {escape(given.text)}"]
    return _whole(site, lines, address)


def comments(site: Site, address: str, choice: Choice, listing: Listing) -> str:
    """Return a page of the list of comments: how many of how many, and what they were filtered by."""
    texts = site.texts
    lines = _head(site, texts("explorer.nav.comments"))
    lines += [f"{escape(each.heading)}: {escape(each.words)}  " for each in list_chosen(site, choice)]
    shown = len(listing.comments)
    if shown < listing.total:
        part = {"first": listing.before + 1, "last": listing.before + shown, "total": listing.total}
        lines += [texts("explorer.some_of", n=shown, **part), ""]
    else:
        lines += [texts("explorer.found", n=listing.total), ""]
    lines += [_comment(site, each) for each in listing.comments]
    return _whole(site, lines, address)


def comment(site: Site, address: str, each: PublicComment) -> str:
    """Return one comment, with how groups rated it."""
    texts = site.texts
    lines = _head(site, texts("explorer.comment_number", number=each.number))
    lines += [_comment(site, each)]
    lines += [f"- {texts('explorer.why')} {escape(each.why)}"] if each.why else []
    for cell in each.by_group:
        stars = texts("explorer.group_stars", group=cell.group, stars=site.stars(cell.stars))
        lines += [f"- {escape(stars)} · {texts('common.ratings_or_more', n=cell.ratings)}"]
    if given := site.found.answer_by_number.get(each.number):
        lines += [f"- {escape(facts_text(texts, given))}: {escape(given.text)}"]
    return _whole(site, lines, address)


def theme(site: Site, address: str, one: PublicTheme, index: Index) -> str:
    """Return one theme with its first comments."""
    choice = Choice(theme=one.number)
    return comments(site, address, choice, index.search(choice))


def groups(site: Site, address: str) -> str:
    """Return what groups share and where they differ, as tables."""
    texts, found = site.texts, site.found
    lines = _head(site, texts("explorer.nav.groups"))
    for make in (charts.shared_figure, charts.differ_figure, charts.heat_figure):
        figure = make(texts, found)
        if figure is not None:
            lines += [f"#{_title(figure.title)}", "", escape(figure.subtitle), "", *_table(figure.table), ""]
    if found.common and charts.shared_figure(texts, found) is None:
        lines += [f"#{_title(between.shared_message(texts, found))}", ""]
        for number, stars in found.common:
            least = between.in_each(texts, found, stars)
            lines.append(f"- “{escape(found.by_number[number].text)}” (\\#{number}, {escape(least)})")
        lines.append("")
    lines += [escape(words) for words in between.why_none_differ(texts, found)]
    return _whole(site, lines, address)


def _comment(site: Site, each: PublicComment) -> str:
    return f"- “{escape(each.text)}” (#{each.number}, {_stars(site, each.stars)})"


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
    heading, *rows = [[escape(cell).replace("|", "\\|") for cell in row] for row in table]
    return [_row(heading), _row(["---"] * len(heading)), *(_row(row) for row in rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _title(words: str) -> str:
    """Return a heading; number signs at its end would be no part of it."""
    return "# " + re.sub("#$", r"\\#", escape(words))


def _head(site: Site, name: str) -> list[str]:
    """Return the beginning of a part: its name, and the question."""
    texts = site.texts
    return [_title(name), "", escape(texts("explorer.question", question=site.found.about.question)), ""]


def _whole(site: Site, lines: Sequence[str], address: str) -> str:
    release = site.found.release
    end = ["", escape(site.texts(f"stars.scale.{site.found.about.star_meaning}"))]
    if release is not None:
        end += ["", escape(site.texts("explorer.as_of", at=site.moment(release.made_at), release=release.number))]
    return "\n".join([*lines, *end, "", f"<{address}>", ""])
