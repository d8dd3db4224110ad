"""The head of an exchange's queue as this process saw it last: live comments with their counts, by queue key.

It may be wrong without harm: a batch checks the state and version of each comment that it shows or changes, within its
transaction, and counts are added to those of the row. Nothing of a person is here.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from storage.comments import Comment
from storage.copies import copy_with
from storage.enums import CommentState
from storage.histogram import Histogram

HEAD = 512
"""Comments of the queue that are kept, those with the lowest keys."""

SHORT_HEAD = 48
"""The same where few acts come before they are read again: most people find there what comes next."""

Key = tuple[float, float, int]

_FIELDS = [name for name in Comment.__dataclass_fields__ if name != "histogram"]
_COUNTS = ("n1", "n2", "n3", "n4", "n5", "open_cards", "sampling_weight", "tie_breaker")
NAMES = [*_FIELDS, *_COUNTS]
"""The columns that a comment is read from, in this order."""


@dataclass(frozen=True, slots=True)
class KnownComment:
    """A comment and what the queue knows of it.

    comment: as it was read, with the counts of then. histogram: its counts now. cards: that show it now.
    weight: its sampling weight. key: its place in the queue.
    """

    comment: Comment
    histogram: Histogram
    cards: int
    weight: float
    key: Key

    @property
    def current(self) -> Comment:
        """The comment with its counts of now."""
        if self.histogram == self.comment.histogram:
            return self.comment
        return copy_with(self.comment, {"histogram": self.histogram, "virtual_finish_time": self.key[0]})

    def with_counts(self, histogram: Histogram, cards: int, weight: float) -> "KnownComment":
        """Return it with other counts, and the queue key that follows from them."""
        _, tie_breaker, comment_id = self.key
        key = ((sum(histogram) + cards) / weight, tie_breaker, comment_id)
        return KnownComment(self.comment, histogram, cards, weight, key)


def read_known(row: Any) -> KnownComment:
    """Return the comment of a driver's row that has NAMES."""
    values = dict(zip(NAMES, row, strict=True))
    n1, n2, n3, n4, n5, cards, weight, tie_breaker = (values.pop(name) for name in _COUNTS)
    if isinstance(values["shared_on"], str):
        values["shared_on"] = date.fromisoformat(values["shared_on"])
    values["is_seed"], values["is_quotable"] = bool(values["is_seed"]), bool(values["is_quotable"])
    histogram = (n1, n2, n3, n4, n5)
    comment = Comment(**values, histogram=histogram)
    key = (comment.virtual_finish_time, tie_breaker, comment.comment_id)
    return KnownComment(comment, histogram, cards, weight, key)


@dataclass(slots=True)
class QueueHead:
    """Live comments by queue key. is_whole: the exchange has no others. size: how many were asked for.

    deficits: by group, the comments that it has rated too little. stamp, loaded_at: of the reading, by the reader.
    acts: how many were run on it since.
    """

    by_id: dict[int, KnownComment] = field(default_factory=dict)
    by_number: dict[int, int] = field(default_factory=dict)  # ids of the newest versions
    order: list[Key] = field(default_factory=list)
    is_whole: bool = True
    size: int = HEAD
    deficits: Mapping[str, frozenset[int]] = field(default_factory=dict)
    stamp: int = 0
    loaded_at: float = 0.0
    acts: int = 0

    @classmethod
    def of(
        cls, rows: Iterable[Any], deficits: Iterable[tuple[str, int]], *, size: int, stamp: int, now: float
    ) -> "QueueHead":
        """Return the head of these rows with NAMES, as they are sorted, `size` at the most."""
        known = [read_known(row) for row in rows]
        of_groups: dict[str, set[int]] = {}
        for group, comment_id in deficits:
            of_groups.setdefault(group, set()).add(comment_id)
        return cls(
            {each.comment.comment_id: each for each in known},
            {each.comment.number: each.comment.comment_id for each in known},
            [each.key for each in known],
            is_whole=len(known) < size,
            size=size,
            deficits={group: frozenset(ids) for group, ids in of_groups.items()},
            stamp=stamp,
            loaded_at=now,
        )

    @property
    def is_long(self) -> bool:
        """Whether there is no more to be read for a batch."""
        return self.is_whole or self.size == HEAD

    def copy(self) -> "QueueHead":
        """Return another that changes by itself."""
        return replace(self, by_id=dict(self.by_id), by_number=dict(self.by_number), order=list(self.order))

    def add(self, known: KnownComment) -> None:
        """Remember a comment outside the head; it comes into the queue when its key gets low enough."""
        self.by_id[known.comment.comment_id] = known
        if known.comment.state == CommentState.LIVE:
            self.by_number[known.comment.number] = known.comment.comment_id

    def change(self, known: KnownComment) -> None:
        """Put a comment with other counts in the place of what is known of it."""
        old = self.by_id.get(known.comment.comment_id)
        self.by_id[known.comment.comment_id] = known
        if old is None or old.key == known.key or not self.order:
            return
        last = self.order[-1]
        at = bisect_left(self.order, old.key)
        if at < len(self.order) and self.order[at] == old.key:
            del self.order[at]
        if self.is_whole or known.key <= last:
            insort(self.order, known.key)

    def change_counts(self, counts: Iterable[Any]) -> None:
        """Give comments other counts. counts: rows of (comment id, five counts of stars, cards, weight)."""
        for comment_id, n1, n2, n3, n4, n5, cards, weight in counts:
            if comment_id in self.by_id:
                self.change(self.by_id[comment_id].with_counts((n1, n2, n3, n4, n5), cards, weight))
