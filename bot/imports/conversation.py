"""A conversation as it was read: comments, stars, and what was left out by rule."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.slack.mrkdwn import tidy

MAX_TEXT = 3_000  # characters, the longest that an exchange may allow
MAX_QUESTION = 300
MAX_BACKGROUND = 3_000

EMPTY, TOO_LONG, REMOVED = "comment_empty", "comment_too_long", "comment_removed"
OF_LEFT_OUT, OF_UNKNOWN = "rating_of_left_out_comment", "rating_of_unknown_comment"
OWN, CHANGED = "rating_of_own_comment", "rating_changed_later"
NO_RATING = "rating_empty"


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A comment to be stored. person: who wrote it, as the file calls them, None where it does not say.

    language: ISO 639-1, "" where it is not known.
    """

    person: str | None
    text: str
    day: date
    why: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ReadRating:
    """Stars to be stored. comment: its place among the comments, from 0."""

    person: str
    comment: int
    stars: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is stored of a conversation. skipped: rows that were left out, by reason. groups: of people, by person."""

    name: str
    question: str
    background: str
    star_meaning: str
    comments: Sequence[ReadComment]
    ratings: Sequence[ReadRating]
    skipped: Mapping[str, int] = field(default_factory=Counter)
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def people(self) -> list[str]:
        """Everybody who rated, or wrote a comment that is kept, in the order in which they come up."""
        authors = (each.person for each in self.comments if each.person is not None)
        return list(dict.fromkeys([*authors, *(each.person for each in self.ratings)]))


def check_text(text: str) -> tuple[str, str]:
    """Return (words as they are stored, why they are left out, "" where they are not)."""
    text = tidy(text)
    if not text:
        return "", EMPTY
    return text, TOO_LONG if len(text) > MAX_TEXT else ""
