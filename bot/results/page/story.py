"""The few sentences at the top: what the figures say, each computed from them and with the way to its evidence."""

from dataclasses import dataclass

from bot.core.small_group_counts import GroupSizes
from bot.domain.public_counts import number_text
from bot.domain.published import PublicComment, Published
from bot.domain.quotes import quote_text
from bot.domain.theme_names import theme_name
from bot.results.page.between import meant_groups
from bot.texts import Texts

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence. path: of its evidence, below the page's root."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One number at the top, with what it counts."""

    number: str
    label: str


def tell(texts: Texts, found: Published) -> list[Sentence]:
    """Return what the figures say, as far as they say something."""
    sentences = [*_of_themes(texts, found)]
    for number in found.top[:1]:
        best = found.by_number[number]
        if best.stars:
            stars = texts.number(best.stars.stars, 1)
            facts = {"quote": quote_text(best.text), "stars": stars}
            is_alone = found.tied < 2  # noqa: PLR2004 - one has no equal
            text = texts("explorer.story.highest", **facts)
            text = text if is_alone else texts("explorer.story.highest_tied", n=found.tied, **facts)
            sentences.append(Sentence(text, f"comments/{number}"))
    for number, least in found.common[:1]:
        quote, stars = quote_text(found.by_number[number].text), texts.number(least, 1)
        names, is_first = meant_groups(texts, found), number in found.top[:1]  # whose words the sentence before has
        if names:
            facts = {"groups": names, "stars": stars}
            too = texts("between.story.too", **facts)
            text = too if is_first else texts("between.story.like", quote=quote, **facts)
        else:
            too = texts("explorer.story.shared_too", stars=stars)
            text = too if is_first else texts("explorer.story.shared", quote=quote, stars=stars)
        sentences.append(Sentence(text, f"comments/{number}"))
    for number in found.differences[:1]:
        each = found.by_number[number]
        contrast = each.differences[0]
        mean, others = texts.number(contrast.mean, 1), texts.number(contrast.others, 1)
        text = texts(
            "explorer.story.differ", quote=quote_text(each.text), group=contrast.group, mean=mean, others=others
        )
        sentences.append(Sentence(text, f"comments/{number}"))
    return sentences


def _of_themes(texts: Texts, found: Published) -> list[Sentence]:
    if not found.themes:
        return []
    largest = found.themes[0]
    n, total = len(largest.comments), len(found.comments)
    sentences = [
        Sentence(
            texts("explorer.story.largest", theme=theme_name(texts, largest), n=n, total=total),
            f"themes/{largest.number}",
        )
    ]
    rated = [each for each in found.themes if each.stars]
    if len(rated) > 1:
        best = max(rated, key=lambda each: (each.stars.stars if each.stars else 0, -each.number))
        stars = texts.number(best.stars.stars if best.stars else 0, 1)
        sentences.append(
            Sentence(
                texts("explorer.story.best_theme", theme=theme_name(texts, best), stars=stars), f"themes/{best.number}"
            )
        )
    return sentences


def tiles(texts: Texts, found: Published) -> list[Tile]:
    """Return the numbers at the top: of people, comments and ratings as everybody is shown them, and the stars."""
    counts, about = found.counts, found.about
    people = texts("explorer.tile.people", n=counts.people)
    if about.asked >= counts.people > 0 and about.asked_groups == about.groups and counts.is_exact:
        percent = round(100 * counts.people / about.asked)  # of some groups alone nobody knows how many were asked
        people = texts("explorer.tile.people_share", n=counts.people, percent=percent)

    def number(count: int) -> str:
        return number_text(texts, count, is_exact=counts.is_exact)

    shown = [
        Tile(number(counts.people), people),
        Tile(number(counts.comments), texts("explorer.tile.comments", n=counts.comments)),
        Tile(number(counts.ratings), texts("explorer.tile.ratings", n=counts.ratings)),
    ]
    if found.themes:
        shown.append(Tile(texts.number(len(found.themes)), texts("explorer.tile.themes", n=len(found.themes))))
    if found.mean is not None:
        shown.append(Tile(f"{texts.number(found.mean, 1)} ★", texts("explorer.tile.stars")))
    return shown


def changed_between(before: Published, after: Published) -> list[tuple[PublicComment, float | None, float]]:
    """Return what changed: comments with their stars before, None where they had none, and after; the most first."""
    rows: list[tuple[PublicComment, float | None, float]] = []
    for each in after.comments:
        if each.stars is None:
            continue
        old = before.by_number.get(each.number)
        was = old.stars.stars if old and old.stars else None
        if was is None or abs(was - each.stars.stars) > 0.05:  # noqa: PLR2004 - figures have one digit
            rows.append((each, was, each.stars.stars))
    return sorted(rows, key=_by_change)


def _by_change(changed: tuple[PublicComment, float | None, float]) -> tuple[bool, float, int]:
    comment, was, stars = changed
    return was is None, -abs(stars - (was or 0)), comment.number


def has_sizes(groups: GroupSizes | None) -> bool:
    """Say whether any size of a group is published."""
    return groups is not None and bool(groups.groups)
