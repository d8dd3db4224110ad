"""Counts of answers to a short question, as a release may show them: in steps, small ones only together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.small_group_counts import group_sizes

_STEP = 5  # people


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """What is shown of one question. people: by option, "25 or more", None where it is only counted together.

    rest: of all options that are counted together; None where even that is too few, or there are none.
    """

    people: tuple[int | None, ...]
    rest: int | None


def count_answers(answers: Sequence[int], options: int, *, min_people: int) -> AnswerCounts:
    """Return the counts of a question. answers: each the place of an option from 1; 0 for none, which counts nothing.

    An option that fewer than min_people chose is pooled with others, and the smallest larger one with it where it would
    follow from the rest, as for groups. Numbers are multiples of five.
    """
    chosen = Counter(answers)
    sizes = group_sizes({str(place): chosen[place] for place in range(1, options + 1)}, min_people=min_people)
    separate = dict(sizes.groups)
    people = tuple(
        _report(separate[str(place)], min_people) if str(place) in separate else None for place in range(1, options + 1)
    )
    return AnswerCounts(people, _report(sizes.rest, min_people) if sizes.rest is not None else None)


def is_next(counted: int, new: int, *, min_people: int, min_new: int) -> bool:
    """Say whether answers may be counted again. counted: people counted so far; new: those who never were."""
    return new >= (max(min_people, min_new) if counted else min_people)


def _report(people: int, min_people: int) -> int:
    """Return a number as it is shown: "25 or more"."""
    return max(people // _STEP * _STEP, min_people)
