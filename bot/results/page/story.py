"""The few sentences at the top: what the figures say, each computed from them and with the way to its evidence."""

from dataclasses import dataclass

from bot.core.small_group_counts import GroupSizes
from bot.domain.public_counts import number_text
from bot.domain.published import PublicComment, PublicStars, Published
from bot.domain.quotes import quote_text
from bot.domain.theme_chart import CLOSE
from bot.domain.theme_names import theme_name
from bot.results.page.between import meant_groups
from bot.texts import Texts

_SHOWN = 3
_TWO = 2


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
    return [*sentences, *_of_stars(texts, found)]


def _of_stars(texts: Texts, found: Published) -> list[Sentence]:
    """Return which themes have the highest stars: one, several that are too near each other to choose, or all."""
    rated = [(each, each.stars) for each in found.themes if each.stars]
    if len(rated) < _TWO:
        return []
    rated.sort(key=lambda pair: (-pair[1].stars, pair[0].number))
    ahead = [pair for pair in rated if _reach(pair[1], is_high=True) >= _reach(rated[0][1], is_high=False)]
    low, high = (texts.number(pair[1].stars, 1) for pair in (ahead[-1], ahead[0]))
    names = texts.list([theme_name(texts, theme) for theme, _ in ahead])
    if len(ahead) == 1:
        text = texts("explorer.story.best_theme", theme=names, stars=high)
        return [Sentence(text, f"themes/{rated[0][0].number}")]
    if len(ahead) == len(rated) or rated[0][1].stars - rated[-1][1].stars < CLOSE:  # as the chart says
        low = texts.number(rated[-1][1].stars, 1)
        same = texts("explorer.story.themes_alike_same", stars=high)
        text = same if low == high else texts("explorer.story.themes_alike", low=low, high=high)
    else:
        same = texts("explorer.story.best_themes_same", themes=names, stars=high)
        text = same if low == high else texts("explorer.story.best_themes", themes=names, low=low, high=high)
    return [Sentence(text, "themes")]


def _reach(stars: PublicStars, *, is_high: bool) -> float:
    """Return an end of the range, or the stars themselves where no range is published."""
    end = stars.high if is_high else stars.low
    return stars.stars if end is None else end


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
