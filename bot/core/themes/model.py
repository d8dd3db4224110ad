"""Results of the theme finder: themes, their comments, and the confidence of each membership."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

CommentId = str | int


class ThemeKind(StrEnum):
    """What makes comments one theme, and so where its name comes from."""

    NAMED = "named"
    """Its headline is phrases of its comments, or a moderator's name."""

    UNNAMED = "unnamed"
    """It has no distinctive phrase. Its headline is the beginning of a comment, and is not stored."""

    ALL = "all"
    """The one theme of a set that is too small or too similar to be grouped. It has no headline."""

    LANGUAGE = "language"
    """The same of the comments of one language among several. It has no headline."""

    PERSONAL = "personal"
    """Comments that only say who wrote them ("I live in a city"): a set of their own. No headline."""

    SILENT = "silent"
    """Comments without content ("n/a", only emoji, empty text): a separate set, not a theme. No headline."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: comments that belong together, and its name.

    key: `t1`, `t2`, …, the largest first; it lasts for one run only.
    headline: the phrases as one line, or what the kind says; no two themes of one set have the same.
    phrases: one to three of the commenters' own phrases, the most distinctive first; empty where there are none.
    example_id: a short, typical comment, shown verbatim.
    member_ids: every comment of the theme, the most typical first.
    """

    key: str
    headline: str
    phrases: tuple[str, ...]
    example_id: CommentId
    member_ids: tuple[CommentId, ...]
    kind: ThemeKind = ThemeKind.NAMED


@dataclass(frozen=True, slots=True)
class ThemeSet:
    """The themes of one run; every comment is in exactly one.

    themes: the largest first.
    confidence: membership confidence of each comment, 0..1: how much nearer its theme is than the next.
    second: the key of a second theme, for the few comments that clearly belong to both.
    """

    themes: tuple[Theme, ...] = ()
    confidence: Mapping[CommentId, float] = field(default_factory=dict)
    second: Mapping[CommentId, str] = field(default_factory=dict)

    def theme_of(self) -> dict[CommentId, str]:
        """Return the key of each comment's theme."""
        return {member: theme.key for theme in self.themes for member in theme.member_ids}

    def as_json(self) -> dict[str, Any]:
        """Return the set as plain data for JSON; the inverse of `from_json`."""
        return {
            "themes": [
                {
                    "key": theme.key,
                    "headline": theme.headline,
                    "phrases": list(theme.phrases),
                    "example_id": theme.example_id,
                    "member_ids": list(theme.member_ids),
                    "kind": theme.kind.value,
                }
                for theme in self.themes
            ],
            "confidence": [[key, value] for key, value in self.confidence.items()],  # pairs: JSON's keys are text only
            "second": [[key, value] for key, value in self.second.items()],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ThemeSet":
        """Return the set that `as_json` wrote. Raises KeyError, TypeError."""
        return cls(
            themes=tuple(
                Theme(
                    key=str(row["key"]),
                    headline=str(row["headline"]),
                    phrases=tuple(row["phrases"]),
                    example_id=row["example_id"],
                    member_ids=tuple(row["member_ids"]),
                    kind=ThemeKind(row["kind"]),
                )
                for row in data["themes"]
            ),
            confidence={key: float(value) for key, value in data["confidence"]},
            second={key: str(value) for key, value in data["second"]},
        )
