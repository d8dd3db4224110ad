"""What an attacker has, what they want to learn, and how a guess is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tests.attack.copies.records import Copy, Key, Record

WROTE, RATED, ROW = "who wrote", "who rated", "whose row"
"""Goals that name a person of Slack: the author of a comment, who gave a rating, whose row in an exchange it is."""
AUTHOR_ROW, RATER_ROW = "author's row", "rater's row"
"""Goals that gather a person's rows without a name: which participant's row belongs to a comment, to a rating."""
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

    def seen_between(self, start: datetime, end: datetime) -> dict[object, float]:
        """Return who was seen from a moment until before another, and how often."""
        found: dict[object, float] = {}
        for at, person in self.seen:
            if start <= at < end:
                found[person] = found.get(person, 0) + 1
        return found


@dataclass(frozen=True)
class Between:
    """Two copies, and who acted between them and nobody else. groups: what an own account changed to, if it did."""

    before: Copy
    after: Copy
    people: frozenset[str]
    group: str | None = None


@dataclass
class Case:
    """All that an attacker has. lone: copies around one act of one person; days: copies a day apart."""

    copy: Copy
    public: Public
    lone: list[Between] = field(default_factory=list)
    days: list[Between] = field(default_factory=list)

    def number_of(self, comment: Record) -> int:
        """Return what people call a comment."""
        return int(comment.values["number"])


@dataclass
class Truth:
    """Who it really was: by the key of a row, a Slack id. people: all of whom it could be."""

    people: list[str]
    authors: dict[Key, str] = field(default_factory=dict)
    raters: dict[Key, str] = field(default_factory=dict)
    rows: dict[Key, str] = field(default_factory=dict)

    def candidates(self, goal: str) -> list[object]:
        """Return all of whom, or which, an answer can be."""
        return list(self.people) if goal in {WROTE, RATED, ROW} else list(self.rows)

    def answers(self, goal: str) -> dict[Key, object]:
        """Return the right answer for each row that a goal is about."""
        if goal == WROTE:
            return dict(self.authors)
        if goal == RATED:
            return dict(self.raters)
        if goal == ROW:
            return dict(self.rows)
        # Where a person takes part in several exchanges, each has a row of its own there.
        row_of = {(person, key[:2]): key for key, person in self.rows.items()}
        owners = self.authors if goal == AUTHOR_ROW else self.raters
        return {key: row_of[person, key[:2]] for key, person in owners.items() if (person, key[:2]) in row_of}
