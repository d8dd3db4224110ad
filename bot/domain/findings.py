"""Score findings as they are stored: comments by their ids, groups by their names; one codec for the JSON column."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from bot.core.findings_data import Findings
from storage.scores import Run, Score


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
class DividedComment:
    """A comment that people differ on. spread: the standard deviation of its stars."""

    comment_id: int
    spread: float


@dataclass(frozen=True, slots=True)
class ThemeStars:
    """The stars of a theme's comments: the mean of their expected stars, None where too few people rated them.

    ratings: how many, or more. low, high: its 95 % range, None without stars. agreement: how much its raters agree,
    0..1, None where it is not published.
    """

    theme_id: int
    stars: float | None
    ratings: int
    low: float | None = None
    high: float | None = None
    agreement: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreFindings:
    """What the last release shows, beside the scores of single comments. Lists begin with the greatest.

    mean: expected stars over all rated comments, None where too few people rated. themes: the same of each theme.
    agreement: of all comments, 0..1, None where it is not published. divided: what people differ on. coordinated: how
    many raters are.

    Of the last release with figures by group: common: the lowest mean of any group. equal: stars where each group
    counts the same. compared: the groups of enough people, on which both rest; empty in what was stored before it was
    kept. opinion_groups: people of each, or more; an opinion group's number is its index in it. consensus:
    comments on which no opinion group differs. answers: to the short questions, as bot/domain/question_figures.py
    stores them.
    """

    mean: float | None = None
    themes: tuple[ThemeStars, ...] = ()
    cells: tuple[GroupStars, ...] = ()
    differences: tuple[GroupContrast, ...] = ()
    common: tuple[CommentStars, ...] = ()
    equal: tuple[CommentStars, ...] = ()
    compared: tuple[str, ...] = ()
    opinion_groups: tuple[int, ...] = ()
    divisive: tuple[DivisiveComment, ...] = ()
    consensus: tuple[int, ...] = ()
    coordinated: int = 0
    agreement: float | None = None
    divided: tuple[DividedComment, ...] = ()
    answers: tuple[tuple[int | None, ...], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `score_run.facts`."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the findings that `to_json` wrote; empty ones from {}. Raises KeyError, TypeError.

        What a newer build adds is left out, so that this one goes on beside it.
        """
        if not stored:
            return cls()
        known: dict[str, Any] = {name: stored[name] for name in stored if name in cls.__dataclass_fields__}
        rows = {name: tuple(row_class(**row) for row in stored[name]) for name, row_class in _ROWS.items()}
        plain = {name: tuple(stored[name]) for name in ("opinion_groups", "consensus")}
        answers = tuple(tuple(each) for each in stored.get("answers", ()))
        known |= rows | plain | {"answers": answers, "compared": tuple(stored.get("compared", ()))}
        return cls(**known)


_ROWS = {
    "themes": ThemeStars,
    "cells": GroupStars,
    "differences": GroupContrast,
    "common": CommentStars,
    "equal": CommentStars,
    "divisive": DivisiveComment,
    "divided": DividedComment,
}

_OF_GROUPS = ("cells", "differences", "common", "equal", "compared", "opinion_groups", "divisive", "consensus")


def findings_of(run: Run | None) -> ScoreFindings:
    """Return the findings of a release; empty ones before the first."""
    return ScoreFindings.from_json(run.facts) if run else ScoreFindings()


def name_findings(
    found: Findings, ids: Sequence[int], groups: Sequence[str], theme_ids: Sequence[int], before: ScoreFindings
) -> ScoreFindings:
    """Return a release's findings by ids of comments and themes and names of groups, given in the order of `found`.

    before: those of the last release, whose figures by group stay where this one has none.
    """
    named = ScoreFindings(
        mean=found.mean.stars,
        themes=tuple(
            ThemeStars(theme_id, each.stars, each.ratings, each.low, each.high, each.agreement)
            for theme_id, each in zip(theme_ids, found.themes, strict=True)
            if each.stars is not None
        ),
        cells=tuple(GroupStars(ids[each.comment], groups[each.group], each.mean, each.ratings) for each in found.cells),
        differences=tuple(
            GroupContrast(ids[each.comment], groups[each.group], each.mean, each.others) for each in found.differences
        ),
        common=tuple(CommentStars(ids[comment], stars) for comment, stars in found.common),
        equal=tuple(CommentStars(ids[comment], stars) for comment, stars in found.equal),
        compared=tuple(groups[each] for each in found.compared),
        opinion_groups=tuple(found.opinion_groups),
        divisive=tuple(DivisiveComment(ids[comment], group, more) for comment, group, more in found.divisive),
        consensus=tuple(ids[comment] for comment in found.consensus),
        coordinated=found.coordinated,
        agreement=found.mean.agreement,
        divided=tuple(DividedComment(ids[comment], spread) for comment, spread in found.divided),
    )
    if found.has_groups:
        return named
    return replace(named, **{name: getattr(before, name) for name in _OF_GROUPS})


def name_scores(found: Findings, ids: Sequence[int]) -> list[Score]:
    """Return the scores of the comments that have some. ids: in the order of `found`."""
    columns = (found.stars, found.low, found.high, found.ratings, found.tiers, found.top_ten, found.position)
    rows = zip(ids, *columns, strict=True)
    return [Score(comment_id, *values) for comment_id, *values in rows if values[0] is not None]
