"""Two or more exchanges beside each other: who took part, the same themes, the same question; of published figures."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from bot.core.theme_matching import match_themes
from bot.core.words import fold
from bot.domain.published import PublicTheme, Published

MIN_EXCHANGES, MAX_EXCHANGES = 2, 4
MIN_COMMENTS = 3
"""Comments with stars before a quarter has a mean."""

_MAX_TEXTS = 200  # of a theme, its comments with the lowest numbers, which are random


@dataclass(frozen=True, slots=True)
class SharedTheme:
    """A theme of the first exchange with the one about the same in each other, None where there is none."""

    themes: tuple[PublicTheme | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is beside each other. every: the exchanges, as asked for; only: themes that one alone has, by exchange.

    is_same_question: all of them asked the same.
    """

    every: tuple[Published, ...]
    shared: tuple[SharedTheme, ...]
    only: tuple[tuple[PublicTheme, ...], ...]
    is_same_question: bool


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of an exchange that is open for long. mean: of its comments' published stars, None of too few."""

    year: int
    number: int
    comments: int
    mean: float | None
    theme: PublicTheme | None


def compare(every: Sequence[Published]) -> Comparison:
    """Return exchanges beside each other. every: two to four of them; the first one's themes lead."""
    first, *others = every
    partners: dict[int, list[PublicTheme | None]] = {each.number: [] for each in first.themes}
    matched: list[set[int]] = [set()]
    leading = [_texts(first, theme) for theme in first.themes]
    for other in others:
        found = match_themes(leading, [_texts(other, theme) for theme in other.themes])
        by_place = {at: other.themes[to] for at, to, _ in found}
        for at, theme in enumerate(first.themes):
            partners[theme.number].append(by_place.get(at))
        matched.append({each.number for each in by_place.values()})
    shared = tuple(
        SharedTheme((theme, *partners[theme.number])) for theme in first.themes if any(partners[theme.number])
    )
    matched[0] = {each.themes[0].number for each in shared if each.themes[0]}
    only = tuple(
        tuple(theme for theme in one.themes if theme.number not in seen)
        for one, seen in zip(every, matched, strict=True)
    )
    questions = {" ".join(fold(each.about.question).split()).rstrip(" ?¿.!") for each in every}
    return Comparison(tuple(every), shared, only, len(questions) == 1)


def _texts(found: Published, theme: PublicTheme) -> list[str]:
    words = [theme.name] if theme.name else []
    return words + [
        each.text for each in map(found.by_number.__getitem__, theme.comments[:_MAX_TEXTS]) if not each.is_withheld
    ]


def list_quarters(found: Published) -> list[Quarter]:
    """Return the quarters in which comments were shared, none where there is only one."""
    inside = defaultdict[tuple[int, int], list[int]](list)
    for each in found.comments:
        inside[each.shared_on.year, (each.shared_on.month + 2) // 3].append(each.number)
    if len(inside) < 2:  # noqa: PLR2004 - a trend needs two
        return []
    return [_quarter(found, year, number, inside[year, number]) for year, number in sorted(inside)]


def _quarter(found: Published, year: int, number: int, comments: Sequence[int]) -> Quarter:
    stars = [one.stars.stars for one in (found.by_number[each] for each in comments) if one.stars]
    sizes = defaultdict[int, int](int)
    for each in comments:
        theme = found.by_number[each].theme
        if theme is not None and theme in found.theme_by_number:
            sizes[theme] += 1
    largest = min(sizes, key=lambda theme: (-sizes[theme], theme), default=None)
    mean = round(fsum(stars) / len(stars), 1) if len(stars) >= MIN_COMMENTS else None
    return Quarter(year, number, len(comments), mean, None if largest is None else found.theme_by_number[largest])
