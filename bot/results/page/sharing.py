"""Sharing a section of the page: its address, a QR code of it, its Markdown, and the lines that embed a chart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import segno
from markupsafe import Markup

from bot.domain.theme_names import theme_name
from bot.results.page.asked_charts import make_figure
from bot.results.page.charts import Figure
from bot.results.page.comment_list import read_choice
from bot.results.page.set_views import list_views
from bot.results.page.site import Site

EMBED_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Of an embedded chart alone: any page may frame it, and it has no script, no form and no picture from elsewhere."""

EMBED_HEIGHT = 560  # of a frame, in pixels
_CHART = "chart-"
_MAX_VALUE = 200  # characters of a part of an address
_BORDER = 4  # squares around a code, as its standard asks


_PLACES = {"themes": "themes"} | dict.fromkeys(("shared", "differ", "heat", "opinions", "both", "compare"), "groups")
"""The pages of charts that are on another one than the first."""

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A section that can be shared. path, query: its address below the page's root; markdown: its text, "" for none.

    back, back_query: the page that it is on.
    """

    name: str
    path: str
    markdown: str = ""
    figure: Figure | None = None
    query: Query = field(default_factory=dict)
    back: str = ""
    back_query: Query = field(default_factory=dict)


def find_section(site: Site, part: str, query: Query) -> Section | None:
    """Return a section of the page as its query has it; None where there is none.

    part: its name, or `chart-NAME`, `comment-NUMBER`, `theme-NUMBER`, `set-NUMBER`.
    """
    texts = site.texts
    if part.startswith(_CHART):
        return _chart(site, part.removeprefix(_CHART), query)
    kind, _, written = part.partition("-")
    if written.isdecimal() and written.isascii() and len(written) < 10:  # noqa: PLR2004 - digits of a number
        return _numbered(site, kind, int(written))
    known = {
        "summary": (texts("explorer.name"), "", "summary.md", ()),
        "themes": (texts("explorer.nav.themes"), "themes", "themes.md", ("by",)),
        "comments": (texts("explorer.nav.comments"), "comments", "comments.md", ()),
        "groups": (texts("explorer.nav.groups"), "groups", "groups.md", ("a", "b")),
        "checkpoints": (texts("explorer.nav.checkpoints"), "checkpoints", "", ("since",)),
        "method": (texts("explorer.nav.method"), "method", "", ()),
    }
    if part not in known:
        return None
    name, path, text, names = known[part]
    asked = {each: query[each][:_MAX_VALUE] for each in names if query.get(each)}
    if part == "comments":
        asked = read_choice(query, site.found).query()
    return Section(name, path, text, query=asked, back=path, back_query=asked)


def _numbered(site: Site, kind: str, number: int) -> Section | None:
    """Return one comment, theme or set of themes."""
    found = site.found
    if kind == "comment" and number in found.by_number:
        name, path = site.texts("explorer.comment_number", number=number), f"comments/{number}"
        return Section(name, path, f"comment-{number}.md", back=path)
    if kind == "theme" and number in found.theme_by_number:
        name, path = theme_name(site.texts, found.theme_by_number[number]), f"themes/{number}"
        return Section(name, path, f"theme-{number}.md", back=path)
    one = next((each for each in list_views(site) if each.number == number), None) if kind == "set" else None
    return Section(one.name, f"sets/{number}", back=f"sets/{number}") if one else None


def _chart(site: Site, name: str, query: Query) -> Section | None:
    figure = make_figure(name, site.texts, site.found, query)
    if figure is None:
        return None
    asked = dict(figure.query)
    back = f"themes/{asked['theme']}" if name == "parts" else _PLACES.get(name, "")
    back_query = asked if back in {"themes", "groups"} else {}
    path = f"charts/{figure.name}.svg"
    return Section(figure.title, path, figure=figure, query=asked, back=back, back_query=back_query)


def address_of(site: Site, section: Section, base_url: str) -> str:
    """Return the whole address of a section. base_url: the server's own, not what a request says."""
    return f"{base_url.rstrip('/')}{site.url(section.path, section.query)}"


def share_values(site: Site, part: str, query: Query, base_url: str) -> Mapping[str, Any] | None:
    """Return what the page for sharing a section shows, None where there is no such section."""
    section = find_section(site, part, query)
    if section is None:
        return None
    address = address_of(site, section, base_url)
    embed = ""
    if section.figure is not None and not site.has_session:
        framed = f"{base_url.rstrip('/')}{site.url(f'embed/{section.figure.name}', section.query)}"
        embed = _frame(framed, section.figure.title)
    return {
        "section": section,
        "address": address,
        "code": Markup(qr_svg(address)),  # noqa: S704 - squares alone
        "code_path": f"share/{part}/qr.svg",
        "embed": embed,
    }


def _frame(address: str, title: str) -> str:
    """Return the lines that embed a chart; its title is escaped as an attribute."""
    quoted = Markup('<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>')
    return str(quoted.format(address, title, EMBED_HEIGHT))


def qr_svg(address: str) -> str:
    """Return a QR code as SVG without any style, dark on light in every colour scheme."""
    code = segno.make(address, micro=False, error="m")
    return code.svg_inline(border=_BORDER, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)


def qr_file(address: str) -> bytes:
    """Return a QR code as an SVG file, to be printed in any size."""
    target = BytesIO()
    segno.make(address, micro=False, error="m").save(target, kind="svg", border=_BORDER, scale=8, light="#fff")
    return target.getvalue()


def embed_values(site: Site, name: str, query: Query, base_url: str) -> Mapping[str, Any] | None:
    """Return what an embedded chart shows, None where there is no such chart."""
    figure = make_figure(name, site.texts, site.found, query)
    return {"chart": figure, "whole": f"{base_url.rstrip('/')}{site.url()}"} if figure else None
