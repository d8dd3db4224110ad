"""The comments of a list as one CSV file, with the columns of every export, and what these mean."""

from bot.domain.published_document import comment_facts
from bot.domain.tables import COMMENT_COLUMNS, comments_table, csv_of
from bot.domain.theme_names import theme_name
from bot.results.page.comment_list import Choice, Index
from bot.results.page.site import Site

NAME = "comments.csv"
"""Below the page's root: asked for with the same query as the list."""


def comments_csv(index: Index, choice: Choice) -> bytes:
    """Return all comments that fit, in the order of the list, whatever page of it was asked for."""
    return csv_of(comments_table([comment_facts(each) for each in index.everything(choice)]))


def legend(site: Site) -> list[tuple[str, str]]:
    """Return what each column means: (its heading, words)."""
    texts, about = site.texts, site.found.about
    values = {"n": about.ratings_for_stars, "stars": texts(f"stars.scale.{about.star_meaning}").rstrip(".")}
    return [(name, texts(f"columns.{name}", **values)) for name in COMMENT_COLUMNS]


def theme_keys(site: Site) -> list[tuple[str, str]]:
    """Return what the themes in the file are called: (key, name)."""
    return [(each.key, theme_name(site.texts, each)) for each in site.found.themes]
