"""What a run of the theme finder gives: themes, who lies in which, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CommentId = str | int

ALL_COMMENTS = "All comments"
"""Headline of the one theme of a set too small, or too much alike, to be grouped."""

OTHER_COMMENTS = "Other comments"
"""Headline of comments that say nothing ("n/a", emoji alone, empty text): a set of its own, and no theme."""


def is_apart(headline: str) -> bool:
    """Say whether a headline is that of the comments that say nothing; a number may stand behind it."""
    return headline == OTHER_COMMENTS or headline.startswith(f"{OTHER_COMMENTS} (")


@dataclass(frozen=True, slots=True)
class Theme:
    """Comments that belong together, and what people would call them.

    key: `t1`, `t2`, …, the largest first; it lasts for one run only.
    headline: the phrases as one line; no two themes of one set have the same.
    phrases: one to three of the commenters' own phrases, the most telling first; empty where nothing could be named.
    example_id: a short, typical comment; to be shown verbatim.
    member_ids: every comment of the theme, the most typical first.
    """

    key: str
    headline: str
    phrases: tuple[str, ...]
    example_id: CommentId
    member_ids: tuple[CommentId, ...]


@dataclass(frozen=True, slots=True)
class ThemeSet:
    """The themes of one run; every comment lies in exactly one.

    themes: the largest first.
    sureness: for each comment 0..1, how much nearer its theme is than the next one (1 when there is but one theme).
    second: the key of a second theme, for the few comments that clearly speak of both.
    """

    themes: tuple[Theme, ...] = ()
    sureness: Mapping[CommentId, float] = field(default_factory=dict)
    second: Mapping[CommentId, str] = field(default_factory=dict)

    def theme_of(self) -> dict[CommentId, str]:
        """Return the key of each comment's theme."""
        return {member: theme.key for theme in self.themes for member in theme.member_ids}

    def as_json(self) -> dict[str, Any]:
        """Return the set as what JSON can carry; `from_json` turns it back."""
        return {
            "themes": [
                {
                    "key": theme.key,
                    "headline": theme.headline,
                    "phrases": list(theme.phrases),
                    "example_id": theme.example_id,
                    "member_ids": list(theme.member_ids),
                }
                for theme in self.themes
            ],
            "sureness": [[key, value] for key, value in self.sureness.items()],  # pairs: JSON's keys are text only
            "second": [[key, value] for key, value in self.second.items()],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ThemeSet":
        """Return the set that `as_json` wrote; raises KeyError or TypeError when it is none."""
        return cls(
            themes=tuple(
                Theme(
                    key=str(row["key"]),
                    headline=str(row["headline"]),
                    phrases=tuple(row["phrases"]),
                    example_id=row["example_id"],
                    member_ids=tuple(row["member_ids"]),
                )
                for row in data["themes"]
            ),
            sureness={key: float(value) for key, value in data["sureness"]},
            second={key: str(value) for key, value in data["second"]},
        )
