"""Score findings as they are stored: comments by their ids, groups by their names; one codec for the JSON column."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from bot.core.findings import Findings
from bot.core.ranking import mean_agreement
from storage.scores import Run


@dataclass(frozen=True, slots=True)
class GroupStars:
    """A group's rating of a comment. stars: the shrunken mean; ratings: how many."""

    comment_id: int
    group: str
    stars: float
    ratings: int


@dataclass(frozen=True, slots=True)
class GroupContrast:
    """A comment that a group rates differently from everybody else. stars, others: shrunken means."""

    comment_id: int
    group: str
    stars: float
    others: float


@dataclass(frozen=True, slots=True)
class CommentStars:
    """A comment with one figure of stars."""

    comment_id: int
    stars: float


@dataclass(frozen=True, slots=True)
class DivisiveComment:
    """A comment that an opinion group rates differently. more: stars above the others' mean, negative below it."""

    comment_id: int
    opinion_group: int
    more: float


@dataclass(frozen=True, slots=True)
class ThemeStars:
    """The stars of a theme's comments: the mean of their expected stars, None where too few people rated them.

    low, high: its 95 % range; None without stars, and in snapshots that had none.
    """

    theme_id: int
    stars: float | None
    ratings: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """How much the raters of a theme's comments agree, 0..1."""

    theme_id: int
    agreement: float


@dataclass(frozen=True, slots=True)
class ScoreFindings:
    """What the last fit found, beside the scores of single comments. Lists begin with the greatest.

    mean: expected stars over all rated comments, None where too few people rated. themes: the same of each theme.
    common: the lowest mean of any group. equal: stars where each group counts the same. opinion_groups: people of each;
    an opinion group's number is its index in it. consensus: comments on which no opinion group differs. coordinated:
    number of coordinated raters. agreement: of all comments, 0..1, None with too few ratings. excludes_coordinated: the
    exchange's setting at the fit. theme_mark: which comments were in which themes. fingerprint: hash of the data.
    """

    mean: float | None = None
    themes: tuple[ThemeStars, ...] = ()
    cells: tuple[GroupStars, ...] = ()
    differences: tuple[GroupContrast, ...] = ()
    common: tuple[CommentStars, ...] = ()
    equal: tuple[CommentStars, ...] = ()
    opinion_groups: tuple[int, ...] = ()
    divisive: tuple[DivisiveComment, ...] = ()
    consensus: tuple[int, ...] = ()
    coordinated: int = 0
    agreement: float | None = None
    theme_agreement: tuple[ThemeAgreement, ...] = ()
    excludes_coordinated: bool = False
    theme_mark: str = ""
    fingerprint: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `score_run.facts`."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the findings that `to_json` wrote; empty ones from {}. Raises KeyError, TypeError."""
        if not stored:
            return cls()
        rows = {name: tuple(row_class(**row) for row in stored[name]) for name, row_class in _ROWS.items()}
        plain = {name: tuple(stored[name]) for name in ("opinion_groups", "consensus")}
        return cls(**{**stored, **rows, **plain})


_ROWS = {
    "themes": ThemeStars,
    "cells": GroupStars,
    "differences": GroupContrast,
    "common": CommentStars,
    "equal": CommentStars,
    "divisive": DivisiveComment,
    "theme_agreement": ThemeAgreement,
}


def findings_of(run: Run | None) -> ScoreFindings:
    """Return the findings of a fit; empty ones before the first."""
    return ScoreFindings.from_json(run.facts) if run else ScoreFindings()


def name_findings(
    found: Findings,
    ids: Sequence[int],
    groups: Sequence[str],
    theme_ids: Sequence[int],
    *,
    agreement: float | None,
    theme_agreement: Sequence[ThemeAgreement],
    excludes_coordinated: bool,
    theme_mark: str,
    fingerprint: str,
) -> ScoreFindings:
    """Return a fit's findings by ids of comments and themes and names of groups, given in the order of `found`."""
    return ScoreFindings(
        mean=found.mean.stars,
        themes=tuple(
            ThemeStars(theme_id, each.stars, each.ratings, each.low, each.high)
            for theme_id, each in zip(theme_ids, found.themes, strict=True)
        ),
        cells=tuple(GroupStars(ids[each.comment], groups[each.group], each.mean, each.ratings) for each in found.cells),
        differences=tuple(
            GroupContrast(ids[each.comment], groups[each.group], each.mean, each.others) for each in found.differences
        ),
        common=tuple(CommentStars(ids[comment], stars) for comment, stars in found.common),
        equal=tuple(CommentStars(ids[comment], stars) for comment, stars in found.equal),
        opinion_groups=tuple(found.opinion_groups),
        divisive=tuple(DivisiveComment(ids[comment], group, more) for comment, group, more in found.divisive),
        consensus=tuple(ids[comment] for comment in found.consensus),
        coordinated=found.coordinated,
        agreement=agreement,
        theme_agreement=tuple(theme_agreement),
        excludes_coordinated=excludes_coordinated,
        theme_mark=theme_mark,
        fingerprint=fingerprint,
    )


def agreement_by_theme(
    histograms: Mapping[int, Sequence[int]], placed: Mapping[int, int], *, min_ratings: int
) -> list[ThemeAgreement]:
    """Return the agreement of each theme with comments that are rated enough.

    placed: theme of each comment. min_ratings: as for `mean_agreement`.
    """
    members: dict[int, list[Sequence[int]]] = {}
    for comment_id, theme_id in placed.items():
        if comment_id in histograms:
            members.setdefault(theme_id, []).append(histograms[comment_id])
    found = {theme_id: mean_agreement(mine, min_ratings=min_ratings) for theme_id, mine in members.items()}
    return [ThemeAgreement(theme_id, round(value, 3)) for theme_id, value in sorted(found.items()) if value is not None]
