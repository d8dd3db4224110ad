"""The filters of the list of comments as links, each with how many comments it leaves of those that are chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.core.limits import TIERS
from bot.domain.theme_names import theme_name
from bot.results.page.comment_list import ANSWERED, NO_THEME, Choice, Index
from bot.results.page.set_views import filters
from bot.results.page.site import Site


@dataclass(frozen=True, slots=True)
class Link:
    """A value of a filter. comments: that it leaves beside the other filters, None where that is not counted.

    is_spelt: what is counted is written out, since "Student 1" reads like one student.
    """

    words: str
    comments: int | None
    url: str
    is_on: bool
    is_spelt: bool = False


Row = tuple[str, list[Link]]


def list_facets(site: Site, index: Index, choice: Choice) -> list[Row]:
    """Return the filters: (heading, links). What would leave no comment is left out."""
    texts, found = site.texts, site.found

    def link(words: str, count: int | None, name: str, value: Any) -> Link:
        url = site.url("comments", choice.change(**{name: value}).query())
        return Link(words, count, url, getattr(choice, name) == value, name == "group")

    sorts = [link(texts(f"explorer.sort.{name}"), None, "sort", name) for name in index.sorts(choice.group)]
    rows: list[Row] = [(texts("explorer.sort_by"), sorts)] if len(sorts) > 1 else []

    def add(heading: str, name: str, values: Iterable[tuple[Any, str]], every: str = "") -> None:
        counts, usual = index.count(choice, name), getattr(Choice(), name)
        links = [link(words, counts.get(value, 0), name, value) for value, words in values]
        links = [each for each in links if each.comments or each.is_on]
        if links:
            rows.append((heading, [link(every or texts("explorer.every"), None, name, usual), *links]))

    themes = [(each.number, theme_name(texts, each)) for each in found.themes]
    if themes:
        add(texts("explorer.theme"), "theme", [*themes, (NO_THEME, texts("explorer.no_theme"))])
    for name, keys in filters(site):
        add(name, "kept", keys)
    add(texts("explorer.tier"), "tier", [(name, texts(f"stars.tier.{name}")) for name in TIERS])
    add(texts("explorer.rated_by"), "group", [(name, name) for name in found.rated_by], texts("explorer.everybody"))
    if found.answers_of:
        add(
            texts("explorer.answers"),
            "answered",
            [(name, texts(f"explorer.answered_filter.{name}")) for name in ANSWERED],
        )
    if len(found.language_counts) > 1:
        add(
            texts("explorer.language"),
            "language",
            [(code, texts.language_name(code)) for code in found.language_counts],
        )
    return rows
