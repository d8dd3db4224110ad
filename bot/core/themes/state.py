"""The state of lasting themes: their comments, moderators' decisions, and the events of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.core.themes.model import CommentId, ThemeKind

EventKind = Literal["new", "split", "merge", "gone"]


@dataclass(frozen=True, slots=True)
class SubTheme:
    """A part of a theme, of one run only.

    headline: its own phrases; "" where it has none. example_id: the comment of its key sentence.
    member_ids: its comments, the most typical of the theme first.
    """

    headline: str
    phrases: tuple[str, ...]
    example_id: CommentId
    member_ids: tuple[CommentId, ...]


@dataclass(frozen=True, slots=True)
class LastingTheme:
    """A theme that lasts from one run to the next.

    number: from 1, in order of appearance; people write it as t3. Never reused within an exchange.
    headline, phrases: the finder's name for it, or a moderator's headline (has_manual_name).
    example_id: the comment of its key sentence (`key_sentence.key_clause`); None while the theme has no comments.
    for_id, against_id: a comment on each side, where its comments oppose each other.
    language: of its comments, as ISO 639-1; several by a space, the commonest first; "" where unknown.
    members: every comment of the theme, the most typical first, each with its membership confidence, 0..1.
    pinned: comments that a moderator moved here; no run moves them.
    has_manual_name: a moderator gave the headline; no run changes it.
    is_locked: no run splits, merges or renames it, and no comment leaves it; new ones may join.
    is_merged: moderators merged it from several; no run splits it.
    words: a moderator's example words, which attract comments; with them the theme stays even without comments.
    parts: its sub-themes, the largest first; none in a small theme, or where no split is clear.
    """

    number: int
    headline: str
    phrases: tuple[str, ...] = ()
    example_id: CommentId | None = None
    language: str = ""
    members: tuple[tuple[CommentId, float], ...] = ()
    pinned: frozenset[CommentId] = frozenset()
    has_manual_name: bool = False
    is_locked: bool = False
    is_merged: bool = False
    words: tuple[str, ...] = ()
    kind: ThemeKind = ThemeKind.NAMED
    for_id: CommentId | None = None
    against_id: CommentId | None = None
    parts: tuple[SubTheme, ...] = ()

    @property
    def key(self) -> str:
        """Its short id, as in t3."""
        return f"t{self.number}"

    @property
    def is_decided(self) -> bool:
        """Whether a moderator decided anything about it, so that no run ends it."""
        return self.has_manual_name or self.is_locked or self.is_merged or bool(self.words) or bool(self.pinned)


@dataclass(frozen=True, slots=True)
class Event:
    """A change in the set of themes by a run.

    kind: new (a theme appeared), split (`number` came out of `other`), merge (`number` went into `other`), gone
    (`number` has no comments left). evidence: the deciding figures, by name.
    """

    kind: EventKind
    number: int
    other: int | None = None
    evidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThemeState:
    """All themes of an exchange; every comment is in exactly one.

    themes: the largest first. second: the number of a second theme, for comments that clearly belong to both.
    next_number: of the next new theme. memory: the finder's own data for its next run, serialisable as JSON.
    """

    themes: tuple[LastingTheme, ...] = ()
    second: Mapping[CommentId, int] = field(default_factory=dict)
    next_number: int = 1
    memory: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data for JSON; the inverse of `from_json`."""
        return {
            "themes": [
                {name: getattr(theme, name) for name in _PLAIN}
                | {
                    "kind": theme.kind.value,
                    "phrases": list(theme.phrases),
                    "words": list(theme.words),
                    "members": [list(member) for member in theme.members],
                    "pinned": sorted(theme.pinned, key=str),
                    "parts": [
                        [part.headline, list(part.phrases), part.example_id, list(part.member_ids)]
                        for part in theme.parts
                    ],
                }
                for theme in self.themes
            ],
            "second": [list(pair) for pair in self.second.items()],  # pairs: JSON's keys are text only
            "next_number": self.next_number,
            "memory": dict(self.memory),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ThemeState":
        """Return the state that `as_json` wrote. Raises KeyError, TypeError, ValueError."""
        return cls(
            themes=tuple(
                LastingTheme(
                    **{name: row.get(name) if name in _OPTIONAL else row[name] for name in _PLAIN},
                    kind=ThemeKind(row["kind"]),
                    phrases=tuple(row["phrases"]),
                    words=tuple(row["words"]),
                    members=tuple((member, float(sure)) for member, sure in row["members"]),
                    pinned=frozenset(row["pinned"]),
                    parts=tuple(
                        SubTheme(str(headline), tuple(phrases), example_id, tuple(member_ids))
                        for headline, phrases, example_id, member_ids in row.get("parts", ())
                    ),
                )
                for row in data["themes"]
            ),
            second={comment_id: int(number) for comment_id, number in data["second"]},
            next_number=int(data["next_number"]),
            memory=dict(data["memory"]),
        )


_OPTIONAL = ("for_id", "against_id")
_PLAIN = ("number", "headline", "example_id", "language", "has_manual_name", "is_locked", "is_merged", *_OPTIONAL)
