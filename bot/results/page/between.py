"""What the page says of groups in words: which are meant, and why something is not shown. Of published facts alone."""

from bot.core.limits import MIN_MEMBERS
from bot.domain.compared_groups import in_each_text, left_out, names_of
from bot.domain.published import PublicComment, Published
from bot.texts import Texts

_TWO = 2


def meant_groups(texts: Texts, found: Published) -> str:
    """Return the groups that "all groups" means, "" where it means all of the exchange's."""
    return names_of(texts, found.about.groups, found.compared)


def in_each(texts: Texts, found: Published, stars: float) -> str:
    """Return the words beside a comment that all groups like."""
    return in_each_text(texts, stars, found.about.groups, found.compared)


def shared_message(texts: Texts, found: Published) -> str:
    """Return how many comments all groups like, and which groups these are."""
    names, n = meant_groups(texts, found), len(found.common)
    return texts("between.message", n=n, groups=names) if names else texts("explorer.chart_shared.message", n=n)


def why_none_differ(texts: Texts, found: Published) -> list[str]:
    """Return why no comment shows where groups differ, who is left out, and whether opinion groups were found.

    Empty where differences are shown and nobody is left out.
    """
    about, least = found.about, found.about.min_ratings_by_group
    if not about.groups:
        return [texts("between.why.no_groups"), *_opinions(texts, found)]
    if not _has_groups(found):
        return [texts("between.why.waiting")]
    lines = []
    if not found.differences:
        fits = sum(len(each.by_group) >= _TWO for each in found.comments)
        is_known = bool(found.compared) or not found.groups_with_stars
        if not fits and is_known and len(found.compared) < _TWO:
            lines.append(texts("between.why.few", n=max(about.min_group_size, MIN_MEMBERS)))
        else:
            lines.append(texts("between.why.near") if fits else texts("between.why.not_often", n=least))
    if out := left_out(about.groups, found.compared):
        lines.append(texts("between.too_few", groups=texts.list(out)))
    return [*lines, *_opinions(texts, found)]


def of_comment(texts: Texts, found: Published, each: PublicComment) -> list[str]:
    """Return what is said of groups on one comment's page, beside the stars that may be shown of each."""
    lines, least = [], found.about.min_ratings_by_group
    shared = found.shared_stars.get(each.number)
    if shared is not None:
        lines.append(f"{in_each(texts, found, shared)}.")
        if len(each.by_group) < max(_TWO, len(found.compared)):
            lines.append(texts("between.cells", n=least))
    elif not each.by_group and found.about.groups:
        lines.append(texts("between.no_cell", n=least))
    return lines


def nothing_text(texts: Texts, found: Published, group: str) -> str:
    """Return why a list of comments is empty. group: by whose ratings it is filtered, "" for none."""
    if not group:
        return texts("explorer.nothing_found")
    return texts(
        "between.nothing_of_group",
        n=found.rated_by[group],
        group=group,
        least=found.about.min_ratings_by_group,
        everybody=texts("explorer.everybody"),
        filter=texts("explorer.rated_by"),
    )


def _opinions(texts: Texts, found: Published) -> list[str]:
    is_asked = _has_groups(found) and not found.opinion_groups
    return [texts("between.opinions_none")] if is_asked else []


def _has_groups(found: Published) -> bool:
    """Say whether a release so far has figures by group; opinion groups are looked for in these."""
    last = found.release.number if found.release else 0
    return any(each.has_groups for each in found.releases if each.number <= last)
