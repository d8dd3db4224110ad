"""Figures: what screens show of stars. All of it is read from the last release, so that every screen shows the same.

Nothing here reads the stars that people gave: `bot/scores/job.py` makes releases of them, and `load_figures` reads the
last one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.core.limits import LIKELY, TOP
from bot.core.summary import Highest
from bot.domain.findings import CommentStars, ScoreFindings, findings_of
from bot.slack.blocks import when
from bot.texts import Texts
from storage import scores
from storage.exchanges import Exchange
from storage.public_counts import STEP, PublicCounts
from storage.published import ReleasedStars
from storage.scores import Score
from storage.session import Db
from storage.themes import Theme

Missing = Literal["none", "too_few", "soon"]
"""Why there are no stars: nobody rated, too few people did, or they come with the next release."""


@dataclass(frozen=True, slots=True)
class Stars:
    """Stars of many comments, or why there are none. mean: expected stars, 1..5."""

    mean: float | None = None
    missing: Missing = "none"


NO_STARS = Stars()


@dataclass(frozen=True, slots=True)
class Figures:
    """A release. made_at, revision: its date and number; None and 0 before the first.

    scores: of the comments that were asked for. findings: what it says beside these.
    """

    exchange: Exchange
    made_at: datetime | None = None
    revision: int = 0
    findings: ScoreFindings = field(default_factory=ScoreFindings)
    scores: Mapping[int, Score] = field(default_factory=dict)

    def stars(self, shown: PublicCounts) -> Stars:
        """Return the stars of the whole exchange. shown: how much there is, as everybody is shown it."""
        return self._stars(self.findings.mean, shown, is_known=bool(self.revision))

    def rate_themes(self, themes: Iterable[Theme], shown: PublicCounts) -> list[Theme]:
        """Return themes with their stars. shown: as for `stars`."""
        known = {each.theme_id: each.stars for each in self.findings.themes}
        rated = []
        for theme in themes:
            mean = known.get(theme.theme_id)
            is_rated = self.exchange.is_open or theme.ratings
            stars = self._stars(mean, shown, is_known=theme.theme_id in known) if is_rated else NO_STARS
            rated.append(replace(theme, mean=stars.mean, missing=stars.missing))
        return rated

    def spread(self, comment_id: int) -> float:
        """Return the standard deviation of a comment's stars where people differ much on it, otherwise 0."""
        return next((each.spread for each in self.findings.divided if each.comment_id == comment_id), 0.0)

    def common(self) -> list[CommentStars]:
        """Return what all groups like, as `order_common` does. scores: of these comments."""
        own = {each.comment_id: self.published(each.comment_id) for each in self.findings.common}
        return order_common(
            self.findings.common, {at: (each.stars, each.position) for at, each in own.items() if each is not None}
        )

    def published(self, comment_id: int) -> Score | None:
        """Return a comment's score where it may be shown."""
        return published(self.scores.get(comment_id), self.exchange)

    def _stars(self, mean: float | None, shown: PublicCounts, *, is_known: bool) -> Stars:
        """Return stars, or why there are none; while the exchange is open by numbers in steps, as all show then."""
        if mean is not None:
            return Stars(mean)
        if shown.is_exact and not shown.ratings:
            return NO_STARS
        few = max(self.exchange.min_group_size, STEP)
        is_few = is_known or not self.exchange.is_open or shown.raters < few
        return Stars(None, "too_few" if is_few else "soon")


def find_highest(scores: Iterable[Score | ReleasedStars], fewest: int) -> Highest | None:
    """Return the most stars of these comments, and how many of them have as many. fewest: ratings that one needs."""
    stars = [each.stars for each in scores if each.ratings >= fewest]
    return Highest(max(stars), stars.count(max(stars))) if stars else None


def order_common(common: Iterable[CommentStars], own: Mapping[int, tuple[float, int]]) -> list[CommentStars]:
    """Return what all groups like, the highest first, at no more than the comment's own stars.

    own: the stars of comments and their places among all, by id; of equals the one that is before the other there
    comes first, so that every screen names the same one.
    Stars of few ratings lie nearer to the middle than the means of groups, and are newer: "4.2 in each group"
    beside 4.1 of all would puzzle, and 4.1 or more is true of each group as well.
    """
    last = max((place for _, place in own.values()), default=0) + 1
    capped = [
        replace(each, stars=min(each.stars, own[each.comment_id][0])) if each.comment_id in own else each
        for each in common
    ]
    return sorted(capped, key=lambda each: (-each.stars, own.get(each.comment_id, (0.0, last))[1], each.comment_id))


async def load_figures(db: Db, exchange: Exchange, comment_ids: Collection[int] = ()) -> Figures:
    """Return the figures of the last release. comment_ids: whose scores are wanted."""
    run = await scores.get_run(db, exchange.scope)
    if run is None or not run.revision:
        return Figures(exchange)
    wanted = await scores.get_by_ids(db, exchange.scope, comment_ids)
    return Figures(exchange, run.fitted_at, run.revision, findings_of(run), wanted)


async def with_scores(db: Db, figures: Figures, comment_ids: Collection[int]) -> Figures:
    """Return the figures with the scores of these comments."""
    return replace(figures, scores=await scores.get_by_ids(db, figures.exchange.scope, comment_ids))


def published(score: Score | None, exchange: Exchange) -> Score | None:
    """Return a score that may be shown: one that as many people gave as the exchange's smallest group has."""
    return score if score is not None and score.ratings >= exchange.min_group_size else None


def range_text(texts: Texts, stars: float, low: float, high: float) -> str:
    """Return a comment's stars with their range, "4.2 ★ (3.9 to 4.5)"."""
    mean, least, most = (texts.number(each, 1) for each in (stars, low, high))
    return texts("stars.range", mean=mean, low=least, high=most)


def score_texts(texts: Texts, score: Score) -> list[str]:
    """Return what is said of a comment's stars, on whatever screen: stars, ratings, tier, and whether top ten."""
    return [
        range_text(texts, score.stars, score.low, score.high),
        texts("common.ratings_or_more", n=score.ratings),
        *([texts(f"stars.tier.{score.tier}")] if score.tier else []),
        *([texts("stars.likely_top", n=TOP)] if score.top_ten >= LIKELY else []),
    ]


def average_text(texts: Texts, stars: Stars) -> str:
    """Return the stars of the whole exchange, or why there are none."""
    if stars.mean is None:
        return texts(f"stars.missing.{stars.missing}")
    return texts("stars.average", mean=texts.number(stars.mean, 1))


def as_of_text(texts: Texts, made_at: datetime, *, in_short: bool = False) -> str:
    """Return of when the stars are. in_short: where no other numbers are shown."""
    return texts("stars.as_of_short" if in_short else "stars.as_of", at=when(made_at))
