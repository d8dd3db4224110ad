"""Themes that last: what stood when new comments came, what moderators decided, and what happened to it since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.core.themes.model import CommentId

EventKind = Literal["new", "split", "merge", "gone"]


@dataclass(frozen=True, slots=True)
class StandingTheme:
    """A theme that lasts from one run to the next.

    number: 1.. in the order in which themes came up; people call it t3. No number is given twice in an exchange.
    headline, phrases: the finder's name for it, or a moderator's headline (is_named).
    example_id: a short, typical comment; None while the theme has no comments.
    language: of its comments, as ISO 639-1; "" where it is not known or not told apart.
    members: every comment of the theme, the most typical first, each with how sure that is, 0..1.
    pinned: comments that a moderator moved here; they never leave by themselves.
    is_named: a moderator gave the headline; it never changes by itself.
    is_locked: it is never split, merged or named anew by itself, and no comment leaves it; new ones may join.
    is_whole: moderators made it of several; it is never split by itself.
    words: a moderator's example words, which attract comments; it stays while it has none.
    """

    number: int
    headline: str
    phrases: tuple[str, ...] = ()
    example_id: CommentId | None = None
    language: str = ""
    members: tuple[tuple[CommentId, float], ...] = ()
    pinned: frozenset[CommentId] = frozenset()
    is_named: bool = False
    is_locked: bool = False
    is_whole: bool = False
    words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What people call it, as in t3."""
        return f"t{self.number}"


@dataclass(frozen=True, slots=True)
class Event:
    """What a run changed in the set of themes.

    kind: new (a theme came up), split (`number` came out of `other`), merge (`number` went into `other`), gone
    (`number` has no comments left). evidence: the figures that decided, by name, so that the reason can be told.
    """

    kind: EventKind
    number: int
    other: int | None = None
    evidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """The themes of an exchange as they stand; every comment lies in exactly one.

    themes: the largest first. second: the number of a second theme, for comments that clearly speak of both.
    next_number: what the next theme is called. memory: the finder's own notes for its next run, as JSON can carry them.
    """

    themes: tuple[StandingTheme, ...] = ()
    second: Mapping[CommentId, int] = field(default_factory=dict)
    next_number: int = 1
    memory: Mapping[str, Any] = field(default_factory=dict)
