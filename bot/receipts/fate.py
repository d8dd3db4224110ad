"""What became of a comment, as its receipt says it."""

import hashlib
from dataclasses import dataclass

from bot.domain.figures import Figures
from storage.answers import Answer
from storage.appeals import Appeal
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.scores import Score

STEPS = (30, 20, 10, 5)
"""Ratings at which a receipt changes, the most first."""

_MARK = 12  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a comment. rated: a step of its ratings in the last release, 0 below the first.

    score: once the exchange is closed, where it may be shown. answer, appeal: None without one. is_final: it is
    closed, so that this is how it ended.
    """

    comment: Comment
    rated: int = 0
    score: Score | None = None
    answer: Answer | None = None
    appeal: Appeal | None = None
    is_final: bool = False

    @property
    def mark(self) -> str:
        """A mark of all that the receipt says: another one means that the message has to change."""
        comment, score, answer, appeal = self.comment, self.score, self.answer, self.appeal
        parts = [
            comment.text,
            comment.state,
            comment.reason,
            self.rated,
            self.is_final,
            (score.stars, score.low, score.high, score.ratings, score.tier) if score else None,
            (appeal.state, appeal.answer) if appeal else None,
            (answer.text, answer.status, answer.owner, answer.due_on) if answer else None,
        ]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:_MARK]


def find_fate(
    exchange: Exchange, comment: Comment, figures: Figures, answer: Answer | None, appeal: Appeal | None
) -> Fate:
    """Return what became of a comment, by the figures of the last release alone."""
    is_final = not exchange.is_open
    if comment.state != CommentState.LIVE:
        return Fate(comment, answer=answer, appeal=appeal, is_final=is_final)
    score = figures.published(comment.comment_id)
    rated = next((step for step in STEPS if score and score.ratings >= step), 0)
    return Fate(comment, rated, score if is_final else None, answer, appeal, is_final=is_final)
