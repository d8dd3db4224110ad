"""Sharing a section of the page: its address, a QR code of it, its Markdown, and the lines that embed a chart."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import segno
from markupsafe import Markup

from bot.results.page import charts
from bot.results.page.charts import Figure
from bot.results.page.site import Site

EMBED_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Of an embedded chart alone: any page may frame it, and it has no script, no form and no picture from elsewhere."""

EMBED_HEIGHT = 560  # of a frame, in pixels
_CHART = "chart-"
_BORDER = 4  # squares around a code, as its standard asks


@dataclass(frozen=True, slots=True)
class Section:
    """A section that can be shared. path: its address below the page's root; markdown: its text, "" for none."""

    name: str
    path: str
    markdown: str = ""
    figure: Figure | None = None


def find_section(site: Site, part: str) -> Section | None:
    """Return a section of the page, or one of its charts as `chart-NAME`; None where there is none."""
    texts = site.texts
    if part.startswith(_CHART):
        figure = find_figure(site, part.removeprefix(_CHART))
        return Section(figure.title, f"charts/{figure.name}.svg", figure=figure) if figure else None
    known = {
        "summary": Section(texts("explorer.name"), "", "summary.md"),
        "themes": Section(texts("explorer.nav.themes"), "themes", "themes.md"),
        "comments": Section(texts("explorer.nav.comments"), "comments", "comments.md"),
        "groups": Section(texts("explorer.nav.groups"), "groups", "groups.md"),
        "checkpoints": Section(texts("explorer.nav.checkpoints"), "checkpoints"),
        "method": Section(texts("explorer.nav.method"), "method"),
    }
    return known.get(part)


def find_figure(site: Site, name: str) -> Figure | None:
    """Return a chart of the page that can be embedded, None where there is none."""
    make = charts.MAKERS.get(name)
    return make(site.texts, site.found) if make else None


def address_of(site: Site, section: Section, base_url: str) -> str:
    """Return the whole address of a section. base_url: the server's own, not what a request says."""
    return f"{base_url.rstrip('/')}{site.url(section.path)}"


def share_values(site: Site, part: str, base_url: str) -> Mapping[str, Any] | None:
    """Return what the page for sharing a section shows, None where there is no such section."""
    section = find_section(site, part)
    if section is None:
        return None
    address = address_of(site, section, base_url)
    embed = ""
    if section.figure is not None and not site.has_session:
        framed = f"{base_url.rstrip('/')}{site.url(f'embed/{section.figure.name}')}"
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


def embed_values(site: Site, name: str, base_url: str) -> Mapping[str, Any] | None:
    """Return what an embedded chart shows, None where there is no such chart."""
    figure = find_figure(site, name)
    return {"chart": figure, "whole": f"{base_url.rstrip('/')}{site.url()}"} if figure else None
