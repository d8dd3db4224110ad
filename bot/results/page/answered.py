"""How much of what people said is answered and acted on, and how long answers take; of what is public alone."""

from dataclasses import dataclass
from statistics import median_low

from bot.core.limits import TIERS
from bot.domain.answers import is_acted_on
from bot.domain.published import Published
from bot.results.page.site import Site
from bot.results.page.story import Tile


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """Of comments that are shown; one is answered by its own answer or its theme's. by_theme: by that alone.

    highest: of the highest tier, 0 without tiers. days: the median, from a comment to its first answer; None without
    any. A comment that was shared on the day of its answer, or later than its theme's, took 0 days.
    """

    comments: int
    answered: int
    by_theme: int
    acted_on: int
    highest: int
    highest_answered: int
    days: int | None


def count_answers(found: Published) -> AnswerFigures:
    """Return the figures of an exchange's answers, as of now."""
    given = found.answers_of
    highest = {each.number for each in found.comments if each.tier == TIERS[0]}
    firsts = {number: min(each.answered_on for each in every) for number, every in given.items()}
    waits = [max(0, (first - found.by_number[number].shared_on).days) for number, first in firsts.items()]
    return AnswerFigures(
        comments=len(found.comments),
        answered=len(given),
        by_theme=sum(number not in found.answer_by_number for number in given),
        acted_on=sum(any(map(is_acted_on, every)) for every in given.values()),
        highest=len(highest),
        highest_answered=len(highest & set(given)),
        days=median_low(waits) if waits else None,
    )


def answer_tiles(site: Site) -> list[Tile]:
    """Return the figures over the answers, none before the first."""
    texts, counted = site.texts, count_answers(site.found)
    if counted.days is None:
        return []
    shares = [("answered", counted.answered, counted.comments), ("acted_on", counted.acted_on, counted.answered)]
    if counted.highest:
        shares.insert(1, ("highest", counted.highest_answered, counted.highest))
    made = []
    for name, n, total in shares:
        label = texts(f"explorer.answered.{name}", n=n, total=total)
        if name == "answered" and counted.by_theme:
            label = texts("explorer.answered_with_themes", n=n, total=total, through=counted.by_theme)
        made.append(Tile(texts("explorer.percent", percent=_percent(n, total)), label))
    return [*made, Tile(texts.number(counted.days), texts("explorer.answered_days", n=counted.days))]


def _percent(part: int, whole: int) -> int:
    """Return a share in whole percent; 0 and 100 only where it is none and all."""
    if part in {0, whole}:
        return 100 if part else 0
    return min(99, max(1, round(100 * part / whole)))
