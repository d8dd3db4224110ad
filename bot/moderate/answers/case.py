"""A comment with its answer."""

from dataclasses import dataclass

from storage.answers import Answer
from storage.comments import Comment
from storage.exchanges import Exchange


@dataclass(frozen=True, slots=True)
class Case:
    """A comment with its answer, None where there is none yet."""

    exchange: Exchange
    comment: Comment
    answer: Answer | None
