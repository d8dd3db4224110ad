"""What goes into a run of findings and what comes out, as plain data: the bot's process sends and reads it.

`bot/core/findings.py` computes, in the worker.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from bot.core.limits import DEVIATION, Tier

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

COLUMNS = ("comments", "raters", "stars", "near", "group", "theme")
"""The fields of `Given` that hold a number for each rating, rater or comment."""

_PAIRS = ("divided", "common", "equal")


@dataclass(frozen=True, slots=True)
class MeanStars:
    """Stars of many comments: the mean of their expected stars, each rated comment weighted equally.

    stars: None where too few people rated any of them so far. ratings: how many, or more. low, high: its 95 % range,
    None without one. agreement: 0..1, None where it is not published.
    """

    stars: float | None = None
    ratings: int = 0
    low: float | None = None
    high: float | None = None
    agreement: float | None = None


NO_STARS = MeanStars()


@dataclass(frozen=True, slots=True)
class Difference:
    """A comment that a group rates differently from everybody else. mean, others: stars, shrunken."""

    comment: int
    group: int
    mean: float
    others: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A group's rating of a comment. mean: stars, shrunken; ratings: how many, or more."""

    comment: int
    group: int
    mean: float
    ratings: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Results as they are published. Comments, groups and themes are indices from 0, in the order they were given.

    stars, low, high: of each comment, to a tenth, None where none may be shown. ratings: how many, or more. position:
    its place among the comments with stars, from 0. tiers, top_ten: as in `bot/core/tiers.py`. changed: comments whose
    figures changed; is_empty: whether no figure did. mean: of all comments; themes: of each theme. divided: (comment,
    standard deviation of its stars) where people differ much, the most first. coordinated: number of coordinated
    raters. state: what the next release needs, in base64; secret.

    The rest is about groups, and found only where `has_groups`: differences: the greatest first. common: (comment, the
    lowest mean of any group), the highest first. equal: (comment, stars) where each group counts the same, the highest
    first. compared: the groups of enough people, on which both rest. opinion_groups: people of each, or more. divisive:
    (comment, opinion group, stars more than others). consensus: comments on which no opinion group differs.
    """

    stars: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]
    ratings: Sequence[int]
    position: Sequence[int] = ()
    tiers: Sequence[Tier | None] = ()
    top_ten: Sequence[float] = ()
    changed: Sequence[int] = ()
    is_empty: bool = False
    mean: MeanStars = NO_STARS
    themes: Sequence[MeanStars] = ()
    divided: Sequence[tuple[int, float]] = ()
    coordinated: int = 0
    state: str = ""
    has_groups: bool = False
    cells: Sequence[Cell] = ()
    differences: Sequence[Difference] = ()
    common: Sequence[tuple[int, float]] = ()
    equal: Sequence[tuple[int, float]] = ()
    compared: Sequence[int] = ()
    opinion_groups: Sequence[int] = ()
    divisive: Sequence[tuple[int, int, float]] = ()
    consensus: Sequence[int] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Return the findings that `as_json` wrote. Raises KeyError, TypeError."""
        rows: dict[str, Any] = {
            "mean": MeanStars(**found["mean"]),
            "themes": [MeanStars(**each) for each in found["themes"]],
            "cells": [Cell(**each) for each in found["cells"]],
            "differences": [Difference(**each) for each in found["differences"]],
            "divisive": [(int(comment), int(group), float(more)) for comment, group, more in found["divisive"]],
        }
        pairs = {name: [(int(at), float(value)) for at, value in found[name]] for name in _PAIRS}
        return cls(**{**found, **rows, **pairs})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Ratings: comments[i] got stars[i] from raters[i], all numbers from 0, the same ones in each run.

    near: 1 for each rating of a comment that its rater chose, not the router; excluded where raters are coordinated.
    group: index of each rater's group, -1 where unknown. min_group_size: people; no figure is of fewer, nor
    can one be found by subtraction (`suppress_cells`). theme: index of each comment's theme, -1 without one; empty
    where there are no themes. excludes_coordinated: coordinated raters' ratings do not count.

    before: the state that the last run left, in base64, "" before the first. day, has_groups, is_close,
    is_for_new_themes: which release this is, as in `bot/core/release.py`. noise_key: hexadecimal, "" for figures
    without noise; noise_deviation: stars. people, names: what each rater and comment is called for ever, which seeds
    the noise.
    """

    comments: "Sequence[int] | npt.NDArray[np.int64]"
    raters: "Sequence[int] | npt.NDArray[np.int64]"
    stars: "Sequence[int] | npt.NDArray[np.int64]"
    near: "Sequence[int] | npt.NDArray[np.int64]"
    group: "Sequence[int] | npt.NDArray[np.int64]"
    comment_count: int
    group_count: int
    min_group_size: int
    theme: "Sequence[int] | npt.NDArray[np.int64]" = ()
    theme_count: int = 0
    excludes_coordinated: bool = False
    before: str = ""
    day: int = 0
    has_groups: bool = True
    is_close: bool = False
    is_for_new_themes: bool = False
    noise_key: str = ""
    noise_deviation: float = DEVIATION
    people: Sequence[str] = ()
    names: Sequence[int] = ()
