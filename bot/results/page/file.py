"""All results as one HTML file, which opens without a server, a script or a network."""

from markupsafe import Markup

from bot.domain.published import Published
from bot.results.page import charts, sections
from bot.results.page.comment_list import Choice, Index
from bot.results.page.render import FOLDER, render
from bot.results.page.site import Site


def make_html(found: Published, language: str) -> str:
    """Return the file. language: of its own sentences, en or es."""
    site = Site(found, "", language, is_file=True)
    style = (FOLDER / "static" / "explorer.css").read_text(encoding="utf-8")
    values = sections.top(site) | sections.method(site)
    values |= {"by": None, "shown_themes": found.themes, "unknown": ()}
    values |= {"outside": 0, "orders": (), "heat": charts.heat_figure(site.texts, found)}
    values["theme_facts"] = sections.theme_facts(site)
    return render(
        "file.jinja",
        site,
        "file",
        {},
        style=Markup(style),  # noqa: S704 - our own style sheet
        every=Index(found).everything(Choice()),
        **values,
    )
