"""What an attacker has, what they want to learn, and how a guess is written down."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tests.attack.copies.records import Copy, Key, Record
from tests.attack.evidence.evidence import Evidence
from tests.attack.links import Links

WROTE, RATED, ROW = "who wrote", "who rated", "whose row"
"""Goals that name a person of Slack: the author of a comment, who gave a rating, whose row in an exchange it is."""
AUTHOR_ROW, RATER_ROW = "author's row", "rater's row"
"""Goals that gather a person's rows without a name: which participant's record belongs to a comment, to a rating.

A guess is a row; where several people's records are sealed into it, which of them is drawn by lot.
"""
GOALS = (WROTE, RATED, ROW, AUTHOR_ROW, RATER_ROW)

COMMENT, RATING, PARTICIPANT = "comment", "rating", "participant"

Target = tuple[str, Key]
"""A goal, and the key of the row that it is about."""
Weights = Mapping[object, float]
"""By candidate, how much speaks for them: a person's Slack id, or the key of a participant's row."""
Guesses = dict[Target, Weights]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the announcement in the channel showed from a moment on. comments, ratings: as they were written there."""

    at: datetime
    comments: int
    ratings: int


@dataclass
class Public:
    """What any member of the workspace sees or hears, without the copy.

    people: Slack ids. seen: moments at which somebody was visibly active, in order. groups, languages: as far as
    everybody knows them. volumes: how many comments somebody is known to have rated. known_ratings: by person,
    comment numbers and the stars that they admit to; admitted: by comment number, who says that it is theirs. own: the
    attacker's accounts, with the groups that each was in, the latest last.
    """

    people: list[str]
    repliers: set[str] = field(default_factory=set)
    seen: list[tuple[datetime, str]] = field(default_factory=list)
    counts: list[Counts] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    volumes: dict[str, int] = field(default_factory=dict)
    known_ratings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    admitted: dict[int, str] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)
    _between: dict[tuple[datetime, datetime], Weights] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def seen_between(self, start: datetime, end: datetime) -> Weights:
        """Return who was seen from a moment until before another, and how often: for the same two the very same."""
        known = self._between.get((start, end))
        if known is None:
            found: dict[object, float] = {}
            for _, person in self.seen[bisect_left(self.seen, (start, "")) : bisect_left(self.seen, (end, ""))]:
                found[person] = found.get(person, 0) + 1
            known = self._between[start, end] = found
        return known


@dataclass(frozen=True)
class Between:
    """Two copies, and who acted between them and nobody else. groups: what an own account changed to, if it did."""

    before: Copy
    after: Copy
    people: frozenset[str]
    group: str | None = None


@dataclass
class Case:
    """All that an attacker has. lone: copies around one act of one person; days: copies a day apart.

    evidence: what the bot sent moderators and accomplices, and logged.
    """

    copy: Copy
    public: Public
    lone: list[Between] = field(default_factory=list)
    days: list[Between] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)

    @cached_property
    def links(self) -> Links:
        """The rows of the copy that belong together, found once for all attacks."""
        return Links(self.copy)

    def number_of(self, comment: Record) -> int:
        """Return what people call a comment."""
        return int(comment.values["number"])


@dataclass
class Truth:
    """Who it really was: by the key of a row, a Slack id. people: all of whom it could be.

    rows: whose records are in a participant's row: one person's, or those of a block of people.
    """

    people: list[str]
    authors: dict[Key, str] = field(default_factory=dict)
    raters: dict[Key, str] = field(default_factory=dict)
    rows: dict[Key, tuple[str, ...]] = field(default_factory=dict)

    def candidates(self, goal: str) -> list[object]:
        """Return all of whom, or which record, an answer can be."""
        if goal in {WROTE, RATED, ROW}:
            return list(self.people)
        return [record for key in self.rows for record in self.records(key)]

    def records(self, key: Key) -> list[object]:
        """Return the records of a participant's row. Where a person is in several exchanges, each has one of theirs."""
        return [(person, key[:2]) for person in self.rows.get(key, ())]

    def answers(self, goal: str) -> list[tuple[Key, object]]:
        """Return (row, right answer) for all that a goal is about; a row of several records is there for each."""
        if goal == WROTE:
            return list(self.authors.items())
        if goal == RATED:
            return list(self.raters.items())
        if goal == ROW:
            return [(key, person) for key, people in self.rows.items() for person in people]
        every = set(self.candidates(goal))
        owners = self.authors if goal == AUTHOR_ROW else self.raters
        return [(key, (person, key[:2])) for key, person in owners.items() if (person, key[:2]) in every]
