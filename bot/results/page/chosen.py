"""What somebody filtered and sorted the list of comments by, in words."""

from dataclasses import dataclass

from bot.domain.set_words import set_theme_name
from bot.domain.theme_names import theme_name
from bot.results.page.comment_list import NO_THEME, SORTS, Choice
from bot.results.page.site import Site


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter. heading, words: what it is and what was chosen; url: of the same list without it."""

    heading: str
    words: str
    url: str


def list_chosen(site: Site, choice: Choice) -> list[Chosen]:
    """Return what was chosen, the search first and the order last; nothing where all comments are listed as usual."""
    texts, found = site.texts, site.found
    rows: list[tuple[str, str, str, object]] = []
    if choice.search:
        rows.append(("search", texts("explorer.search_go"), f"“{choice.search}”", ""))
    if choice.theme:
        own = texts("explorer.no_theme")
        words = own if choice.theme == NO_THEME else theme_name(texts, found.theme_by_number[choice.theme])
        rows.append(("theme", texts("explorer.theme"), words, 0))
    if choice.also:
        words = theme_name(texts, found.theme_by_number[choice.also])
        rows.append(("also", texts("explorer.also_theme"), words, 0))
    for one in found.theme_sets:
        rows += [
            ("kept", one.name, set_theme_name(texts, each.name), "")
            for each in one.themes
            if choice.kept == one.key + each.key
        ]
    if choice.tier:
        rows.append(("tier", texts("explorer.tier"), texts(f"stars.tier.{choice.tier}"), ""))
    if choice.group:
        rows.append(("group", texts("explorer.rated_by"), choice.group, ""))
    if choice.answered:
        words = texts(f"explorer.answered_filter.{choice.answered}")
        rows.append(("answered", texts("explorer.answers"), words, ""))
    if choice.language:
        rows.append(("language", texts("explorer.language"), texts.language_name(choice.language), ""))
    if choice.sort != SORTS[0]:
        rows.append(("sort", texts("explorer.sort_by"), texts(f"explorer.sort.{choice.sort}"), SORTS[0]))
    return [
        Chosen(heading, words, site.url("comments", choice.change(**{name: usual}).query()))
        for name, heading, words, usual in rows
    ]
