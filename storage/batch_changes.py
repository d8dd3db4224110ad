"""What the acts of one batch change in an exchange, to be written together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from storage.participant_record import Participant
from storage.seals import ActSeals

Act = tuple[int, bytes]
"""A comment's id and a person's seal on it."""


@dataclass(slots=True)
class CommentChange:
    """What is added to the counts of a comment. weight: its new sampling weight, None where that stays.

    version: of its words, which have to be live still; None where only a card left it.
    """

    stars: list[int] = field(default_factory=lambda: [0] * 5)  # of one star … five stars
    skips: int = 0
    cards: int = 0
    weight: float | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SavedStar:
    """Stars as they are stored. is_new: there was no rating before the batch."""

    stars: int
    clicked_at: int
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class SavedSkip:
    """A skip as it is stored."""

    reason: str
    clicked_at: int


@dataclass(slots=True)
class Changes:
    """What a batch writes. A star or skip of None is deleted; people by their marks."""

    comments: dict[int, CommentChange] = field(default_factory=dict)
    stars: dict[Act, SavedStar | None] = field(default_factory=dict)
    skips: dict[Act, SavedSkip | None] = field(default_factory=dict)
    people: dict[bytes, Participant] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)  # versions of comments that have to be live still, by id
    events: dict[bytes, datetime] = field(default_factory=dict)  # of Slack, that had their effect: hours, by marks

    def of(self, comment_id: int) -> CommentChange:
        """Return what changes of a comment."""
        if comment_id not in self.comments:
            self.comments[comment_id] = CommentChange()
        return self.comments[comment_id]


@dataclass(slots=True)
class Missing:
    """What acts asked for that was not read yet. is_head: the queue is to be read again."""

    ids: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    acts: set[tuple[int, ActSeals]] = field(default_factory=set)
    is_head: bool = False

    def __bool__(self) -> bool:
        return bool(self.ids or self.numbers or self.acts or self.is_head)

    @property
    def sorted_acts(self) -> Iterable[tuple[int, ActSeals]]:
        """The acts by comment."""
        return sorted(self.acts, key=lambda each: (each[0], each[1].rating))


class MissingError(Exception):
    """An act needs rows that were not read: they are read, and the acts run again."""


class NotInBatchError(Exception):
    """An act that only a transaction of its own can make."""
