"""Themes that last: what stood when new comments came, what moderators decided, and what happened to it since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.core.themes.model import CommentId

EventKind = Literal["new", "split", "merge", "gone"]


@dataclass(frozen=True, slots=True)
class LastingTheme:
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

    @property
    def is_decided(self) -> bool:
        """Whether a moderator decided something of it, so that it never ends by itself."""
        return self.is_named or self.is_locked or self.is_whole or bool(self.words) or bool(self.pinned)


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
class ThemeState:
    """The themes of an exchange as they stand; every comment lies in exactly one.

    themes: the largest first. second: the number of a second theme, for comments that clearly speak of both.
    next_number: what the next theme is called. memory: the finder's own notes for its next run, as JSON can carry them.
    """

    themes: tuple[LastingTheme, ...] = ()
    second: Mapping[CommentId, int] = field(default_factory=dict)
    next_number: int = 1
    memory: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as what JSON can carry; `from_json` turns it back."""
        return {
            "themes": [
                {name: getattr(theme, name) for name in _PLAIN}
                | {
                    "phrases": list(theme.phrases),
                    "words": list(theme.words),
                    "members": [list(member) for member in theme.members],
                    "pinned": sorted(theme.pinned, key=str),
                }
                for theme in self.themes
            ],
            "second": [list(pair) for pair in self.second.items()],  # pairs: JSON's keys are text only
            "next_number": self.next_number,
            "memory": dict(self.memory),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ThemeState":
        """Return what `as_json` wrote; raises KeyError, TypeError or ValueError when it is none."""
        return cls(
            themes=tuple(
                LastingTheme(
                    **{name: row[name] for name in _PLAIN},
                    phrases=tuple(row["phrases"]),
                    words=tuple(row["words"]),
                    members=tuple((member, float(sure)) for member, sure in row["members"]),
                    pinned=frozenset(row["pinned"]),
                )
                for row in data["themes"]
            ),
            second={comment_id: int(number) for comment_id, number in data["second"]},
            next_number=int(data["next_number"]),
            memory=dict(data["memory"]),
        )


_PLAIN = ("number", "headline", "example_id", "language", "is_named", "is_locked", "is_whole")
