"""Sets of themes that moderators keep, as the page shows them: beside the computed one, with how far they agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.domain.public_set import PublicSet, PublicSetTheme
from bot.domain.published import Published
from bot.domain.published_parts import MIN_CELLS, mean_of_cells
from bot.domain.set_words import agreement_text, made_text, set_theme_name
from bot.domain.theme_names import theme_name
from bot.results.page.site import Site


@dataclass(frozen=True, slots=True)
class SetRow:
    """A theme in a column. path, query: of its comments; stars: their mean as it is written, "" without one."""

    name: str
    url: str
    comments: int
    stars: str
    rated: int


@dataclass(frozen=True, slots=True)
class SetColumn:
    """A set as a table. about: who made it, and when; outside: comments that are in none of its themes."""

    name: str
    about: str
    rows: tuple[SetRow, ...]
    outside: int


@dataclass(frozen=True, slots=True)
class SetView:
    """A set beside the computed one, the one that is shown first on the left.

    agreement: "" where too few comments are in both.
    """

    number: int
    name: str
    url: str
    is_first: bool
    agreement: str
    columns: tuple[SetColumn, SetColumn]


def list_views(site: Site) -> list[SetView]:
    """Return all sets, each beside the computed one; the one that is shown first before the others."""
    computed = _computed(site) if site.found.theme_sets else None
    return [_view(site, each, computed) for each in site.found.theme_sets] if computed else []


def set_view(site: Site, number: int) -> dict[str, Any] | None:
    """Return the page of a set, None where it is not there."""
    every = list_views(site)
    one = next((each for each in every if each.number == number), None)
    return {"one": one, "others": [each for each in every if each.number != number]} if one else None


def filters(site: Site) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the filters of the list of comments: the name of each set, and (key, name) of its themes."""
    return [
        (one.name, [(one.key + each.key, _name(site, each)) for each in one.themes]) for one in site.found.theme_sets
    ]


def _view(site: Site, one: PublicSet, computed: SetColumn) -> SetView:
    texts = site.texts
    kept = SetColumn(
        one.name,
        made_text(texts, one.made_on, one.changed_on),
        tuple(_row(site, each, one) for each in one.themes),
        one.outside,
    )
    columns = (kept, computed) if one.is_first else (computed, kept)
    agreement = agreement_text(texts, one.agreement) if one.agreement else ""
    return SetView(one.number, one.name, site.url(f"sets/{one.number}"), one.is_first, agreement, columns)


def _row(site: Site, theme: PublicSetTheme, one: PublicSet) -> SetRow:
    url = site.url("comments", set=one.key + theme.key)
    stars = "" if theme.stars is None else site.stars(theme.stars)
    return SetRow(_name(site, theme), url, len(theme.comments), stars, theme.rated)


def _name(site: Site, theme: PublicSetTheme) -> str:
    return set_theme_name(site.texts, theme.name)


def _computed(site: Site) -> SetColumn:
    """Return the computed themes with the same figures, so that both columns compare."""
    texts, found = site.texts, site.found
    rows = []
    for each in found.themes:
        stars = _stars(found, each.comments)
        mean = site.stars(mean_of_cells(stars)) if len(stars) >= MIN_CELLS else ""
        url = site.url(f"themes/{each.number}")
        rows.append(SetRow(theme_name(texts, each), url, len(each.comments), mean, len(stars)))
    outside = len(found.comments) - sum(each.comments for each in rows)
    return SetColumn(texts("sets.computed"), texts("sets.computed_how"), tuple(rows), outside)


def _stars(found: Published, numbers: Iterable[int]) -> list[float]:
    return [stars.stars for each in numbers if (stars := found.by_number[each].stars) is not None]
