"""A comment or a theme with its answer."""

from dataclasses import dataclass

from storage.answers import Answer
from storage.comments import Comment
from storage.exchanges import Exchange

MAX_TEXT, MAX_OWNER = 2000, 80
"""Characters of an answer, and of its owner."""


@dataclass(frozen=True, slots=True)
class Case:
    """A comment with its answer, None where there is none yet."""

    exchange: Exchange
    comment: Comment
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class ThemeCase:
    """A theme with its answer. name: as it may be posted, "" where its name is a few people's own words."""

    exchange: Exchange
    number: int
    name: str
    answer: Answer
