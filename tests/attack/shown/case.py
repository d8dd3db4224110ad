"""What an attacker of what is shown has, and what is true."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tests.attack.case import Public, Truth
from tests.attack.scoring import Result
from tests.attack.shown.taken import Row, Table, Taken

STARS = "whose stars"
"""Goal: which stars a person gave to a comment. By chance: the stars of that comment's raters, exchanged among them."""

_ID_COLUMNS = ("id", "comment", "comment-id")
_LINK = re.compile(r"comments?[/-](\d+)\b|#(\d+)\b")

Pair = tuple[str, int]
"""A person and a comment's number."""


@dataclass(frozen=True, slots=True)
class Given:
    """A rating as it was given last."""

    at: datetime
    person: str
    comment: int
    stars: int


@dataclass
class ShownCase:
    """All that is shown at every release, in order of time, and what is public beside it.

    numbers: of comments. names: what people are called, by Slack id.
    """

    taken: Sequence[Taken]
    public: Public
    numbers: frozenset[int]
    names: Mapping[str, str]

    def rows(self) -> Iterator[tuple[Table, Row, int]]:
        """Yield each row that is about one comment, of all moments, with the comment's number."""
        for taken in self.taken:
            yield from rows_of(taken, self.numbers)

    @cached_property
    def known(self) -> dict[Pair, int]:
        """The ratings that people admit to: the stars."""
        return {(person, number): stars for person, some in self.public.known_ratings.items() for number, stars in some}


@dataclass
class ShownTruth:
    """Who it really was. authors: by comment's number; given: every rating. groups: by person, None for none."""

    people: list[str]
    authors: Mapping[int, str]
    given: Sequence[Given]
    groups: Mapping[str, str | None] = field(default_factory=dict)

    def of(self, case: ShownCase) -> Truth:
        """Return who wrote, and who gave the ratings that are new since one release and not admitted to."""
        truth = Truth(self.people, {(number,): person for number, person in self.authors.items()})
        for key, some in new_ratings(case, self.given).items():
            truth.raters |= {(*key, place): each.person for place, each in enumerate(some)}
        return truth

    def stars(self, case: ShownCase) -> dict[Pair, int]:
        """Return the stars that nobody admits to."""
        every = {(each.person, each.comment): each.stars for each in self.given}
        return {pair: stars for pair, stars in every.items() if pair not in case.known}


def new_ratings(case: ShownCase, given: Sequence[Given]) -> dict[tuple[int, int], list[Given]]:
    """Return by (comment, place of a moment) the ratings since the moment before, but those that are admitted to."""
    found: dict[tuple[int, int], list[Given]] = {}
    for each in given:
        place = next((n for n, taken in enumerate(case.taken) if each.at < taken.at), None)
        if place is not None and (each.person, each.comment) not in case.known:
            found.setdefault((each.comment, place), []).append(each)
    return found


def rows_of(taken: Taken, numbers: frozenset[int]) -> Iterator[tuple[Table, Row, int]]:
    """Yield each row of a moment that is about one comment, with its number."""
    for table in taken.tables:
        for row in table.rows:
            number = comment_of(row, numbers)
            if number is not None:
                yield table, row, number


def comment_of(row: Row, numbers: frozenset[int]) -> int | None:
    """Return the number of the comment that a row is about, None where it is about none or several."""
    for column in _ID_COLUMNS:
        value = row.get(column, "")
        if value.isdecimal() and int(value) in numbers:
            return int(value)
    if len(row) == 1:
        value = next(iter(row.values()))
        if value.isdecimal() and int(value) in numbers:
            return int(value)
    found = {int(a or b) for value in row.values() for a, b in _LINK.findall(value)} & numbers
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Found:
    """What came of attacking what is shown: results, and cells of fewer people than the exchange's smallest group."""

    results: Sequence[Result]
    small_cells: Sequence[str]
