"""What a checkpoint changed, in words: of published figures alone, an earlier release beside a later one."""

from bot.domain.published import Checkpoint, PublicTheme, Published
from bot.domain.theme_names import theme_name
from bot.texts import Texts


def checkpoint_text(texts: Texts, each: Checkpoint, *, is_first: bool) -> str:
    """Return what one release changed, as its record has it."""
    n = each.comments_changed
    first = texts("explorer.checkpoint_first", n=n) if is_first else texts("explorer.checkpoint", n=n)
    lines = [first, texts("explorer.checkpoint_groups")] if each.has_groups else [first]
    if not (n or each.has_groups or is_first):
        lines.append(texts("explorer.checkpoint_other"))
    return " ".join(lines)


def other_changes(texts: Texts, before: Published, after: Published) -> list[str]:
    """Return which figures beside the stars of comments are others than before, a line for each kind."""
    lines = [*_of_all(texts, before, after), *_of_themes(texts, before, after)]
    groups = [name for name in after.about.groups if _cells(before, name) != _cells(after, name)]
    if groups:
        lines.append(texts("explorer.changed_other.groups", names=texts.list(groups)))
    kinds = (
        (set(before.common), set(after.common), texts("explorer.changed_other.shared")),
        (_contrasts(before), _contrasts(after), texts("explorer.changed_other.differ")),
        (before.opinion_groups, after.opinion_groups, texts("explorer.changed_other.opinions")),
        (
            (before.agreement, _spreads(before)),
            (after.agreement, _spreads(after)),
            texts("explorer.changed_other.spread"),
        ),
        (before.questions, after.questions, texts("explorer.changed_other.questions")),
    )
    return lines + [words for was, now, words in kinds if was != now]


def _of_all(texts: Texts, before: Published, after: Published) -> list[str]:
    if after.mean is None or after.mean == before.mean:
        return []
    now = texts.number(after.mean, 1)
    if before.mean is None:
        return [texts("explorer.changed_other.first_mean", now=now)]
    return [texts("explorer.changed_other.mean", now=now, was=texts.number(before.mean, 1))]


def _of_themes(texts: Texts, before: Published, after: Published) -> list[str]:
    was = {each.number: each.stars for each in before.themes}
    rated = [each for each in after.themes if each.stars is not None]
    first = [each for each in rated if was.get(each.number) is None]
    others = [each for each in rated if was.get(each.number) not in (None, each.stars)]

    def names(some: list[PublicTheme]) -> str:
        return texts.list([theme_name(texts, each) for each in some])

    lines = [texts("explorer.changed_other.themes", names=names(others))] if others else []
    return [*lines, *([texts("explorer.changed_other.first_themes", names=names(first))] if first else [])]


def _cells(found: Published, group: str) -> set[tuple[int, float, int]]:
    """Return a group's stars and ratings on comments that are there, by their numbers."""
    return {
        (each.number, cell.stars, cell.ratings)
        for each in found.comments
        for cell in each.by_group
        if cell.group == group
    }


def _contrasts(found: Published) -> set[tuple[int, str, float, float]]:
    return {(each.number, one.group, one.mean, one.others) for each in found.comments for one in each.differences}


def _spreads(found: Published) -> set[tuple[int, float]]:
    return {(each.number, each.spread) for each in found.comments if each.spread is not None}
