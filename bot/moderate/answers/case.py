"""A comment or a theme with its answer."""

from collections.abc import Sequence
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
    """A theme with its answer, None where there is none yet. comments: how many live ones it has.

    name: as it may be posted, "" where its name is a few people's own words; shown: as moderators read it, who see
    it among the themes.
    """

    exchange: Exchange
    number: int
    name: str
    comments: int
    answer: Answer | None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What could be answered. comments: the highest, the highest first; missing: numbers of those that should be.

    themes: the largest, the largest first.
    """

    exchange: Exchange
    comments: Sequence[Case]
    missing: Sequence[int]
    themes: Sequence[ThemeCase]
