"""Templates of the page: Jinja2 with every value escaped, the sentences of the reader's language, charts as SVG."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from bot.charts.star_line import star_line
from bot.charts.svg import page_palette
from bot.direction import direction_of, direction_of_language
from bot.domain.published import PublicStars, PublicTheme
from bot.domain.theme_names import theme_name
from bot.results.page import between
from bot.results.page.changes import checkpoint_text
from bot.results.page.charts import HALF, NARROW, WIDE, Figure
from bot.results.page.comment_list import by_numbers, cell_of
from bot.results.page.found_words import linked
from bot.results.page.site import Site
from bot.texts import texts_for

if TYPE_CHECKING:
    from jinja2 import Environment

_NUMBER = re.compile(r"(?:^|[ \u200f\u2068])#(\d{1,9}) “")

FOLDER = Path(__file__).parent
NAV = ("themes", "comments", "groups", "checkpoints", "method")


@cache
def environment() -> "Environment":
    """Return the templates, compiled once; what is not defined is a fault."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, site: Site, page: str, query: Mapping[str, str], *, path: str = "", **values: Any) -> str:
    """Return a page. page: its name in the navigation; path: below the root, query: what was asked for.

    values: what its template names.
    """
    texts, found = site.texts, site.found
    palette = page_palette()

    def svg(figure: Figure, width: float) -> Markup:
        return Markup(figure.in_page(width))  # noqa: S704 - our own SVG, whose words are escaped

    def line(stars: PublicStars) -> Markup:
        return Markup(star_line(stars.stars, stars.low, stars.high, palette))  # noqa: S704 - numbers alone

    def name(theme: PublicTheme) -> str:
        return theme_name(texts, theme)

    def dir_of(words: str) -> Markup:
        """Return the attribute of an element whose words run the other way than the page, pieces in them aside."""
        way = direction_of(words, texts.direction)
        return Markup("") if way == texts.direction else Markup(' dir="{}"').format(way)

    return (
        environment()
        .get_template(template)
        .render(
            site=site,
            found=found,
            texts=texts,
            page=page,
            path=path,
            query=query,
            nav=[(each, each, texts(f"explorer.nav.{each}")) for each in NAV],
            svg=svg,
            line=line,
            wide=WIDE,
            half=HALF,
            narrow=NARROW,
            theme_name=name,
            dir_of=dir_of,
            own_dir=own_dir,
            cell_of=cell_of,
            number_of_row=_number_of_row,
            in_each=lambda stars: between.in_each(texts, found, stars),
            checkpoint_text=lambda each: checkpoint_text(texts, each, is_first=each.number == found.releases[0].number),
            comments_of=lambda numbers: by_numbers(found, numbers),
            linked=linked,
            **{"marked": str, **values},
        )
    )


def own_dir(language: str) -> str:
    """Return the `dir` of people's words: as their language runs, where that is from right to left, else "auto".

    Many a comment in such a language begins with a name in Latin letters.
    """
    return "rtl" if direction_of_language(language) == "rtl" else "auto"


def _number_of_row(words: str) -> int | None:
    """Return the number of the comment that a row of a chart's table is about, None where it is about none."""
    found = _NUMBER.search(words)
    return int(found[1]) if found else None


def render_shut(language: str, style: str, *, heading: str, reason: str, ways: Sequence[tuple[str, str]] = ()) -> str:
    """Return a page that says why there is none. ways: on from there, (words, address)."""
    values = {"language": language, "style": style, "heading": heading, "reason": reason, "ways": ways}
    return environment().get_template("shut.jinja").render(texts=texts_for(language), **values)
