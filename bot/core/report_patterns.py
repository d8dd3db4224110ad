"""Whether the same people reported several comments: a pattern that moderators see in their queue, without names."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

LEAST_PEOPLE = 3  # who reported a comment, until it is part of a pattern
LEAST_COMMENTS = 2  # of a pattern, that each of these people reported

_STEPS = (3, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class ReportPattern:
    """Comments that several of the same people reported. people: how many these are, or more, in steps."""

    comments: int
    people: int


def find_pattern(reported: Iterable[Collection[int]]) -> ReportPattern | None:
    """Return the largest set of comments and people where each comment has three of the people, each of them two.

    reported: of each person, the ids of the comments that they reported and that nobody has decided about.
    """
    people = [set(each) for each in reported if len(each) >= LEAST_COMMENTS]
    while True:
        counts = Counter(chain.from_iterable(people))
        comments = {each for each, count in counts.items() if count >= LEAST_PEOPLE}
        left = [some for each in people if len(some := each & comments) >= LEAST_COMMENTS]
        if left == people:
            break
        people = left
    if not people:
        return None
    return ReportPattern(len(comments), max(step for step in _STEPS if step <= len(people)))
