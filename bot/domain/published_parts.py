"""Puts together what is public of an exchange, from what `published_load.py` read: comment ids become numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from zoneinfo import ZoneInfo

from bot.core.limits import LIKELY, MIN_LISTED
from bot.domain.figures import find_highest
from bot.domain.findings import ScoreFindings
from bot.domain.key_quotes import KeyQuote
from bot.domain.participation import list_participation, public_sizes
from bot.domain.public_counts import ratings_for_stars
from bot.domain.published import (
    About,
    Checkpoint,
    Contrast,
    GroupCell,
    OpinionGroup,
    PublicComment,
    PublicPart,
    PublicQuote,
    PublicStars,
    PublicTheme,
    Published,
)
from bot.domain.question_figures import read_figures
from bot.domain.theme_names import is_silent
from storage.exchanges import Exchange
from storage.public_counts import PublicCounts
from storage.published import LiveComment, ReleasedStars, StoredTheme
from storage.scores import Score
from storage.theme_parts import present_parts

_TOP = 5
_LETTERS = "ABCDE"
MIN_CELLS = 3
"""Comments with a group's stars before the group has a mean over a theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was read. scores: with tiers, of the last release alone. common, best: by comment id.

    withheld: ids of comments whose words are not shown.
    """

    exchange: Exchange
    release: Checkpoint | None
    releases: tuple[Checkpoint, ...]
    is_last: bool
    counts: PublicCounts
    findings: ScoreFindings
    stars: Mapping[int, ReleasedStars]
    scores: Mapping[int, Score]
    common: Sequence[tuple[int, float]]
    best: Sequence[int]
    live: Sequence[LiveComment]
    themes: Sequence[StoredTheme]
    quotes: Mapping[int, Sequence[KeyQuote]]
    mark: str
    withheld: frozenset[int] = frozenset()


def make_published(given: Given) -> Published:
    """Return everything public of a release."""
    shown = [each for each in given.live if _is_known(given, each)]
    numbers = {each.comment_id: each.number for each in shown}
    reported = {each.comment_id for each in shown if each.has_report}
    silent = {each.theme_id for each in given.themes if is_silent(each)}
    comments = _comments(given, shown)
    found = given.findings
    sizes = public_sizes(given.exchange, given.counts.groups)

    def named(ids: Iterable[int]) -> tuple[int, ...]:
        return tuple(numbers[each] for each in ids if each in numbers)

    return Published(
        about=about(given.exchange),
        counts=given.counts,
        release=given.release,
        releases=given.releases,
        is_last=given.is_last,
        mean=found.mean,
        agreement=found.agreement,
        comments=comments,
        no_answer=tuple(each.number for each in shown if each.theme_id in silent),
        themes=_themes(given, shown, comments),
        themes_at=max((each.found_at for each in given.themes), default=None),
        groups=sizes,
        participation=tuple(list_participation(given.exchange, given.counts, sizes)),
        differences=named(dict.fromkeys(each.comment_id for each in found.differences)),
        common=tuple((numbers[each], stars) for each, stars in given.common if each in numbers),
        equal=tuple((numbers[each.comment_id], each.stars) for each in found.equal if each.comment_id in numbers),
        compared=found.compared,
        opinion_groups=_opinion_groups(found, numbers),
        questions=read_figures(given.exchange, found.answers),
        consensus=named(found.consensus),
        divided=named(each.comment_id for each in found.divided),
        top=named(each for each in given.best if each not in reported)[:_TOP],
        tied=_count_tied(given, numbers.keys() - reported),
        days=tuple(sorted(Counter(each.shared_on for each in comments if not each.is_seed).items())),
        mark=given.mark,
    )


def _count_tied(given: Given, ids: Iterable[int]) -> int:
    """Return how many of these comments have the most stars, by as many ratings as all screens ask for."""
    highest = find_highest(
        (given.stars[each] for each in ids if each in given.stars), ratings_for_stars(given.exchange)
    )
    return highest.comments if highest else 0


def about(exchange: Exchange) -> About:
    """Return what is public of the exchange itself."""
    return About(
        slug=exchange.slug,
        question=exchange.question,
        background=exchange.background,
        star_meaning=exchange.star_meaning,
        language=exchange.language,
        zone=exchange.zone,
        groups=tuple(exchange.groups),
        asked=sum((exchange.roster or {}).values()),
        is_anonymous=exchange.is_anonymous,
        opened_at=exchange.opened_at,
        closes_at=exchange.closes_at,
        closed_at=None if exchange.is_open else exchange.closed_at,
        is_open=exchange.is_open,
        min_group_size=exchange.min_group_size,
        ratings_for_stars=ratings_for_stars(exchange),
        min_ratings_by_group=max(exchange.min_group_size, MIN_LISTED),
        has_strict_protection=exchange.has_strict_protection,
        moderation=exchange.moderation,
        asks_before_quotes=exchange.asks_before_quotes,
        asked_groups=tuple(name for name in exchange.groups if name in (exchange.roster or {})),
    )


def _is_known(given: Given, comment: LiveComment) -> bool:
    """Say whether the release knows a comment: by its stars, or because its day was over. After the close all are."""
    if given.is_last and not given.exchange.is_open:
        return True
    if given.release is None:
        return False
    day = given.release.made_at.astimezone(ZoneInfo(given.exchange.zone)).date()
    return comment.comment_id in given.stars or comment.shared_on < day


def _comments(given: Given, shown: Sequence[LiveComment]) -> tuple[PublicComment, ...]:
    """Return the comments with their figures, by number."""
    least = given.exchange.min_group_size
    cells, contrasts = defaultdict[int, list[GroupCell]](list), defaultdict[int, list[Contrast]](list)
    for cell in given.findings.cells:
        cells[cell.comment_id].append(GroupCell(cell.group, cell.stars, cell.ratings))
    for each in given.findings.differences:
        contrasts[each.comment_id].append(Contrast(each.group, each.stars, each.others))
    spreads = {each.comment_id: each.spread for each in given.findings.divided}
    themes = {each.theme_id: each.number for each in given.themes if not is_silent(each)}
    shown_themes = {each.theme_id for each in shown}

    def second(comment: LiveComment) -> int | None:
        """Return the number of another theme that the page has; of words that are not shown it says nothing."""
        other = comment.second_theme_id
        is_out = other not in shown_themes or other == comment.theme_id or comment.comment_id in given.withheld
        return None if other is None or is_out else themes.get(other)

    def make(comment: LiveComment) -> PublicComment:
        at = comment.comment_id
        released = given.stars.get(at)
        if released is None or released.ratings < least:
            released = None
        score = given.scores.get(at) if released else None
        return PublicComment(
            number=comment.number,
            text=comment.text,
            why=comment.why,
            language=comment.language or "",
            is_seed=comment.is_seed,
            shared_on=comment.shared_on,
            theme=None if comment.theme_id is None else themes.get(comment.theme_id),
            stars=PublicStars(released.stars, released.low, released.high, released.ratings) if released else None,
            tier=score.tier if score else None,
            is_likely_top=bool(score and score.top_ten >= LIKELY),
            place=score.position if score else None,
            by_group=tuple(cells.get(at, ())),
            differences=tuple(contrasts.get(at, ())),
            spread=spreads.get(at),
            is_withheld=at in given.withheld,
            second_theme=second(comment),
        )

    return tuple(make(each) for each in shown)


def _themes(given: Given, shown: Sequence[LiveComment], comments: Sequence[PublicComment]) -> tuple[PublicTheme, ...]:
    """Return the themes that have comments, the largest first."""
    by_id = {one.comment_id: made for one, made in zip(shown, comments, strict=True)}
    inside = defaultdict[int, list[int]](list)
    for each in shown:
        if each.theme_id is not None:
            inside[each.theme_id].append(each.comment_id)
    figures = {each.theme_id: each for each in given.findings.themes}
    made = []
    for theme in given.themes:
        ids = inside.get(theme.theme_id, [])
        if is_silent(theme) or not ids:
            continue
        found = figures.get(theme.theme_id)
        stars = None
        if found is not None and found.stars is not None:
            stars = PublicStars(found.stars, found.low, found.high, found.ratings)
        parts = present_parts(theme.parts, set(ids))
        made.append(
            PublicTheme(
                number=theme.number,
                name=theme.name,
                kind=theme.kind,
                language=theme.language,
                comments=tuple(by_id[each].number for each in ids),
                stars=stars,
                agreement=found.agreement if found else None,
                parts=tuple(PublicPart(name, tuple(by_id[each].number for each in some)) for name, some in parts),
                quotes=tuple(
                    PublicQuote(each.number, each.text, each.side)
                    for each in given.quotes.get(theme.number, ())
                    if each.comment_id in by_id
                ),
                by_group=means_by_group(given.exchange.groups, [by_id[each] for each in ids]),
            )
        )
    return tuple(sorted(made, key=lambda each: (-len(each.comments), each.number)))


def means_by_group(groups: Sequence[str], comments: Sequence[PublicComment]) -> tuple[tuple[str, float, int], ...]:
    """Return (group, mean stars, comments) of the groups with stars on enough comments: of published cells alone."""
    stars = defaultdict[str, list[float]](list)
    for comment in comments:
        for cell in comment.by_group:
            stars[cell.group].append(cell.stars)
    return tuple(
        (name, mean_of_cells(stars[name]), len(stars[name])) for name in groups if len(stars[name]) >= MIN_CELLS
    )


def mean_of_cells(stars: Sequence[float]) -> float:
    """Return the mean of released stars with one digit, the same in whatever order they come. stars: not empty."""
    return round(fsum(stars) / len(stars), 1)


def _opinion_groups(found: ScoreFindings, numbers: Mapping[int, int]) -> tuple[OpinionGroup, ...]:
    """Return the opinion groups with what each likes more than the others do, the most first."""
    made = []
    for index, people in enumerate(found.opinion_groups[: len(_LETTERS)]):
        rows = [each for each in found.divisive if each.opinion_group == index and each.comment_id in numbers]
        likes = tuple((numbers[each.comment_id], each.more) for each in rows if each.more > 0)
        made.append(OpinionGroup(_LETTERS[index], people, likes))
    return tuple(made)
