"""Words that columns hold, which their CHECKs list and the code compares with."""

from collections.abc import Iterable
from enum import StrEnum


class SkipReason(StrEnum):
    """Why a comment was seen and not rated."""

    SKIP = "skip"  # no reason given
    UNCLEAR = "unclear"
    OFF_TOPIC = "off_topic"
    DUPLICATE = "duplicate"
    UNDONE = "undone"  # rated or skipped, and taken back: the comment comes again


class ReportReason(StrEnum):
    """Why a participant reported a comment."""

    RUDE = "rude"
    NAME = "name"
    OFF_TOPIC = "off_topic"
    SPAM = "spam"
    DANGER = "danger"
    OTHER = "other"


def sql_in(column: str, words: Iterable[str]) -> str:
    """Return the condition of a CHECK: the column holds one of these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"
