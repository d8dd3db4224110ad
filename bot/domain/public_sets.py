"""What is public of the sets of themes that moderators keep: names, comments, and how far a set and the computed agree.

Every figure of a set follows from what is released of its comments: a theme's stars are the mean of the published
stars of its comments, so a set publishes nothing that the comments do not, however moderators arrange them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.theme_sets import Agreement, agreement_of
from bot.domain.public_set import PublicSet, PublicSetTheme
from bot.domain.published import PublicComment
from bot.domain.published_parts import MIN_CELLS, mean_of_cells, means_by_group
from bot.domain.quotable import is_shared
from bot.domain.released_names import is_lost
from storage.exchanges import Exchange
from storage.published import LiveComment
from storage.theme_sets import SetTheme, ThemeSet


@dataclass(frozen=True, slots=True)
class Shown:
    """What a set is shown with. live: with their own words; comments: those that are shown, by id."""

    exchange: Exchange
    live: Sequence[LiveComment]
    withheld: frozenset[int]
    comments: Mapping[int, PublicComment]


def make_sets(shown: Shown, sets: Iterable[ThemeSet]) -> tuple[PublicSet, ...]:
    """Return what is public of each set, the one that is shown first before the others."""
    made = [_make(shown, each) for each in sets]
    return tuple(sorted(made, key=lambda each: (not each.is_first, each.number)))


def _make(shown: Shown, one: ThemeSet) -> PublicSet:
    inside = defaultdict[int, list[PublicComment]](list)
    words = defaultdict[int, list[LiveComment]](list)
    for each in shown.live:
        theme = one.members.get(each.comment_id)
        if theme is not None:
            words[theme].append(each)
            if each.comment_id in shown.comments:
                inside[theme].append(shown.comments[each.comment_id])
    themes = [
        _theme(shown, each, inside[each.number], words[each.number]) for each in one.themes if inside[each.number]
    ]
    themes.sort(key=lambda each: (-len(each.comments), each.number))
    return PublicSet(
        number=one.number,
        name=one.name,
        made_on=one.made_on,
        changed_on=one.changed_on,
        is_first=one.is_first,
        themes=tuple(themes),
        outside=len(shown.comments) - sum(len(each.comments) for each in themes),
        agreement=compare_with_computed(themes, shown.comments.values()),
    )


def _theme(
    shown: Shown, one: SetTheme, comments: Sequence[PublicComment], live: Sequence[LiveComment]
) -> PublicSetTheme:
    """Return a theme of a set. comments: those of it that are shown; live: all of it, with their own words."""
    stars = [each.stars.stars for each in comments if each.stars is not None]
    return PublicSetTheme(
        number=one.number,
        name=_name(shown, one, live),
        comments=tuple(sorted(each.number for each in comments)),
        stars=mean_of_cells(stars) if len(stars) >= MIN_CELLS else None,
        rated=len(stars),
        by_group=means_by_group(shown.exchange.groups, comments),
    )


def compare_with_computed(themes: Iterable[PublicSetTheme], comments: Iterable[PublicComment]) -> Agreement | None:
    """Return how far a set and the computed one agree, None where too few comments are in both."""
    kept = {number: each.number for each in themes for number in each.comments}
    return agreement_of(kept, {each.number: each.theme for each in comments if each.theme is not None})


def _name(shown: Shown, theme: SetTheme, comments: Sequence[LiveComment]) -> str:
    """Return a theme's name, "" where it was found in words that are not there any more, or are not to be quoted."""
    if theme.is_own or not theme.name:
        return theme.name
    if is_lost(theme.name, [each.text for each in comments]):
        return ""
    is_open = not shown.withheld or is_shared(theme.name, comments, shown.withheld, shown.exchange.min_group_size)
    return theme.name if is_open else ""
